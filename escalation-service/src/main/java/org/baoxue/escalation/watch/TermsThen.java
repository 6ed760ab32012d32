package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.explanation.Basis;
import org.baoxue.escalation.explanation.Gathered;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.term.Missing;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.watch.SchoolDutyStore.Beginning;
import org.baoxue.escalation.watch.TermAsOfStore.Found;
import org.baoxue.escalation.watch.TermAsOfStore.Span;
import org.baoxue.escalation.week.SchoolWeek;
import org.jspecify.annotations.Nullable;

/** The start of a term that a child has on a date, or that still matters then, as it was known at an instant. */
record TermsThen(TermAsOfStore store, PolicyStore.Versions versions, Function<Policy, SchoolCalendar> calendars) {

    /**
     * In a vacation, the start of the term before where something of it is owed still.
     *
     * @param policy in force on the date
     * @param owes whether anything of a subject is owed on the date
     */
    Optional<Gathered.Starting> starting(
            WatchedChild child, Policy policy, LocalDate date, Predicate<String> owes, Instant asOf) {
        List<Stay> all = Stay.at(child.school(), store.changes(child.student(), asOf));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Stay stay = Stay.on(date, all);
        Optional<Term> term = calendars.apply(policy).termOf(date);
        Optional<Told> told = told(
                child,
                one -> term.map(one::isOf).orElseGet(() -> isOver(one, date) && owes.test(one.subject())),
                stay,
                all,
                asOf);
        if (told.isPresent()) {
            boolean isOver = term.isEmpty() || !told.get().stays().contains(all.getLast());
            return of(child, told.get(), isOver, date, asOf);
        }
        return term.flatMap(now -> untold(child, stay, policy, date, asOf));
    }

    private static boolean isOver(Missing one, LocalDate date) {
        return one.term().to().isBefore(date);
    }

    /** @param stays to which it belongs, one absence */
    private record Told(Found found, List<Stay> stays) {
        Missing missing() {
            return found.missing();
        }

        Optional<TermStart> start(SchoolCalendar calendar, Policy policy, boolean isOver, LocalDate on) {
            Stay first = stays.getFirst();
            return isOver
                    ? Optional.of(missing().told(first, calendar, policy))
                    : TermStart.of(calendar, policy, missing().expectedFrom(first, calendar), on);
        }
    }

    /** The latest start of these. */
    private Optional<Told> told(WatchedChild child, Predicate<Missing> which, Stay stay, List<Stay> all, Instant asOf) {
        List<Found> found = store.found(child.student(), asOf).stream()
                .filter(one -> one.school().equals(child.school()))
                .toList();
        List<Missing> missing = found.stream().map(Found::missing).toList();
        return found.stream()
                .filter(one -> which.test(one.missing()))
                .map(one -> new Told(one, one.missing().stays(all, missing)))
                .filter(told -> told.stays().contains(stay))
                .max(Comparator.comparing(told -> told.missing().term().from()));
    }

    /** Since when schools waited for the child in the week, by starts other than this one: at a former school, or of a former stay. */
    List<Basis.WaitThen> waits(
            WatchedChild child, SchoolWeek week, Optional<Gathered.Starting> starting, Instant asOf) {
        List<Found> found = store.found(child.student(), asOf);
        @Nullable String own = starting.map(Gathered.Starting::subject).orElse(null);
        List<Found> others = found.stream()
                .filter(one -> !one.missing().subject().equals(own))
                .filter(one -> one.missing().isWaitedFor()
                        && !one.missing().state().since().isAfter(week.lastDay())
                        && !one.missing().waitedForUntil().isBefore(week.monday()))
                .toList();
        List<Stay.Change> changes = others.isEmpty() ? List.of() : store.changes(child.student(), asOf);
        return others.stream()
                .map(one -> wait(child, week, one, found, Stay.at(one.school(), changes), asOf))
                .toList();
    }

    private Basis.WaitThen wait(
            WatchedChild child, SchoolWeek week, Found one, List<Found> found, List<Stay> all, Instant asOf) {
        List<Missing> told = found.stream()
                .filter(other -> other.school().equals(one.school()))
                .map(Found::missing)
                .toList();
        String unknown = one.school().equals(child.school()) ? child.classId() : one.classId();
        Set<String> classes = all.isEmpty() ? Set.of(unknown) : Stay.joined(all).classesOr(unknown);
        Map<String, NavigableSet<LocalDate>> byClass =
                store.called(classes, new Span(week.monday(), week.lastDay()), asOf);
        return new Basis.WaitThen(
                one.missing().state().since(),
                one.missing().waitedForUntil(),
                one.missing().called(all, told, byClass, unknown).stream()
                        .sorted()
                        .toList());
    }

    private Optional<Gathered.Starting> of(
            WatchedChild child, Told told, boolean isOver, LocalDate date, Instant asOf) {
        Beginning begun = told.found().kept();
        Policy kept = versions.at(begun.knownAt()).inForce(child.place(), begun.on());
        return told.start(calendars.apply(kept), kept, isOver, date)
                .map(start -> starting(child, told.missing().subject(), told.stays(), start, kept, date, asOf));
    }

    private Optional<Gathered.Starting> untold(
            WatchedChild child, Stay stay, Policy policy, LocalDate date, Instant asOf) {
        return start(policy, stay, date).flatMap(first -> {
            Policy kept = versions.at(asOf).inForce(child.place(), first.firstDay());
            return start(kept, stay, date).map(start -> starting(child, null, List.of(stay), start, kept, date, asOf));
        });
    }

    private Optional<TermStart> start(Policy policy, Stay stay, LocalDate date) {
        SchoolCalendar calendar = calendars.apply(policy);
        return TermStart.of(calendar, policy, stay.expectedFrom(calendar), date);
    }

    private Gathered.Starting starting(
            WatchedChild child,
            @Nullable String subject,
            List<Stay> stays,
            TermStart start,
            Policy policy,
            LocalDate date,
            Instant asOf) {
        Stay stay = Stay.joined(stays);
        LocalDate until = date.isAfter(start.reportDay()) ? date : start.reportDay();
        return new Gathered.Starting(
                subject,
                stays.stream().map(Stay::revision).toList(),
                start,
                store.schoolCalled(child.school(), LocalDate.EPOCH, start.reportDay(), asOf)
                        .orElse(null),
                store.schoolCalled(child.school(), start.firstDay(), start.reportDay(), asOf)
                        .orElse(null),
                List.copyOf(stay.called(
                        store.called(stay.classesOr(child.classId()), new Span(start.firstDay(), until), asOf),
                        child.classId())),
                policy);
    }
}
