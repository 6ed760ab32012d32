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

/**
 * From a roll call posted over REST to what a family, a school and a township receive, while processes are killed, stopped,
 * frozen and doubled at random moments. {@code -Dbaoxue.faults.seed=N} repeats the moments of a run; with
 * {@code -Dbaoxue.faults=false} nothing happens to the suite.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class StoryIT {
    private static final List<LocalDate> BEFORE_THE_BREAK = List.of(
            LocalDate.of(2026, 9, 24), LocalDate.of(2026, 9, 28), LocalDate.of(2026, 9, 29), LocalDate.of(2026, 9, 30));
    private static final LocalDate AFTER_THE_BREAK = LocalDate.of(2026, 10, 8);
    private static final LocalDate DOUBLED = LocalDate.of(2026, 10, 9);
    private static final String FIRST_BELL = "08:00";
    private static final Duration PAST_THE_SESSION = Stage.SESSION.plusSeconds(2);
    private static final Duration EVERY_FEW_SECONDS = Duration.ofSeconds(4);

    private static final List<String> KILLED =
            List.of("attendance-service", "escalation-service", "notification-service", "case-service");
    private static final List<String> KILLED_WITH_THEM =
            List.of("postgres", "kafka", "postgres", "agency-directory-service");

    private final long seed =
            Long.getLong("baoxue.faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @Test
    void everybody_hears_what_he_must_and_once_whatever_is_killed_stopped_or_frozen_on_the_way() {
        try (var stage = Stage.set();
                var mishaps = new Mishaps(seed);
                var performance = new Performance(SmallStory.script(), stage.suite(), stage.ports(), mishaps)) {
            if (Boolean.parseBoolean(System.getProperty("baoxue.faults", "true"))) {
                Stage.say("moments of seed " + seed + ": -Dbaoxue.faults.seed=" + seed + " repeats them");
                disturbed(stage, mishaps, performance);
            } else {
                performance.play(Scene.undisturbed(performance.begin(), performance.end()));
            }
            var report = stage.file("report.json");
            var faults = new ArrayList<>(performance.faults(report));
            faults.addAll(FinalTable.differences(report));
            faults.addAll(mishaps.notComeTo());
            faults.addAll(performance.canaries().found(stage.file("logs"), stage.ports()));
            faults.addAll(new Trial(stage).faults(BEFORE_THE_BREAK.getFirst(), DOUBLED));
            faults.addAll(new Rebuilding(stage).differences(performance::settle));
            assertEquals("", String.join("\n", faults), "seed " + seed);
        }
    }

    private static void disturbed(Stage stage, Mishaps mishaps, Performance performance) {
        killed(stage, mishaps, performance);
        var noon = performance.at(AFTER_THE_BREAK, "12:00");
        performance.play(Scene.disturbed(performance.begin(), noon));
        stopped(stage, performance);
        var evening = performance.at(DOUBLED, "22:00");
        doubledAndFrozen(stage, mishaps, performance, noon, evening);
        performance.play(Scene.undisturbed(evening, performance.end()));
    }

    /** Two at a moment of each of the days before the break. */
    private static void killed(Stage stage, Mishaps mishaps, Performance performance) {
        var killed = mishaps.shuffled(KILLED).iterator();
        var killedWithThem = mishaps.shuffled(KILLED_WITH_THEM).iterator();
        for (var date : BEFORE_THE_BREAK) {
            var one = killed.next();
            var other = killedWithThem.next();
            mishaps.plan("kill -9 of %s and %s".formatted(one, other), performance.at(date, FIRST_BELL), () -> {
                stage.kill(one);
                stage.kill(other);
            });
        }
    }

    private static void stopped(Stage stage, Performance performance) {
        var kept = performance.kept(AFTER_THE_BREAK);
        performance.letters().collect();
        Stage.say("everything is stopped in order and started again");
        stage.restart();
        assertEquals(kept, performance.kept(AFTER_THE_BREAK), "what was there before the stop");
    }

    /** Two of each; partitions change hands all the time, and whoever holds them is frozen until he has lost them. */
    private static void doubledAndFrozen(
            Stage stage, Mishaps mishaps, Performance performance, Instant from, Instant until) {
        var services = List.of(Service.ESCALATION, Service.NOTIFICATION);
        try (var rebalances = new Rebalances("127.0.0.1:" + stage.ports().kafka(), services);
                var escalation = Replica.of(stage, Service.ESCALATION);
                var notification = Replica.of(stage, Service.NOTIFICATION)) {
            escalation.awaitReady();
            notification.awaitReady();
            for (var service : services) {
                mishaps.plan(
                        "frozen: " + service.folder(),
                        performance.at(DOUBLED, FIRST_BELL),
                        () -> freeze(stage, mishaps, service));
            }
            try (var _ = mishaps.every(EVERY_FEW_SECONDS, rebalances::force)) {
                performance.play(Scene.disturbed(from, until));
            }
            assertTrue(rebalances.done() > 3, "partitions were to change hands all the time");
            Stage.say("groups thrown out: " + rebalances.done());
        }
    }

    private static void freeze(Stage stage, Mishaps mishaps, Service service) {
        var process = stage.child(service.folder()).handle();
        Replica.freeze(process);
        mishaps.later(PAST_THE_SESSION, () -> Replica.thaw(process));
    }
}
