package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Rule.Unit;

/**
 * The {@code number}-th counted day of a spell.
 *
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
     */
    public static Stream<CountedDay> of(Spell spell, SchoolCalendar calendar, Unit unit) {
        List<CountedDay> none = List.of();
        if (spell.isUnfounded()) {
            return none.stream();
        }
        int[] number = {0};
        return Stream.iterate(spell.openedOn(), date -> date.plusDays(1))
                .limit(HORIZON_DAYS)
                .takeWhile(date -> !hasEnded(spell, date, calendar.completeAt(date)))
                .filter(date -> unit == Unit.CALENDAR_DAYS || calendar.isSchoolDay(date))
                .filter(date -> !spell.openedAt().isAfter(calendar.completeAt(date)))
                .map(date -> new CountedDay(++number[0], date, kind(spell, date), calendar.completeAt(date)));
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
