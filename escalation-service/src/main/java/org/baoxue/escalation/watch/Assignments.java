package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.duty.AssignmentRules;
import org.baoxue.escalation.duty.AssignmentRules.Outcome;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.kit.outbox.Outbox;

/** Gives an open duty to another post of the school. Runs inside the caller's transaction, as worker. */
@ApplicationScoped
public class Assignments {
    private final DutyStore duties;
    private final ChildStore children;
    private final DirectoryStore directory;
    private final AssignmentStore store;
    private final Outbox outbox;
    private final jakarta.enterprise.event.Event<Recorder.OfConcern> ofConcern;

    Assignments(
            DutyStore duties,
            ChildStore children,
            DirectoryStore directory,
            AssignmentStore store,
            Outbox outbox,
            jakarta.enterprise.event.Event<Recorder.OfConcern> ofConcern) {
        this.duties = duties;
        this.children = children;
        this.directory = directory;
        this.store = store;
        this.outbox = outbox;
        this.ofConcern = ofConcern;
    }

    /**
     * @param why in the person's own words; stays here, is published nowhere
     * @param mayEnd the posts that may give the evidence which ends the duty's rule
     */
    public record Wanted(String duty, Post to, String why, String by, Set<String> mayEnd) {}

    /** A duty that we do not know is assigned to nobody. What is not {@link AssignmentRules.Assigned} has changed nothing. */
    public Optional<Outcome> assign(Wanted wanted, Instant now) {
        duties.duty(wanted.duty()).ifPresent(owed -> hold(owed, now));
        return duties.duty(wanted.duty()).map(owed -> assign(owed, wanted, now));
    }

    /** Nobody ends or lapses it meanwhile. */
    private void hold(Owed owed, Instant now) {
        String student = owed.student();
        if (student == null) {
            directory.lockSchools(List.of(owed.codes().school()), List.of());
        } else {
            children.lock(List.of(student));
        }
        if (owed.duty().subject().kind() == Duty.Subject.Kind.CONCERN) {
            ofConcern.fire(new Recorder.OfConcern(owed.duty().subject().id(), now));
        }
    }

    private Outcome assign(Owed owed, Wanted wanted, Instant now) {
        // of the posts outside the school only those inside matter here, so no county is asked for
        Outcome outcome = AssignmentRules.of(
                owed.duty(), wanted.to(), owed.codes().scopes(owed.codes().place()), wanted.mayEnd());
        if (outcome instanceof AssignmentRules.Assigned assigned) {
            Duty after = assigned.duty();
            Owed next = new Owed(after, owed.student(), owed.codes());
            duties.saveChanged(List.of(after));
            store.keep(after.id(), owed.duty().owner(), after.owner(), wanted.why(), wanted.by(), now);
            outbox.append(EscalationEvents.reassigned(owed, next, wanted.by(), now));
        }
        return outcome;
    }
}
