package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * School systems post, call by call and by the file, for two minutes while attendance-service is killed, the broker stands still for one of them, PostgreSQL is
 * killed and its disk is full. What was taken is in the topic, once, as it was posted; what could not be taken was to come again.
 */
@Timeout(value = 12, unit = java.util.concurrent.TimeUnit.MINUTES)
class IntakeIT {
    private static final LocalDate FROM = LocalDate.of(2026, 9, 1);
    private static final LocalDate TO = LocalDate.of(2027, 1, 22);
    private static final String NOW = "2027-01-23T02:00:00Z";
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final List<Service> SERVICES = List.of(Service.DIRECTORY, Service.ATTENDANCE);

    private final long seed =
            Long.getLong("baoxue.faults.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @Test
    void what_was_taken_is_published_once_whatever_is_killed_away_or_full() throws IOException {
        var layout = Stage.cleared("intake");
        try (var disk = SmallDisk.at(layout.postgresData());
                var stage = Stage.set(layout, SERVICES)) {
            var desk = new Desk(stage.ports(), stage.suite().secrets());
            var world = loaded(stage, desk);
            try (var intake = new Intake(desk, world, FROM, TO, seed).begin()) {
                intake.takes(100);
                Stage.say("kill -9 of attendance-service");
                stage.kill(Service.ATTENDANCE.folder());
                intake.takes(100);
                assertTrue(intake.unanswered() > 0, "somebody was to be interrupted");
                withoutTheBroker(stage, intake);
                Stage.say("kill -9 of the database");
                stage.kill("postgres");
                intake.takes(100);
                if (disk.isThere()) {
                    withoutRoom(disk, intake);
                }
                intake.close();
                Stage.say(intake.filesTaken());
                assertEquals(List.of(), intake.faults(), "seed " + seed);
                assertTrue(intake.byFile() > 0, "something was to be taken by file");
                var topic = new RollCallsInTopic("127.0.0.1:" + stage.ports().kafka());
                assertEquals(List.of(), topic.differences(intake.taken()), "seed " + seed);
            }
        }
    }

    private static void withoutTheBroker(Stage stage, Intake intake) {
        Stage.say("the broker stands still for a minute");
        var broker = stage.child("kafka").handle();
        int before = intake.toldToComeAgain();
        int taken = intake.taken().size();
        intake.slowest();
        Replica.freeze(broker);
        LockSupport.parkNanos(A_MINUTE.toNanos());
        var slowest = intake.slowest();
        int meanwhile = intake.taken().size() - taken;
        Replica.thaw(broker);
        assertEquals(before, intake.toldToComeAgain(), "intake was to go on");
        assertTrue(meanwhile > 500, "only " + meanwhile + " roll calls were taken without the broker");
        assertTrue(slowest.compareTo(SOON) < 0, "one roll call took " + slowest);
        Stage.say(meanwhile + " roll calls taken meanwhile, the slowest in " + slowest.toMillis() + " ms");
    }

    private static void withoutRoom(SmallDisk disk, Intake intake) throws IOException {
        Stage.say("the disk of the database is full");
        disk.fill();
        intake.isToComeAgain(20);
        disk.makeRoom();
        Stage.say("there is room again");
        intake.takes(100);
    }

    private static World loaded(Stage stage, Desk desk) {
        var script = SmallStory.script();
        new Accounts(stage.suite().keycloakAdmin(), stage.suite().secrets()).create(script.world());
        for (var service : SERVICES) {
            desk.put(service, "/v1/clock", desk.token("operator"), Json.object().put("now", NOW))
                    .mustBeGood();
        }
        var inbox = "http://127.0.0.1:" + stage.ports().inbox();
        script.load(new Loading(
                desk,
                script.world(),
                script.enrolledFrom(),
                inbox,
                stage.suite().webhookSecret()));
        Stage.say("the world is loaded");
        return script.world();
    }
}
