package org.baoxue.escalation.registration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param stays the child's times at the school to which the start belongs, one absence
 * @param subject as it was named when the child was first found missing: the term's dates may be others now
 * @param policy that this start keeps
 * @param kept by what that policy is found again
 * @param before how it stood, if the child was found missing before
 */
record Starting(
        Enrolled enrolled,
        List<Stay> stays,
        String subject,
        SchoolCalendar calendar,
        TermStart start,
        Policy policy,
        Kept kept,
        Optional<Listed> before) {
    Stay stay() {
        return Stay.joined(stays);
    }

    String student() {
        return enrolled.child().student();
    }

    Listed listed(Unregistered state) {
        int enrolment = before.map(Listed::enrolment).orElse(stays.getFirst().revision());
        return new Listed(subject, enrolled.child(), start.term(), state, kept, enrolment, before.isPresent());
    }

    /** Between its stays silence said nothing of it. */
    Stream<Here> here() {
        return stays.stream()
                .map(stay -> new Here(
                        subject,
                        student(),
                        stay.seenFrom(start),
                        stay.notHereFrom().orElse(null)));
    }
}
