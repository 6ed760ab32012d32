package org.baoxue.escalation.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.escalation.desk.Views.PostView;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of duties over a table of 60,000: each by an index, each only what its reader may see. */
@QuarkusTest
@WithTestResource(Platform.class)
class DutyListStoreIT {
    private static final Instant NOW = Instant.parse("2026-09-20T04:00:00Z");
    private static final String ALL_BUT_ID =
            "rule, subject_kind, subject, student, school, place, class_id, date, day, revision,"
                    + " owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state, unseen, why, opened_for";

    @Inject
    DutyListStore store;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    /** 12 counties of 10 townships of 5 schools of 4 classes; each class owes 25, one in ten of them open. */
    @BeforeAll
    static void manyDuties() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("""
                    insert into duty (id, rule, subject_kind, subject, student, school, class_id, place, date, day, revision,
                        owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state, ended_at, unseen, why)
                    select 'many-' || n, case when n % 2 = 0 then 'contact-guardian' else 'home-visit' end, 'SPELL',
                        'many-spell-' || n, 'many-child-' || n % 5000, 'M-' || n % 600, 'M-' || n % 600 || '-' || n / 600 % 4,
                        '77' || lpad((n % 12)::text, 4, '0') || lpad((n % 120)::text, 3, '0'), '2026-09-07', 0, 1,
                        'class-teacher', 'M-' || n % 600 || '-' || n / 600 % 4, timestamptz '2026-09-07T00:00:00Z',
                        timestamptz '2026-09-07T00:00:00Z', timestamptz '2026-09-07T01:00:00Z' + n * interval '1 minute',
                        false, false, case when n % 10 = 0 then 'OPEN' else 'DONE' end,
                        case when n % 10 = 0 then null else timestamptz '2026-09-07T00:30:00Z' end, false, '{}'
                    from generate_series(1, 60000) as n
                    """);
            handle.execute("analyze duty");
        });
    }

    @AfterAll
    static void noDuties() {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "delete from duty where id like 'many-%'; delete from open_duty where id like 'many-%'"));
    }

    @Test
    void every_list_is_found_by_an_index() {
        Scope county = new Scope.Place("770003");
        assertUsesAnIndex(filter("class-teacher@M-3-0", null, null, null, "OPEN"), county);
        assertUsesAnIndex(filter("class-teacher@M-3-0", null, null, null, "DONE"), county);
        assertUsesAnIndex(filter(null, "770003", null, null, "OPEN"), county);
        assertUsesAnIndex(filter(null, "770003003", null, null, "DONE"), county);
        assertUsesAnIndex(filter(null, null, "M-3", null, "OPEN"), county);
        assertUsesAnIndex(filter(null, null, null, "M-3-0", "OPEN"), county);
        assertUsesAnIndex(filter(null, null, null, null, "OPEN"), new Scope.School("M-3"));
        assertUsesAnIndex(filter("mine", null, null, null, "OPEN"), new Scope.Classes("M-3", Set.of("M-3-0")));
        assertUsesAnIndex(
                new DutyFilter(null, null, null, null, null, null, null, null, "many-child-3", null, null), county);
    }

    @Test
    void an_owner_is_a_post_at_a_scope_and_no_other_of_either() {
        Scope scope = new Scope.Place("77");
        List<String> ofTheClass =
                IntStream.range(0, 25).mapToObj(n -> "many-" + (40 + 2400 * n)).toList();
        for (String state : Arrays.asList(null, "OPEN")) {
            List<DutyView> owned =
                    list(filter("class-teacher@M-40-0", null, null, null, state), scope, Optional.empty(), 100);
            assertEquals(ofTheClass, owned.stream().map(DutyView::duty).toList());
            assertEquals(
                    Set.of(new PostView("class-teacher", "M-40-0")),
                    owned.stream().map(DutyView::owner).collect(Collectors.toSet()));
        }
        for (String nobody : List.of("principal@M-40-0", "class-teacher@M-40", "class-teacher@M-40-9")) {
            assertEquals(List.of(), list(filter(nobody, null, null, null, null), scope, Optional.empty(), 100), nobody);
        }
    }

    @Test
    void whatever_is_asked_the_database_leaves_out_what_the_caller_may_not_see() {
        Scope school = new Scope.School("M-3");
        for (DutyFilter asked : List.of(
                filter("class-teacher@M-4-0", null, null, null, null),
                filter(null, "770004", null, null, null),
                filter(null, null, "M-4", null, null),
                filter(null, null, null, "M-4-0", null),
                new DutyFilter(null, null, null, null, null, null, null, null, "many-child-4", null, null))) {
            assertEquals(List.of(), list(asked, school, Optional.empty(), 10), asked.toString());
            assertFalse(list(asked, new Scope.Place("77"), Optional.empty(), 10).isEmpty(), asked.toString());
        }
    }

    @Test
    void a_township_sees_the_beginning_of_its_code_and_pages_through_all_of_it_once() {
        DutyFilter township = filter(null, "770003003", null, null, null);
        Scope scope = new Scope.Place("770003003");
        List<DutyView> all = list(township, scope, Optional.empty(), 1_000);
        assertEquals(500, all.size());
        List<String> paged = new ArrayList<>();
        Optional<DutyListStore.Place> after = Optional.empty();
        List<DutyView> page = list(township, scope, after, 120);
        while (!page.isEmpty()) {
            page.forEach(duty -> paged.add(duty.duty()));
            after = Optional.of(new DutyListStore.Place(
                    page.getLast().dueAt(), page.getLast().duty()));
            page = list(township, scope, after, 120);
        }
        assertEquals(all.stream().map(DutyView::duty).toList(), paged);
        assertEquals(List.of(), list(filter(null, "77000300", null, null, null), new Scope.Place("78"), after, 10));
    }

    @Test
    void what_is_overdue_is_open_and_its_time_has_passed() {
        DutyFilter overdue = new DutyFilter(null, "770000", null, null, null, null, null, "true", null, null, null);
        List<DutyView> late = list(overdue, new Scope.Place("770000"), Optional.empty(), 5_000);
        assertFalse(late.isEmpty());
        assertTrue(late.stream()
                .allMatch(duty -> duty.state().equals("OPEN") && duty.dueAt().isBefore(NOW)));
        DutyFilter within = new DutyFilter(
                null,
                "770000",
                null,
                null,
                null,
                "2026-09-08T00:00:00Z",
                "2026-09-09T00:00:00Z",
                null,
                null,
                null,
                null);
        List<DutyView> ofTheDay = list(within, new Scope.Place("770000"), Optional.empty(), 5_000);
        assertEquals(
                Set.of("2026-09-08"),
                ofTheDay.stream()
                        .map(duty -> duty.dueAt().toString().substring(0, 10))
                        .collect(Collectors.toSet()));
    }

    @Test
    void what_is_open_is_what_the_duties_say() {
        assertEquals(0, openOtherwise());
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("update duty set owner_post = 'principal', due_at = due_at + interval '1 day'"
                    + " where id in ('many-10', 'many-11')");
            handle.execute("update duty set state = 'DONE', ended_at = due_at where id = 'many-20'");
            handle.execute("insert into duty (id, " + ALL_BUT_ID + ") select 'many-upserted', "
                    + ALL_BUT_ID.replace("revision", "revision + 7") + " from duty where id in ('many-30')"
                    + " on conflict (id) do update set state = 'LAPSED'");
        });
        assertEquals(0, openOtherwise());
        assertEquals(0, count("select count(*) from open_duty where id = 'many-20'"));
    }

    private static long openOtherwise() {
        return count("""
                select count(*) from (select id, owner_post, owner_scope, due_at, place, school, class_id from open_duty
                        where id like 'many-%') as kept
                    full join (select id, owner_post, owner_scope, due_at, place, school, class_id from duty
                        where state = 'OPEN' and id like 'many-%') as said
                    using (id, owner_post, owner_scope, due_at, place, school, class_id)
                where kept.* is null or said.* is null
                """);
    }

    private static long count(String sql) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void a_second_duty_of_the_same_subject_rule_date_day_and_revision_is_refused() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("update duty set opened_for = subject where id = 'many-1'");
            assertThrows(
                    UnableToExecuteStatementException.class,
                    () -> handle.execute("insert into duty (id, " + ALL_BUT_ID + ") select 'many-second', " + ALL_BUT_ID
                            + " from duty where id = 'many-1'"));
            handle.execute("insert into duty (id, " + ALL_BUT_ID + ") select 'many-second', "
                    + ALL_BUT_ID.replace("revision", "revision + 1") + " from duty where id = 'many-1'");
        });
    }

    private List<DutyView> list(DutyFilter to, Scope scope, Optional<DutyListStore.Place> after, int limit) {
        return transactions.within(scope, () -> store.duties(to.read(), List.of(), scope, NOW, after, limit));
    }

    private void assertUsesAnIndex(DutyFilter to, Scope scope) {
        DutyListStore.Asked asked = DutyListStore.asked(
                to.read(), List.of(new PostView("class-teacher", "M-3-0")), scope, NOW, Optional.empty());
        List<String> plan = transactions.within(
                scope,
                () -> jdbi.withHandle(handle -> handle.createQuery("explain " + asked.sql())
                        .bindMap(asked.values())
                        .bind("limit", 101)
                        .mapTo(String.class)
                        .list()));
        assertTrue(plan.stream().noneMatch(line -> line.contains("Seq Scan on duty")), plan.toString());
        assertTrue(plan.stream().anyMatch(line -> line.contains("duty_of_")), plan.toString());
    }

    private static DutyFilter filter(
            @Nullable String owner,
            @Nullable String place,
            @Nullable String school,
            @Nullable String classId,
            @Nullable String state) {
        return new DutyFilter(owner, place, school, classId, state, null, null, null, null, null, null);
    }
}
