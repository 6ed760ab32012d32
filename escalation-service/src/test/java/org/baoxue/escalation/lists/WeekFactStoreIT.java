package org.baoxue.escalation.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.baoxue.escalation.lists.WeekListStore.Elsewhere;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** A look at a school's week reads whom the weeks may concern, not everybody who was ever there. */
@QuarkusTest
@WithTestResource(Platform.class)
class WeekFactStoreIT {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

    @Inject
    WeekFactStore facts;

    @Inject
    WeekListStore lists;

    @Inject
    Transactions transactions;

    @Test
    void who_left_for_good_or_for_another_school_before_the_oldest_week_is_not_read() {
        child("wf-here", "S-WF1", true, "ENROLLED", "2024-09-01");
        child("wf-graduated", "S-WF1", false, "GRADUATED", "2025-07-10");
        child("wf-confirmed", "S-WF1", false, "TRANSFER_CONFIRMED", "2026-11-01");
        child("wf-leaving", "S-WF1", false, "GRADUATED", "2026-11-02");
        // taken off the roll without a word of having left: may be missing still
        child("wf-withdrawn", "S-WF1", false, "WITHDRAWN", "2025-07-10");
        child("wf-moved", "S-WF2", true, "ENROLLED", "2026-11-02");
        child("wf-gone", "S-WF2", true, "ENROLLED", "2026-11-01");
        child("wf-kept", "S-WF1", false, "GRADUATED", "2025-07-10");
        list("wf-open", "S-WF1", "wf-kept", "2026-10-30");
        assertEquals(
                Set.of("wf-here", "wf-leaving", "wf-withdrawn", "wf-moved", "wf-kept"),
                transactions.asWorker(
                        () -> facts.pupils("S-WF1", MONDAY, List.of("wf-open")).keySet()));
    }

    @Test
    void of_other_schools_only_lists_of_these_weeks_are_read() {
        list("wf-old", "S-WF3", "wf-on-lists", "2026-10-30");
        list("wf-new", "S-WF3", "wf-on-lists", "2026-11-06");
        assertEquals(
                Set.of(new Elsewhere("weekly-list", MONDAY, "wf-on-lists")),
                transactions.asWorker(() -> lists.elsewhere("S-WF4", MONDAY, List.of("wf-on-lists"))));
    }

    /** Was at S-WF1 since 2024; this is the last word about it. */
    private static void child(String student, String school, boolean enrolled, String change, String effective) {
        Superuser.jdbi().useHandle(handle -> {
            handle.createUpdate("""
                            insert into child (student, school, place, class_id, enrolled, revision)
                            values (:student, :school, '530113001', :school || '-1', :enrolled, 2)
                            """)
                    .bind("student", student)
                    .bind("school", school)
                    .bind("enrolled", enrolled)
                    .execute();
            handle.createUpdate("""
                            insert into enrolment_change (student, revision, school, change, effective, accepted_at)
                            values (:student, 1, 'S-WF1', 'ENROLLED', '2024-09-01', '2024-08-20T00:00:00Z'),
                                (:student, 2, :school, :change, cast(:effective as date), '2024-08-20T00:00:00Z')
                            """)
                    .bind("student", student)
                    .bind("school", school)
                    .bind("change", change)
                    .bind("effective", effective)
                    .execute();
        });
    }

    /** A weekly list that has lapsed, with one name. */
    private static void list(String duty, String school, String student, String lastDay) {
        Superuser.jdbi().useHandle(handle -> {
            handle.createUpdate("""
                            insert into duty (id, rule, subject_kind, subject, school, place, class_id, date, day, revision, owner_post,
                                owner_scope, opened_at, base, due_at, late, unfounded, state, unseen, why)
                            values (:duty, 'weekly-list', 'SCHOOL_WEEK',
                                :school || '/' || cast(date_trunc('week', cast(:lastDay as date)) as date), :school, '530113001', '',
                                cast(:lastDay as date), 0, 1, 'principal', :school, '2026-11-06T07:30:00Z', '2026-11-06T07:30:00Z',
                                '2026-11-09T04:00:00Z', false, false, 'LAPSED', false, '{}')
                            """)
                    .bind("duty", duty)
                    .bind("school", school)
                    .bind("lastDay", lastDay)
                    .execute();
            handle.createUpdate(
                            "insert into week_list (duty, student, class_id, reasons) values (:duty, :student, '', '[]')")
                    .bind("duty", duty)
                    .bind("student", student)
                    .execute();
        });
    }
}
