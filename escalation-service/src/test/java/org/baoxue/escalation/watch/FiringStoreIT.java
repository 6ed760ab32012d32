package org.baoxue.escalation.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.ThrownAway;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What fired is read in the order in which it fired. */
@QuarkusTest
@WithTestResource(Platform.class)
class FiringStoreIT {
    private static final Instant NOON = Instant.parse("2026-09-09T04:00:00Z");

    @Inject
    FiringStore firings;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @Test
    void of_one_look_by_rule_and_of_several_by_time() {
        List<String> rules = ThrownAway.asWorker(transactions, () -> {
            jdbi.useHandle(handle -> handle.execute("""
                    insert into spell (id, student, school, place, home_place, class_id, opened_date, opened_order, opened_at,
                        missed, state, created_at, known_at, policy_place, policy_from, policy_version, deadlines)
                    values ('s-fired', 'fired', 'S', '530113001', '530113001', '1', '2026-09-07', 1, now(), '[]', 'OPEN', now(),
                        now(), '', '2000-01-01', 2, '[]')
                    """));
            firings.save(
                    Map.of(
                            "s-fired",
                            List.of(
                                    firing("a", "township-report", NOON),
                                    firing("b", "inform-principal", NOON),
                                    firing("c", "home-visit", NOON),
                                    firing("d", "formal-report", NOON.plusSeconds(1)))),
                    Map.of());
            return firings.firingsOf(List.of("s-fired")).getOrDefault("s-fired", List.of()).stream()
                    .map(Firing::rule)
                    .toList();
        });
        assertEquals(List.of("home-visit", "inform-principal", "township-report", "formal-report"), rules);
    }

    private static Firing firing(String id, String rule, Instant at) {
        return new Firing(id, rule, 1, 3, at, at, false, false, Firing.Outside.RELEASED, false);
    }
}
