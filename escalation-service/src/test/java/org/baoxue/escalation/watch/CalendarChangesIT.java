package org.baoxue.escalation.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.baoxue.escalation.calendar.SchoolCalendar.Level.Kind;
import org.baoxue.escalation.directory.CalendarsChanged.Owner;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a calendar concerns: of an absence from the 10th to the 15th of September, by whose calendar it is and since when. */
@QuarkusTest
@WithTestResource(Platform.class)
class CalendarChangesIT {
    @Inject
    ChildStore children;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void absent() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("insert into child (student, school, class_id, place, enrolled, revision)"
                    + " values ('lars', 'S-50', 'S-50-1', '530999001', true, 1)");
            handle.execute("""
                    insert into spell (id, student, school, class_id, place, opened_date, opened_order, opened_at, missed, state,
                        ended_date, ended_order, ended_at, created_at, known_at, policy_place, policy_from, policy_version)
                    values ('spell-lars', 'lars', 'S-50', 'S-50-1', '530999001', '2026-09-10', 1, now(), '[]', 'RETURNED',
                        '2026-09-15', 1, now(), now(), now(), '', '2020-01-01', 1)
                    """);
        });
    }

    @AfterEach
    void forget() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("delete from spell where student = 'lars'");
            handle.execute("delete from child where student = 'lars'");
        });
    }

    @ParameterizedTest(name = "{0} {1} since {2}: {3}")
    @CsvSource({
        "CLASS,  S-50-1,    2026-09-15, true",
        "CLASS,  S-50-1,    2026-09-16, false",
        "CLASS,  53,        2026-09-15, false",
        "SCHOOL, S-50,      2026-09-15, true",
        "SCHOOL, 530999,    2026-09-15, false",
        "PLACE,  530999001, 2026-09-15, true",
        "PLACE,  53,        2026-09-01, true",
        "PLACE,  530998,    2026-09-01, false",
        "NATION, CN,        2026-09-15, true",
    })
    void an_ended_absence_is_looked_at_where_its_calendar_changed(
            Kind kind, String owner, LocalDate since, boolean concerned) {
        boolean due = transactions.asWorker(() -> {
            children.lookAgain(Map.of(new Owner(kind, owner), since), Instant.parse("2026-10-01T00:00:00Z"));
            // back before the due work can see it
            return jdbi.withHandle(
                    handle -> handle.createUpdate("update child set look_since = null, next_due_at = null"
                                            + " where student = 'lars' and look_since = :since")
                                    .bind("since", since)
                                    .execute()
                            == 1);
        });
        assertEquals(concerned, due);
    }
}
