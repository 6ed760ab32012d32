package org.baoxue.escalation.week;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.week.Named.Code;
import org.baoxue.escalation.week.Named.Reason;

/**
 * What puts a child on a list of a week.
 *
 * <p>Chosen where the texts leave it open: on the weekly list is who was missing without leave at the end of at least one of the
 * week's school days (a lesson skipped is the office's to watch), or has not come since it was expected, marked or not; a pattern is
 * named in each week in which something of it happened; a leave's length is counted in calendar days, both ends included.
 *
 * @param spells of unexcused absence
 * @param waits since the beginnings of terms at which it did not come
 * @param leaves that stand
 * @param skipped dates on which the child was absent without leave in one session and seen in another
 */
public record Patterns(
        String student,
        SchoolCalendar calendar,
        List<Spell> spells,
        List<Wait> waits,
        List<Leave> leaves,
        NavigableSet<LocalDate> skipped) {

    /** From its first to its last date, both included. */
    public record Leave(LocalDate from, LocalDate to) {
        int days() {
            return (int) ChronoUnit.DAYS.between(from, to) + 1;
        }

        boolean covers(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    /**
     * The school waits for a child who has not come since a term began. Days on which nobody asked say nothing: of a class that is
     * never called, nobody is named outside.
     *
     * @param from its first school day of the term
     * @param to the date before it came, was excused or left, or the term's last
     * @param asked dates on which the class of the child was called, and nobody marked it on leave
     */
    public record Wait(LocalDate from, LocalDate to, Set<LocalDate> asked) {
        public Wait {
            asked = Set.copyOf(asked);
        }

        /**
         * @param called dates on which the class was called that the child was in then ({@code term.Stay.called})
         * @param onLeave dates on which a roll call of any class has it on leave, by its last revision
         */
        public static Wait of(
                LocalDate from, LocalDate to, Collection<LocalDate> called, Collection<LocalDate> onLeave) {
            Set<LocalDate> asked = new HashSet<>(called);
            asked.removeAll(Set.copyOf(onLeave));
            return new Wait(from, to, asked);
        }

        boolean covers(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to) && asked.contains(date);
        }
    }

    /** The unexcused students of the week (B 三(三)2). */
    public Optional<Named> unexcused(SchoolWeek week) {
        List<CountedDay> missed = spells.stream()
                .flatMap(spell -> CountedDay.of(spell, spells, calendar, Counting.SCHOOL_DAYS)
                        .takeWhile(day -> !day.date().isAfter(week.lastDay()))
                        .filter(day -> week.contains(day.date())))
                .sorted(Comparator.comparing(CountedDay::date))
                .toList();
        List<LocalDate> all = missed.stream().map(CountedDay::date).toList();
        List<LocalDate> presumed = missed.stream()
                .filter(day -> day.kind() == CountedDay.Kind.PRESUMED)
                .map(CountedDay::date)
                .toList();
        List<Reason> reasons = Stream.of(
                        days(Code.UNEXCUSED_DAYS, all),
                        days(Code.PRESUMED_DAYS, presumed),
                        days(Code.UNREGISTERED_DAYS, waitedFor(week, all)))
                .flatMap(Optional::stream)
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Named(student, reasons));
    }

    /** The school days on which it was waited for; not those that an absence counts. */
    private List<LocalDate> waitedFor(SchoolWeek week, List<LocalDate> counted) {
        return week.monday()
                .datesUntil(week.lastDay().plusDays(1))
                .filter(calendar::isSchoolDay)
                .filter(day -> waits.stream().anyMatch(wait -> wait.covers(day)))
                .filter(day -> leaves.stream().noneMatch(leave -> leave.covers(day)) && !counted.contains(day))
                .toList();
    }

    private static Optional<Reason> days(Code code, List<LocalDate> days) {
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(code, days.size(), days.getFirst(), days.getLast()));
    }

    /** Who is to be watched (B 三(三)3): long leave, leave often repeated, lessons skipped. */
    public Optional<Named> watched(SchoolWeek week, Policy policy) {
        List<Reason> reasons = new ArrayList<>();
        longLeave(week, policy.number(WeekRules.WATCH + ".long-leave-days")).ifPresent(reasons::add);
        repeatedLeave(week, policy).ifPresent(reasons::add);
        skippedLessons(week, policy).ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Named(student, List.copyOf(reasons)));
    }

    private Optional<Reason> longLeave(SchoolWeek week, int days) {
        return leaves.stream()
                .filter(leave -> leave.days() >= days
                        && !leave.from().isAfter(week.lastDay())
                        && !leave.to().isBefore(week.monday()))
                .max(Comparator.comparing(Leave::days).thenComparing(Leave::from))
                .map(leave -> new Reason(Code.LONG_LEAVE, leave.days(), leave.from(), leave.to()));
    }

    private Optional<Reason> repeatedLeave(SchoolWeek week, Policy policy) {
        LocalDate since = back(week, policy.number(WeekRules.WATCH + ".within-school-days"));
        List<LocalDate> begun = leaves.stream()
                .map(Leave::from)
                .filter(from -> !from.isBefore(since) && !from.isAfter(week.lastDay()))
                .sorted()
                .toList();
        boolean enough = begun.size() >= policy.number(WeekRules.WATCH + ".leaves");
        return enough && week.contains(begun.getLast())
                ? Optional.of(new Reason(Code.REPEATED_LEAVE, begun.size(), begun.getFirst(), begun.getLast()))
                : Optional.empty();
    }

    private Optional<Reason> skippedLessons(SchoolWeek week, Policy policy) {
        LocalDate since = back(week, policy.number(WeekRules.WATCH + ".within-school-days"));
        NavigableSet<LocalDate> recent = skipped.subSet(since, true, week.lastDay(), true);
        boolean enough = recent.size() >= policy.number(WeekRules.WATCH + ".skipped-days");
        return enough && week.contains(recent.last())
                ? Optional.of(new Reason(Code.SKIPPED_LESSONS, recent.size(), recent.first(), recent.last()))
                : Optional.empty();
    }

    /** The first of so many school days, the week's last one among them. */
    private LocalDate back(SchoolWeek week, int schoolDays) {
        return back(calendar, week.lastDay(), schoolDays);
    }

    /** The first of so many school days up to {@code date}; no further back than three times as many dates. */
    public static LocalDate back(SchoolCalendar calendar, LocalDate date, int schoolDays) {
        LocalDate day = date;
        LocalDate limit = date.minusDays(3L * schoolDays);
        int found = calendar.isSchoolDay(day) ? 1 : 0;
        while (found < schoolDays && day.isAfter(limit)) {
            day = day.minusDays(1);
            found += calendar.isSchoolDay(day) ? 1 : 0;
        }
        return day;
    }
}
