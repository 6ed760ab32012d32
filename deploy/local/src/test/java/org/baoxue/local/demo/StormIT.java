package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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
 * The same days in every school of the district, for each child of which it is known beforehand what must come of it, with
 * everything at once: two instances of the clock from beginning to end, one of them with its machine's
 * time ten minutes ahead and later ten minutes behind; connections cut twice a second; one record in a hundred garbage; each
 * instance frozen for a minute and a half; a database that stands still for longer than anybody waits for a lock; database,
 * broker and instances killed. {@code ./baoxue soak --faults} plays it; every child must get what it gets on a quiet day, and
 * the clock, told anew from the topics, must come to the state that it came to under all this.
 */
@EnabledIfSystemProperty(named = "baoxue.storm", matches = "true", disabledReason = "./baoxue soak --faults plays it")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class StormIT {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration A_MINUTE_AND_A_HALF = Duration.ofSeconds(90);
    private static final Duration LONGER_THAN_ANY_LOCK = Duration.ofSeconds(50);
    private static final Duration TWICE_A_SECOND = Duration.ofMillis(500);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FIRST_BELL = "08:00";
    private static final String CLOCK = Service.ESCALATION.folder();

    private final long seed =
            Long.getLong("baoxue.faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @Test
    void everybody_hears_what_he_must_and_once_through_all_of_it() throws InterruptedException {
        Stage.say("moments of seed " + seed + ": -Dbaoxue.faults.seed=" + seed + " repeats them");
        try (var stage = Stage.set();
                var mishaps = new Mishaps(seed);
                var performance = new Performance(SmallStory.inAllSchools(), stage.suite(), stage.ports(), mishaps);
                var garbage = new Garbage("127.0.0.1:" + stage.ports().kafka())) {
            var database = new Database(stage.postgres());
            try (var second = new Second(stage, TEN_MINUTES);
                    var _ = mishaps.every(TWICE_A_SECOND, database::cutAConnection);
                    var _ = mishaps.every(SECOND, garbage::strew)) {
                plan(stage, mishaps, performance, database, second);
                performance.play(Scene.disturbed(performance.begin(), performance.end()));
            }
            assertTrue(database.ended() > 100, "connections were to be cut all the time");
            assertEquals(1, database.stalled(), "the database was to stand still");
            Stage.say(database.ended() + " connections cut");
            var faults = new ArrayList<>(healed(performance, garbage));
            faults.addAll(performance.faults(stage.file("report.json")));
            faults.addAll(mishaps.notComeTo());
            faults.addAll(new Rebuilding(stage).differences(performance::settle));
            assertEquals("", String.join("\n", faults), "seed " + seed);
        }
    }

    private static void plan(Stage stage, Mishaps mishaps, Performance performance, Database database, Second second) {
        on(24, mishaps, performance, "the first instance is frozen", () -> {
            var first = stage.child(CLOCK).handle();
            Replica.freeze(first);
            mishaps.later(A_MINUTE_AND_A_HALF, () -> Replica.thaw(first));
        });
        on(
                28,
                mishaps,
                performance,
                "the database stands still",
                () -> database.stall(Service.ESCALATION, LONGER_THAN_ANY_LOCK));
        on(28, mishaps, performance, "kill -9 of the first instance", () -> stage.kill(CLOCK));
        on(29, mishaps, performance, "kill -9 of the database", () -> stage.kill("postgres"));
        on(29, mishaps, performance, "kill -9 of the broker", () -> stage.kill("kafka"));
        on(30, mishaps, performance, "the second instance is killed and comes back ten minutes behind", () -> {
            second.close();
            second.start(TEN_MINUTES.negated());
        });
        mishaps.plan("the second instance is frozen", performance.at(LocalDate.of(2026, 10, 8), FIRST_BELL), () -> {
            var frozen = second.process();
            Replica.freeze(frozen);
            mishaps.later(A_MINUTE_AND_A_HALF, () -> Replica.thaw(frozen));
        });
    }

    private static void on(int september, Mishaps mishaps, Performance performance, String what, Runnable happens) {
        mishaps.plan(what, performance.at(LocalDate.of(2026, 9, september), FIRST_BELL), happens);
    }

    /** The other instance of the clock, on a machine whose own time is wrong. */
    private static final class Second implements AutoCloseable {
        private final Stage stage;
        private volatile Replica now;

        Second(Stage stage, Duration off) {
            this.stage = stage;
            this.now = started(off);
        }

        void start(Duration off) {
            now = started(off);
        }

        ProcessHandle process() {
            return now.handle();
        }

        /** Started again until it comes to it, as any supervisor does: its connections are cut while it starts. */
        private Replica started(Duration off) {
            var options = List.of(WrongClock.option(stage.file("."), off));
            var replica = Replica.of(stage, Service.ESCALATION, options);
            while (!replica.isReadyInTime()) {
                Stage.say("the second instance is started again");
                replica.close();
                replica = Replica.of(stage, Service.ESCALATION, options);
            }
            return replica;
        }

        @Override
        public void close() {
            now.close();
        }
    }

    /** An operator gives up what nobody can work: as many records as were strewn, and none beside them. */
    private static List<String> healed(Performance performance, Garbage garbage) throws InterruptedException {
        performance.settle();
        var faults = new ArrayList<String>();
        for (var reader : List.of(Service.ESCALATION, Service.CASES, Service.NOTIFICATION, Service.ATTENDANCE)) {
            for (var topic : List.of(Garbage.ATTENDANCE, Garbage.DIRECTORY)) {
                boolean reads = topic.equals(Garbage.DIRECTORY) || reader == Service.ESCALATION;
                long givenUp = reads ? performance.givesUp(reader, topic, Garbage.keyOf(topic)) : 0;
                if (reads && givenUp != garbage.of(topic)) {
                    faults.add(reader + " parked " + givenUp + " of " + garbage.of(topic) + " garbage in " + topic);
                }
            }
        }
        Stage.say(garbage.of(Garbage.ATTENDANCE) + " and " + garbage.of(Garbage.DIRECTORY) + " records were garbage");
        performance.settle();
        return faults;
    }
}
