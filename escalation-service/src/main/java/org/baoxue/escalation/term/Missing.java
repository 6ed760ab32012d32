package org.baoxue.escalation.term;

import java.util.List;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;

/**
 * A child that was found missing at the start of a term.
 *
 * @param subject as it was named when the child was first found missing: the term's dates may be others now
 * @param term as it was known when this was last said
 * @param enrolment revision of the one that began the stay; 0 where this was not kept
 */
public record Missing(String subject, Term term, Unregistered state, int enrolment) {

    /** To which of its child's stays at the school it belongs. */
    public Stay of(List<Stay> stays) {
        return stays.stream()
                .filter(stay -> stay.revision() == enrolment)
                .findFirst()
                .orElseGet(() -> Stay.on(state.since(), stays));
    }

    public boolean isOf(Term now) {
        return !term.from().isAfter(now.to()) && !now.from().isAfter(term.to());
    }
}
