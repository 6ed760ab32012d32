package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.watch.DutyDecisions;
import org.baoxue.escalation.watch.EscalationEvents;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/** Writes what a look at a school changes, with its events. */
@ApplicationScoped
class Recording {
    private final RegistrationStore store;
    private final Outbox outbox;
    private final DutyDecisions decisions;

    Recording(RegistrationStore store, Outbox outbox, DutyDecisions decisions) {
        this.store = store;
        this.outbox = outbox;
        this.decisions = decisions;
    }

    /** Who has not come is said before what is owed for it. */
    void write(Looked looked) {
        outbox.append(looked.states().stream()
                .flatMap(change -> said(change, looked.now()).stream())
                .toList());
        store.save(looked.states().stream().map(Looked.Change::after).toList());
        decisions.write(looked.decided(), looked.now());
    }

    /** Who is new and has come meanwhile was both: each is said once. */
    private static List<OutgoingEvent> said(Looked.Change change, Instant now) {
        Unregistered state = change.after().state();
        List<OutgoingEvent> said = new ArrayList<>();
        if (change.isNew() && state.ending().isPresent()) {
            Unregistered begun = new Unregistered(state.since(), Optional.empty());
            said.add(event(change, begun, now));
        }
        said.add(event(change, state, now));
        return said;
    }

    private static OutgoingEvent event(Looked.Change change, Unregistered state, Instant now) {
        Listed listed = change.after();
        return EscalationEvents.unregistered(
                listed.child(), listed.subject(), listed.term(), listed.enrolment(), state, change.policy(), now);
    }
}
