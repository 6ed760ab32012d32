package org.baoxue.escalation.term;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.term.Unregistered.How;

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

    /** Whether the school waits for the child, or did: not where it had been there after all. */
    public boolean isWaitedFor() {
        return state.ending().filter(ending -> ending.how() == How.WITHDRAWN).isEmpty();
    }

    /** The last date on which the school waits for it. */
    public LocalDate waitedForUntil() {
        return state.ending().map(ending -> ending.on().minusDays(1)).orElse(term.to());
    }

    /**
     * On which of these dates, by class, somebody asked for the child.
     *
     * @param unknown the class that stands for one that no change named
     */
    public Set<LocalDate> called(
            List<Stay> all,
            Collection<Missing> told,
            Map<String, ? extends Collection<LocalDate>> byClass,
            String unknown) {
        return all.isEmpty()
                ? Set.copyOf(Optional.<Collection<LocalDate>>ofNullable(byClass.get(unknown))
                        .orElse(Set.of()))
                : Stay.joined(stays(all, told)).called(byClass, unknown);
    }

    public boolean isOf(Term now) {
        return !term.from().isAfter(now.to()) && !now.from().isAfter(term.to());
    }

    /**
     * The stays to which it belongs: its own, and those after it in which the child had still not been seen.
     *
     * @param all of the child at the school, in their order
     * @param told what is known of the child, this among it: what was told in this term of a later stay by itself stays that one's
     */
    public List<Stay> stays(List<Stay> all, Collection<Missing> told) {
        Stay own = of(all);
        Set<Integer> others = told.stream()
                .filter(other -> other.isOf(term))
                .map(other -> other.of(all).revision())
                .collect(Collectors.toSet());
        List<Stay> free = all.stream()
                .takeWhile(stay -> stay.revision() <= own.revision() || !others.contains(stay.revision()))
                .toList();
        return Stay.unbroken(own, free, state);
    }

    /** From when on the child was expected; by the enrolment's own date where that was not kept when it was found missing. */
    public LocalDate expectedFrom(Stay stay, SchoolCalendar calendar) {
        return enrolment == 0 ? stay.enrolledOn() : stay.expectedFrom(calendar);
    }

    /**
     * The start of a stay that is over: by the dates that were told, where no calendar has them any more.
     *
     * @param first of the stays to which it belongs
     */
    public TermStart told(Stay first, SchoolCalendar calendar, Policy policy) {
        LocalDate since = state.since();
        return TermStart.of(calendar, policy, expectedFrom(first, calendar), since)
                .filter(found -> found.firstDay().equals(since))
                .orElseGet(() -> TermStart.told(term, since, calendar, policy));
    }
}
