package org.baoxue.escalation.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.rebuild.RebuildStore.Kept;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.watch.EscalationEvents;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** Who had not come by a term's start, told anew from the events. */
@QuarkusTest
@WithTestResource(Platform.class)
class RebuiltTermStartIT {
    private static final LocalDate SINCE = LocalDate.parse("2026-09-01");

    @Inject
    RebuildStore store;

    @Inject
    Transactions transactions;

    @Test
    void the_enrolment_to_which_it_belongs_is_told_anew() {
        Unregistered listed = new Unregistered(SINCE, Optional.empty());
        Unregistered ended = Unregistered.withdrawn(SINCE);
        keep(Kept.UNREGISTERED, said("rb-ana", 3, listed));
        keep(Kept.UNREGISTERED, said("rb-bo", 0, listed));
        assertEquals(List.of(3, 0), List.of(enrolment("rb-ana"), enrolment("rb-bo")));
        keep(Kept.UNREGISTERED_ENDINGS, said("rb-ana", 5, ended));
        assertEquals(5, enrolment("rb-ana"), "as it was said last");
    }

    private void keep(Kept kept, OutgoingEvent event) {
        transactions.asWorker(() ->
                store.keep(kept, List.of(Map.of("n", 0, "said", Json.tree(Objects.requireNonNull(event.payload()))))));
    }

    private static OutgoingEvent said(String student, int enrolment, Unregistered state) {
        return EscalationEvents.unregistered(
                new WatchedChild(student, "S-RB1", "530113001", null, "S-RB1-1"),
                student + "/S-RB1/2026-09-01",
                new Term(SINCE, LocalDate.parse("2027-01-22")),
                enrolment,
                state,
                new Policy.Key("", LocalDate.parse("2000-01-01"), 1),
                Instant.parse("2026-09-01T07:30:00Z"));
    }

    private static int enrolment(String student) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select enrolment from unregistered where student = :student")
                        .bind("student", student)
                        .mapTo(Integer.class)
                        .one());
    }
}
