package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.explanation.Gathered;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Fact.EnrolmentChanged;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.watch.TermAsOfStore.Span;

/** The start of a term that a child has on a date, as it was known at an instant. */
record TermsThen(TermAsOfStore store, PolicyStore.Versions versions, Function<Policy, SchoolCalendar> calendars) {

    /** @param policy in force on the date */
    Optional<Gathered.Starting> starting(
            WatchedChild child, Policy policy, Collection<Fact> facts, LocalDate date, Instant asOf) {
        return facts.stream()
                .filter(EnrolmentChanged.class::isInstance)
                .map(EnrolmentChanged.class::cast)
                .filter(change -> change.school().equals(child.school()) && change.change() == Fact.Change.ENROLLED)
                .max(Comparator.comparingInt(EnrolmentChanged::revision))
                .map(EnrolmentChanged::effective)
                .flatMap(enrolled -> start(policy, enrolled, date).flatMap(found -> {
                    Policy kept = kept(child, found, asOf);
                    return start(kept, enrolled, date).map(start -> starting(child, start, kept, asOf));
                }));
    }

    private Optional<TermStart> start(Policy policy, LocalDate enrolled, LocalDate date) {
        return TermStart.of(calendars.apply(policy), policy, enrolled, date);
    }

    private Policy kept(WatchedChild child, TermStart start, Instant asOf) {
        return store.beginning(child, new Span(start.term().from(), start.term().to()), asOf)
                .map(begun -> versions.at(begun.knownAt()).inForce(child.place(), begun.on()))
                .orElseGet(() -> versions.at(asOf).inForce(child.place(), start.firstDay()));
    }

    private Gathered.Starting starting(WatchedChild child, TermStart start, Policy policy, Instant asOf) {
        Span first = new Span(start.term().from(), start.reportDay());
        return new Gathered.Starting(
                start,
                store.schoolCalled(child.school(), first, asOf).orElse(null),
                store.classCalled(child.classId(), new Span(start.firstDay(), start.reportDay()), asOf),
                policy);
    }
}
