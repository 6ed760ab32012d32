package org.baoxue.escalation.registration;

import java.time.LocalDate;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.registration.PupilStore.Enrolled;
import org.baoxue.escalation.registration.PupilStore.Here;
import org.baoxue.escalation.registration.RegistrationStore.Kept;
import org.baoxue.escalation.registration.RegistrationStore.Listed;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.Unregistered;

/**
 * A child and the start of a term that it has.
 *
 * @param stay the child's time at the school to which the start belongs
 * @param subject as it was named when the child was first found missing: the term's dates may be others now
 * @param policy that this start keeps
 * @param kept by what that policy is found again
 * @param before how it stood, if the child was found missing before
 */
record Starting(
        Enrolled enrolled,
        Stay stay,
        String subject,
        SchoolCalendar calendar,
        TermStart start,
        Policy policy,
        Kept kept,
        Optional<Listed> before) {
    String student() {
        return enrolled.child().student();
    }

    /** The class that the child was in on the date; the present one where no change named it. */
    String classOn(LocalDate date) {
        return stay.classOn(date).orElse(enrolled.child().classId());
    }

    Listed listed(Unregistered state) {
        int enrolment = before.map(Listed::enrolment).orElse(stay.revision());
        return new Listed(subject, enrolled.child(), start.term(), state, kept, enrolment, before.isPresent());
    }

    Here here() {
        return new Here(
                subject, student(), stay.seenFrom(start), stay.notHereFrom().orElse(null));
    }
}
