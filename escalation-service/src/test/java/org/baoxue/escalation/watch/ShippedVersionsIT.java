package org.baoxue.escalation.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.baoxue.escalation.ThrownAway;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions of the shipped policy as they lie in the database, while nodes of two versions run and after. */
@QuarkusTest
@WithTestResource(Platform.class)
class ShippedVersionsIT {
    private static final Policy SHIPPED = Policies.shipped();
    private static final int MINE = SHIPPED.key().version();
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final LocalDate ONE_DAY = LocalDate.of(2001, 1, 8);
    private static final String TOWNSHIP = "539999001";

    @Inject
    PolicyStore store;

    @Inject
    ShippedPolicy shipped;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void theShippedOneIsKeptAgain() {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute("delete from policy where place = '' and version <> ?", MINE));
        transactions.asWorker(() -> {
            shipped.keep();
        });
    }

    @Test
    void a_node_goes_on_by_its_own_while_a_newer_one_has_kept_what_it_cannot_read() {
        Policy inForce = ThrownAway.asWorker(transactions, () -> {
            keeps(jdbi, MINE + 1, Map.of("x.fires", new Policy.Value("a new word", "own choice: a test")));
            return store.all().at(Instant.MAX).inForce(TOWNSHIP, ONE_DAY);
        });
        assertEquals(SHIPPED.key(), inForce.key());
    }

    @Test
    void an_older_version_is_asked_for_a_value_that_came_later() {
        Map<String, Policy.Value> older = new TreeMap<>(SHIPPED.values());
        older.remove("hours.lapse-wait");
        older.keySet().removeIf(name -> name.startsWith("watch-list."));
        Policy kept = ThrownAway.asWorker(transactions, () -> {
            keeps(jdbi, MINE - 1, older);
            return store.all().of(TOWNSHIP, ONE_DAY, LONG_AGO);
        });
        assertEquals(MINE - 1, kept.key().version());
        assertEquals(SHIPPED.duration("hours.lapse-wait"), kept.duration("hours.lapse-wait"));
        assertTrue(kept.rules().stream().noneMatch(rule -> rule.id().equals("watch-list")));
    }

    @Test
    void what_was_published_before_it_was_kept_was_set_when_it_was_published() {
        Superuser.jdbi().useHandle(handle -> handle.execute("delete from policy where place = ''"));
        assertFalse(transactions.asWorker(shipped::keep), "no other held before");
        assertEquals(List.of(0L), Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                                        select extract(epoch from set_at - published_at)::bigint
                                        from policy join policy_published using (place, from_date, version)
                                        where place = '' and version = :mine
                                        """)
                .bind("mine", MINE)
                .mapTo(Long.class)
                .list()));
    }

    @Test
    void schools_are_looked_at_again_where_another_version_held() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("delete from policy where place = ''");
            handle.execute("insert into policy (place, from_date, version, \"values\", set_at)"
                    + " values ('', '2000-01-01', 1, '{}', '2001-01-01T00:00:00Z')");
        });
        assertTrue(transactions.asWorker(shipped::keep));
        assertFalse(transactions.asWorker(shipped::keep), "the second node of the upgrade");
    }

    @Test
    void a_start_outlives_that_it_cannot_look_at_the_schools_again() throws Exception {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into school (code, place, zone, exceptions_only, sessions, class_day, class_day_next_at)"
                                + " values ('S-99', '539999001', 'Asia/Shanghai', false, '[]', '2026-09-07', '2100-01-01')"
                                + " on conflict (code) do nothing"));
        try (var holding = Superuser.jdbi().open();
                var hands = Executors.newSingleThreadExecutor()) {
            holding.begin();
            holding.execute("select from school where code = 'S-99' for update");
            var looking = hands.submit(() -> shipped.lookAgain());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                                            select pg_cancel_backend(pid) from pg_stat_activity
                                            where wait_event_type = 'Lock' and query like '%class_day_next_at is not null%'
                                            """)
                            .mapTo(Boolean.class)
                            .findFirst()
                            .orElse(false)));
            holding.rollback();
            assertDoesNotThrow(() -> looking.get());
        } finally {
            Superuser.jdbi().useHandle(handle -> handle.execute("delete from school where code = 'S-99'"));
        }
    }

    /** A clock that was set back, or a version that was rolled back: as many as before, and none of a later time. */
    @Test
    void another_version_is_noticed_though_there_are_as_many_and_none_was_set_later() {
        assertNotEquals(percentWhere("7"), percentWhere("8"));
    }

    private int percentWhere(String percent) {
        return ThrownAway.asWorker(transactions, () -> {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into policy (place, from_date, version, "values", set_at)
                            values ('539999', '2001-01-01', 1, cast(:values as jsonb), :at)
                            """)
                    .bind("values", json(Map.of("day.completeness-percent", new Policy.Value(percent, "a test"))))
                    .bind("at", LONG_AGO)
                    .execute());
            return store.all().at(LONG_AGO).inForce(TOWNSHIP, ONE_DAY).number("day.completeness-percent");
        });
    }

    private static void keeps(Jdbi jdbi, int version, Map<String, Policy.Value> values) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into policy (place, from_date, version, "values", set_at)
                        values ('', '2000-01-01', :version, cast(:values as jsonb), :at)
                        """)
                .bind("version", version)
                .bind("values", json(values))
                .bind("at", LONG_AGO)
                .execute());
    }

    private static String json(Map<String, Policy.Value> values) {
        return Json.write(new TreeMap<>(values));
    }
}
