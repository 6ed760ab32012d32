package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.explanation.Gathered;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.watch.TermAsOfStore.Found;
import org.baoxue.escalation.watch.TermAsOfStore.Span;
import org.jspecify.annotations.Nullable;

/** The start of a term that a child has on a date, as it was known at an instant. */
record TermsThen(TermAsOfStore store, PolicyStore.Versions versions, Function<Policy, SchoolCalendar> calendars) {

    /** @param policy in force on the date */
    Optional<Gathered.Starting> starting(WatchedChild child, Policy policy, LocalDate date, Instant asOf) {
        List<Stay> stays = Stay.at(child.school(), store.changes(child.student(), asOf));
        if (stays.isEmpty()) {
            return Optional.empty();
        }
        Stay stay = Stay.on(date, stays);
        return start(policy, stay, date).flatMap(found -> {
            Optional<Found> before = store.found(child, asOf).stream()
                    .filter(one -> one.missing().isOf(found.term())
                            && one.missing().of(stays).equals(stay))
                    .max(Comparator.comparing(one -> one.missing().term().from()));
            Policy kept = before.map(Found::kept)
                    .map(begun -> versions.at(begun.knownAt()).inForce(child.place(), begun.on()))
                    .orElseGet(() -> versions.at(asOf).inForce(child.place(), found.firstDay()));
            @Nullable String subject = before.map(one -> one.missing().subject()).orElse(null);
            return start(kept, stay, date).map(start -> starting(child, subject, stay, start, kept, date, asOf));
        });
    }

    private Optional<TermStart> start(Policy policy, Stay stay, LocalDate date) {
        SchoolCalendar calendar = calendars.apply(policy);
        return TermStart.of(calendar, policy, stay.expectedFrom(calendar), date);
    }

    private Gathered.Starting starting(
            WatchedChild child,
            @Nullable String subject,
            Stay stay,
            TermStart start,
            Policy policy,
            LocalDate date,
            Instant asOf) {
        LocalDate until = date.isAfter(start.reportDay()) ? date : start.reportDay();
        Span first = new Span(start.term().from(), start.reportDay());
        return new Gathered.Starting(
                subject,
                start,
                store.schoolCalled(child.school(), first, asOf).orElse(null),
                store.called(stay.classesOr(child.classId()), new Span(start.firstDay(), until), asOf).stream()
                        .filter(call ->
                                call.classId().equals(stay.classOn(call.date()).orElse(child.classId())))
                        .map(TermAsOfStore.Call::date)
                        .sorted()
                        .toList(),
                policy);
    }
}
