package org.baoxue.escalation.week;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;

/**
 * The days and weeks of a school: whatever is a school day of its own calendar, or of one of its classes.
 *
 * @param calendars the school's own, and those of classes that have one; dates are of the school's zone
 */
public record SchoolDays(String school, List<SchoolCalendar> calendars) {
    /** So long late facts correct a list that has its ending: weeks in which the school is open, not those of a vacation. */
    private static final int LOOKED_AT = 3;

    /** Beyond this a calendar is taken to be unknown: no vacation is longer. */
    private static final int HORIZON_WEEKS = 30;

    public SchoolDays {
        calendars = List.copyOf(calendars);
    }

    /** None without a school day. */
    public Optional<SchoolWeek> weekOf(LocalDate date) {
        return SchoolWeek.of(school, calendars, date);
    }

    /** The last weeks with a school day, that of the date among them; latest first. */
    public List<SchoolWeek> last(LocalDate date) {
        return Stream.iterate(date, day -> day.minusWeeks(1))
                .limit(HORIZON_WEEKS)
                .flatMap(day -> weekOf(day).stream())
                .limit(LOOKED_AT)
                .toList();
    }

    /**
     * The dates at whose end the lists are to be looked at, from the date on: school days, and every day while anybody stands
     * on a list that may still be corrected.
     */
    public Stream<LocalDate> looks(LocalDate date, boolean names) {
        return Stream.concat(
                Stream.of(date),
                names
                        ? Stream.of(date.plusDays(1))
                        : calendars.stream()
                                .map(calendar -> calendar.nextSchoolDay(date))
                                .sorted()
                                .limit(1));
    }
}
