package org.baoxue.escalation.registration;

import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.registration.PupilStore.Enrolled;
import org.baoxue.escalation.registration.PupilStore.Here;
import org.baoxue.escalation.registration.RegistrationStore.Kept;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.term.Unregistered;

/**
 * A child and the start of a term that it has.
 *
 * @param policy that this start keeps
 * @param kept by what that policy is found again
 * @param before how it stood, if the child was found missing before
 */
record Starting(
        Enrolled enrolled,
        SchoolCalendar calendar,
        TermStart start,
        Policy policy,
        Kept kept,
        Optional<Listed> before) {
    String student() {
        return enrolled.child().student();
    }

    /** As it was named when the child was first found missing: the term's dates may be others now. */
    String subject() {
        return before.map(Listed::subject).orElseGet(() -> TermStartRules.subject(
                        student(), enrolled.child().school(), start.term().from())
                .id());
    }

    Listed listed(Unregistered state) {
        return new Listed(subject(), enrolled.child(), start.term(), state, kept, before.isPresent());
    }

    Here here() {
        return new Here(
                subject(),
                student(),
                enrolled.child().classId(),
                start.seenFrom(),
                enrolled.notHereFrom().orElse(null));
    }
}
