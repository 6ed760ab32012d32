package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.baoxue.local.suite.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The small story once more, while processes are killed, stopped, frozen and doubled at random moments: it ends with the
 * same table, every notice and every message, none twice. {@code -Dbaoxue.faults.seed=N} repeats the moments of a run.
 */
@EnabledIfSystemProperty(
        named = "baoxue.faults",
        matches = "true",
        disabledReason = "ten minutes: -Dbaoxue.faults=true")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StoryFaultsIT {
    private static final LocalDate MIDDLE = LocalDate.of(2026, 10, 8);
    private static final LocalDate LAST_DOUBLED = LocalDate.of(2026, 10, 9);
    private static final Duration PAST_THE_SESSION = Stage.SESSION.plusSeconds(2);
    private static final Duration EVERY_FEW_SECONDS = Duration.ofSeconds(4);

    /** Two at each of four moments. */
    private static final List<String> KILLED = List.of(
            "attendance-service",
            "attendance-service",
            "escalation-service",
            "notification-service",
            "case-service",
            "postgres",
            "postgres",
            "kafka");

    private final Undisturbed undisturbed = Undisturbed.story();
    private final long seed =
            Long.getLong("baoxue.faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @Test
    void the_same_comes_of_it_whatever_is_killed_stopped_or_frozen_on_the_way() {
        Stage.say("moments of seed " + seed + ": -Dbaoxue.faults.seed=" + seed + " repeats them");
        try (var stage = Stage.set(true);
                var mishaps = new Mishaps(seed, undisturbed.steps());
                var performance = new Performance(stage.suite(), stage.ports(), mishaps)) {
            var noon = performance.at(MIDDLE, "12:00");
            killed(stage, mishaps, performance.begin(), noon);
            performance.play(performance.begin(), noon);
            stopped(stage, performance);
            var evening = performance.at(LAST_DOUBLED, "22:00");
            doubledAndFrozen(stage, mishaps, performance, noon, evening);
            performance.play(evening, performance.end());
            var outcome = performance.outcome(stage.file("disturbed.json"));
            var faults = new ArrayList<>(undisturbed.outcome().differences(outcome));
            faults.addAll(performance.faults());
            faults.addAll(mishaps.failures());
            assertEquals("", String.join("\n", faults), "seed " + seed);
        }
    }

    private static void killed(Stage stage, Mishaps mishaps, Instant from, Instant until) {
        var shuffled = mishaps.shuffled(KILLED);
        for (int next = 0; next < shuffled.size(); next += 2) {
            var one = shuffled.get(next);
            var other = shuffled.get(next + 1);
            mishaps.plan("kill -9 of %s and %s".formatted(one, other), from, until, () -> {
                stage.kill(one);
                stage.kill(other);
            });
        }
    }

    private static void stopped(Stage stage, Performance performance) {
        var kept = performance.kept();
        performance.letters().collect();
        Stage.say("everything is stopped in order and started again");
        stage.restart();
        assertEquals(kept, performance.kept(), "what was there before the stop");
    }

    /** Two of each; partitions change hands all the time, and whoever holds them is frozen until he has lost them. */
    private static void doubledAndFrozen(
            Stage stage, Mishaps mishaps, Performance performance, Instant from, Instant until) {
        var services = new Service[] {Service.ESCALATION, Service.NOTIFICATION};
        try (var rebalances = new Rebalances("127.0.0.1:" + stage.ports().kafka(), services);
                var escalation = Replica.of(stage, Service.ESCALATION);
                var notification = Replica.of(stage, Service.NOTIFICATION)) {
            escalation.awaitReady();
            notification.awaitReady();
            for (var service : services) {
                mishaps.plan("frozen: " + service.folder(), from, until, () -> freeze(stage, mishaps, service));
            }
            try (var _ = mishaps.every(EVERY_FEW_SECONDS, rebalances::force)) {
                performance.play(from, until);
            }
            assertTrue(rebalances.done() > 3, "partitions were to change hands all the time");
        }
    }

    private static void freeze(Stage stage, Mishaps mishaps, Service service) {
        var process = stage.child(service.folder()).handle();
        Replica.freeze(process);
        mishaps.later(PAST_THE_SESSION, () -> Replica.thaw(process));
    }
}
