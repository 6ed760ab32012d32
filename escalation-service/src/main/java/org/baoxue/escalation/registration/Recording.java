package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.watch.DutyStore;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.EscalationEvents;
import org.baoxue.escalation.watch.Lateness;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/** Writes what a look at a school changes, with its events. */
@ApplicationScoped
class Recording {
    private final RegistrationStore store;
    private final DutyStore duties;
    private final Outbox outbox;
    private final Lateness lateness;

    Recording(RegistrationStore store, DutyStore duties, Outbox outbox, Lateness lateness) {
        this.store = store;
        this.duties = duties;
        this.outbox = outbox;
        this.lateness = lateness;
    }

    private record Changed(Duty duty, List<Tell> tells) {}

    /** Who has not come is said before what is owed for it. */
    void write(Looked looked) {
        List<OutgoingEvent> events = new ArrayList<>();
        looked.states().forEach(change -> events.addAll(said(change, looked.now())));
        Map<String, Owed> changed = new HashMap<>();
        Map<String, Why> whys = new HashMap<>();
        looked.decided().forEach(decided -> {
            Changed change = changed(decided.decision());
            String student = decided.child().student();
            changed.put(change.duty().id(), new Owed(change.duty(), student, decided.child()));
            if (decided.decision() instanceof Decision.Opened opened) {
                whys.put(opened.duty().id(), opened.why());
            }
            EscalationEvents.of(decided.child(), decided.decision(), change.tells(), false, looked.now())
                    .ifPresent(events::add);
        });
        store.save(looked.states().stream().map(Looked.Change::after).toList());
        Map<Boolean, List<Owed>> opened = changed.values().stream()
                .collect(Collectors.partitioningBy(
                        owed -> whys.containsKey(owed.duty().id())));
        duties.add(opened.getOrDefault(true, List.of()), whys);
        duties.saveChanged(
                opened.getOrDefault(false, List.of()).stream().map(Owed::duty).toList());
        outbox.append(events);
        looked.decided().forEach(decided -> lateness.of(decided.decision(), looked.now()));
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

    private static Changed changed(Decision decision) {
        return switch (decision) {
            case Decision.Opened opened -> new Changed(opened.duty(), opened.tells());
            case Decision.Moved moved -> new Changed(moved.duty(), List.of());
            case Decision.Lapsed lapsed -> new Changed(lapsed.duty(), lapsed.tells());
            case Decision.Cancelled cancelled -> new Changed(cancelled.duty(), List.of());
            case Decision.Corrected corrected -> new Changed(corrected.duty(), List.of());
            default -> throw new IllegalStateException("not of a term's start: " + decision);
        };
    }
}
