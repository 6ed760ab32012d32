package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.policy.Rule.Unit;

/**
 * The {@code number}-th counted day of a spell; where days of several absences are counted together, the number of those in
 * the window of school days that ends with it.
 *
 * @param date also one on which there is no school, where calendar days count: then nothing was posted, and it is presumed
 * @param completeAt when the day is complete: what fires on it fires then
 */
public record CountedDay(int number, LocalDate date, Kind kind, Instant completeAt) {
    public enum Kind {
        /** The child's last mark of the day is {@code ABSENT}. */
        CONFIRMED,
        /** Nothing was posted of the child. */
        PRESUMED
    }

    /** No absence is followed longer than this from its opening: more than a school year. */
    private static final int HORIZON_DAYS = 400;

    /**
     * The counted days of a spell from its opening on, lazily, without end while it is open. A day counts if the spell is
     * still open when the day is complete; the opening day only if the child was found missing before that.
     *
     * @param all absences of the child, this one may be among them
     */
    public static Stream<CountedDay> of(
            Spell spell, Collection<Spell> all, SchoolCalendar calendar, Counting counting) {
        int[] number = {0};
        return dates(spell, calendar, counting)
                .map(date -> counted(
                        counting.isCumulative()
                                ? inWindow(date, spell, all, calendar, counting).size()
                                : ++number[0],
                        date,
                        spell,
                        calendar));
    }

    /** All that count up to a counted day of the spell, that day included: they make up its number. */
    public static List<CountedDay> upTo(
            LocalDate last, Spell spell, Collection<Spell> all, SchoolCalendar calendar, Counting counting) {
        if (!counting.isCumulative()) {
            return of(spell, all, calendar, counting)
                    .takeWhile(day -> !day.date().isAfter(last))
                    .toList();
        }
        int[] number = {0};
        return inWindow(last, spell, all, calendar, counting).entrySet().stream()
                .map(day -> counted(++number[0], day.getKey(), day.getValue(), calendar))
                .toList();
    }

    private static NavigableMap<LocalDate, Spell> inWindow(
            LocalDate last, Spell spell, Collection<Spell> all, SchoolCalendar calendar, Counting counting) {
        LocalDate first = windowStart(last, calendar, counting);
        NavigableMap<LocalDate, Spell> days = new TreeMap<>();
        Stream.concat(Stream.of(spell), all.stream().filter(other -> !other.id().equals(spell.id())))
                .filter(one -> !one.openedOn().isAfter(last) && !one.endedOn().isBefore(first))
                .forEach(one -> dates(one, calendar, counting)
                        .dropWhile(date -> date.isBefore(first))
                        .takeWhile(date -> !date.isAfter(last))
                        .forEach(date -> days.putIfAbsent(date, one)));
        return days;
    }

    /** The first of the last so many school days. */
    private static LocalDate windowStart(LocalDate last, SchoolCalendar calendar, Counting counting) {
        LocalDate date = last;
        int schoolDays = 0;
        for (int i = 0; i < HORIZON_DAYS; i++) {
            schoolDays += isCountedSchoolDay(date, calendar, counting) ? 1 : 0;
            if (schoolDays == counting.within()) {
                return date;
            }
            date = date.minusDays(1);
        }
        return date;
    }

    private static Stream<LocalDate> dates(Spell spell, SchoolCalendar calendar, Counting counting) {
        if (spell.isUnfounded()) {
            return Stream.empty();
        }
        return Stream.iterate(spell.openedOn(), date -> date.plusDays(1))
                .limit(HORIZON_DAYS)
                .takeWhile(date -> !hasEnded(spell, date, calendar.completeAt(date)))
                .filter(date -> counting.unit() == Unit.CALENDAR_DAYS || isCountedSchoolDay(date, calendar, counting))
                .filter(date -> !spell.openedAt().isAfter(calendar.completeAt(date)));
    }

    private static boolean isCountedSchoolDay(LocalDate date, SchoolCalendar calendar, Counting counting) {
        return calendar.isSchoolDay(date) && (counting.makeUpDays() || !calendar.isMakeUpDay(date));
    }

    private static CountedDay counted(int number, LocalDate date, Spell spell, SchoolCalendar calendar) {
        return new CountedDay(number, date, kind(spell, date), calendar.completeAt(date));
    }

    private static boolean hasEnded(Spell spell, LocalDate date, Instant completeAt) {
        return switch (spell.state()) {
            case Spell.Open open -> false;
            case Spell.Returned returned ->
                date.isAfter(returned.at().date()) || !returned.takenAt().isAfter(completeAt);
            case Spell.Excused excused -> !date.isBefore(excused.from().date());
            case Spell.Left left -> !date.isBefore(left.on());
            case Spell.Withdrawn withdrawn -> true;
        };
    }

    private static Kind kind(Spell spell, LocalDate date) {
        Set<Slot> ofDate = spell.marks().subSet(Slot.startOf(date), true, Slot.endOf(date), true);
        return ofDate.isEmpty() ? Kind.PRESUMED : Kind.CONFIRMED;
    }
}
