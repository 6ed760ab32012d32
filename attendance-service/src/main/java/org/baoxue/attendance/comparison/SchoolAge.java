package org.baoxue.attendance.comparison;

import java.time.LocalDate;
import java.time.Month;
import java.time.Period;

/**
 * Who is to be at school, by the date of birth.
 *
 * <p>Compulsory education begins with the school year before which a child is six, and lasts nine years (义务教育法, articles 2
 * and 11); one that began late may be sixteen before it ends. Counted on 31 August, the day before the school year.
 */
final class SchoolAge {

    private static final int FROM = 6;
    private static final int BELOW = 16;

    private SchoolAge() {}

    static boolean includes(LocalDate born, LocalDate date) {
        var thisYears = LocalDate.of(date.getYear(), Month.AUGUST, 31);
        var counted = date.isAfter(thisYears) ? thisYears : thisYears.minusYears(1);
        int years = Period.between(born, counted).getYears();
        return !born.isAfter(counted) && years >= FROM && years < BELOW;
    }
}
