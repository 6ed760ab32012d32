package org.baoxue.attendance.day;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.attendance.calendar.SchoolCalendar;
import org.baoxue.attendance.calendar.SchoolCalendar.Level;

/**
 * The calendars of a school and of those of its classes that have one of their own (long and short weeks of boarders).
 *
 * <p>The school's day is closed whenever anybody there has school: the rules for a class that alone has school on a date
 * wait for that close too.
 */
record SchoolCalendars(SchoolCalendar school, Map<String, SchoolCalendar> classes) {

    SchoolCalendars(List<Level> levels, Map<String, Level> ownLevels) {
        this(new SchoolCalendar(levels), ownCalendars(levels, ownLevels));
    }

    boolean isSchoolDay(String classId, LocalDate date) {
        return classes.getOrDefault(classId, school).isSchoolDay(date);
    }

    /** The first date after {@code date} on which anybody has school. */
    Optional<LocalDate> dayAfter(LocalDate date) {
        return Stream.concat(Stream.of(school), classes.values().stream())
                .map(calendar -> calendar.schoolDayAfter(date))
                .flatMap(Optional::stream)
                .min(LocalDate::compareTo);
    }

    private static Map<String, SchoolCalendar> ownCalendars(List<Level> levels, Map<String, Level> own) {
        return own.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new SchoolCalendar(Stream.concat(Stream.of(entry.getValue()), levels.stream())
                                .toList())));
    }
}
