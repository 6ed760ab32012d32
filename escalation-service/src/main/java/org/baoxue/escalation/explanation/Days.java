package org.baoxue.escalation.explanation;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.explanation.Basis.CalendarDay;

/** A calendar as plain days, and plain days as a calendar. */
final class Days {
    private static final int FRIDAY = 5;

    /** A weekend's school day of theirs makes up for a holiday. */
    private static final Set<String> OF_PLACES = Set.of(Level.Kind.PLACE.name(), Level.Kind.NATION.name());

    private Days() {}

    /** Each date from {@code from} to {@code to}, both included, with the level that decides. */
    static List<CalendarDay> of(SchoolCalendar calendar, LocalDate from, LocalDate to) {
        List<CalendarDay> days = new ArrayList<>();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            days.add(of(calendar, date));
        }
        return days;
    }

    private static CalendarDay of(SchoolCalendar calendar, LocalDate date) {
        boolean school = calendar.isSchoolDay(date);
        for (Level level : calendar.levels()) {
            Optional<NamedDay> named = Optional.ofNullable(level.days().get(date));
            // of the levels that may not speak outside the terms, one that names a school day there is not heard
            if (named.filter(day -> day.school() == school).isPresent()) {
                return new CalendarDay(
                        date, school, level.kind().name(), named.get().occasion());
            }
        }
        boolean weekday = date.getDayOfWeek().getValue() <= FRIDAY;
        return new CalendarDay(date, school, weekday == school ? "WEEK" : "NO_TERM", null);
    }

    /** Every date of {@code days} is what it was there; of no other date anything is asked. */
    static SchoolCalendar calendar(ZoneId zone, LocalTime dayCompleteAt, List<CalendarDay> days) {
        Map<LocalDate, NamedDay> own = new TreeMap<>();
        Map<LocalDate, NamedDay> ofPlaces = new TreeMap<>();
        days.forEach(day -> (OF_PLACES.contains(day.level()) ? ofPlaces : own)
                .put(day.date(), new NamedDay(day.school(), day.level())));
        return new SchoolCalendar(
                zone,
                dayCompleteAt,
                List.of(new Level(Level.Kind.CLASS, List.of(), own), new Level(Level.Kind.PLACE, List.of(), ofPlaces)));
    }
}
