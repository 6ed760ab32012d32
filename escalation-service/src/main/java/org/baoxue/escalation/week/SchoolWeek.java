package org.baoxue.escalation.week;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Duty.Subject;

/** Monday to Sunday at one school, with the last school day in it. */
public record SchoolWeek(String school, LocalDate monday, LocalDate lastDay) {
    private static final int DAYS = 7;

    /**
     * The week of a date; none without a school day.
     *
     * @param calendars the school's own and those of its classes: the week ends with the last school day of any
     */
    public static Optional<SchoolWeek> of(String school, Collection<SchoolCalendar> calendars, LocalDate date) {
        return Stream.iterate(mondayOf(date), day -> day.plusDays(1))
                .limit(DAYS)
                .filter(day -> calendars.stream().anyMatch(calendar -> calendar.isSchoolDay(day)))
                .max(Comparator.naturalOrder())
                .map(last -> ending(school, last));
    }

    /** The week that ends with this school day. */
    public static SchoolWeek ending(String school, LocalDate lastDay) {
        return new SchoolWeek(school, mondayOf(lastDay), lastDay);
    }

    /** The week of a list that was drafted, whatever has become of its school days since. */
    public static SchoolWeek of(Duty list) {
        String id = list.subject().id();
        int slash = id.lastIndexOf('/');
        return new SchoolWeek(id.substring(0, slash), LocalDate.parse(id.substring(slash + 1)), list.date());
    }

    public LocalDate sunday() {
        return monday.plusDays(DAYS - 1L);
    }

    /** {@code <school>/<monday>}. */
    public Subject subject() {
        return new Subject(Subject.Kind.SCHOOL_WEEK, school + "/" + monday);
    }

    private static LocalDate mondayOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    boolean contains(LocalDate date) {
        return !date.isBefore(monday) && !date.isAfter(monday.plusDays(DAYS - 1L));
    }
}
