package org.baoxue.escalation.intake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.baoxue.escalation.School;
import org.baoxue.escalation.ThrownAway;
import org.baoxue.escalation.concerns.Concerns;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.registration.Registrations;
import org.baoxue.escalation.watch.ClassDays;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.escalation.watch.Watch;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Planted;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Known bugs of how reports are taken in, planted: what must hold of ours notices each of them. */
@QuarkusTest
@WithTestResource(Platform.class)
class IntakeFaultsIT {
    private static final String DAY = "2027-04-05 ";

    @Inject
    @Any
    Instance<EventHandler> listeners;

    @Inject
    Inbox inbox;

    @Inject
    FactIntakeStore facts;

    @Inject
    DirectoryStore directory;

    @Inject
    SpellStore spells;

    @Inject
    Watch watch;

    @Inject
    ClassDays classDays;

    @Inject
    Registrations registrations;

    @Inject
    Concerns concerns;

    @Inject
    SuiteClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Backlog backlog;

    @Inject
    Jdbi jdbi;

    @Test
    void a_revision_whose_missing_names_nobody_looks_for() throws Exception {
        Planted.isCaught(
                "whom a revision leaves out is not looked at",
                "nothingIsOwedOfWhomARevisionLeavesOut",
                () -> listener(facts),
                () -> listener(new Forgetful(jdbi)),
                this::nothingIsOwedOfWhomARevisionLeavesOut);
    }

    private void nothingIsOwedOfWhomARevisionLeavesOut(AttendanceListener attendance) {
        Hand.puts(School.at(DAY + "08:10"));
        await().until(backlog::isRead);
        List<Integer> open = ThrownAway.asWorker(transactions, () -> {
            School school = School.open("S-61", "530113061", (topic, key, type, payload) -> handler(topic, attendance)
                    .handle(List.of(event(topic, key, type, payload))));
            school.enrols("1", "left-out");
            school.calls(school.rollCall("1", DAY + "08:05", 20, List.of("left-out")));
            int before = open();
            school.calls(school.rollCall("1", DAY + "08:05", 2, List.of("somebody-else"), List.of(), List.of()));
            return List.of(before, open());
        });
        assertEquals(List.of(1, 0), open, "absences before the revision, and after it");
    }

    private EventHandler handler(String topic, AttendanceListener attendance) {
        return topic.equals(attendance.topic())
                ? attendance
                : listeners.stream()
                        .filter(one -> one.topic().equals(topic))
                        .findFirst()
                        .orElseThrow();
    }

    private int open() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from spell where student = 'left-out' and state = 'OPEN'")
                        .mapTo(Integer.class)
                        .one());
    }

    private AttendanceListener listener(FactIntakeStore store) {
        return new AttendanceListener(
                inbox, store, directory, spells, watch, classDays, registrations, concerns, clock);
    }

    private static IncomingEvent event(String topic, String key, String type, @Nullable String payload) {
        return new IncomingEvent(UUID.randomUUID(), topic, 0, 0, key, type, Instant.EPOCH, payload);
    }

    /** Does not know whom the revision before named. */
    @Vetoed
    private static final class Forgetful extends FactIntakeStore {
        Forgetful(Jdbi jdbi) {
            super(jdbi);
        }

        @Override
        Map<String, Set<String>> namedBefore(List<Shapes.RollCall> rollCalls) {
            return Map.of();
        }
    }
}
