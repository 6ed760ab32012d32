package org.baoxue.cases.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Which dates are school days of one class: in a term the nearest level that speaks of a date decides, otherwise Monday to
 * Friday are; outside the terms only a day that the class or the school names itself is one.
 *
 * @param levels from the class outwards to the nation; absent levels are left out
 */
public record SchoolDays(List<Level> levels) {

    /** After this many days without enough school days the watch ends all the same: the next term is not known yet. */
    private static final int HORIZON = 200;

    /**
     * @param own whether it is the class or the school itself
     * @param days what it says of single dates
     */
    public record Level(boolean own, List<Term> terms, Map<LocalDate, Boolean> days) {}

    public record Term(LocalDate from, LocalDate to) {
        boolean has(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    public SchoolDays {
        levels = List.copyOf(levels);
    }

    public boolean isSchoolDay(LocalDate date) {
        boolean term = inTerm(date);
        for (var level : levels) {
            var said = level.days().get(date);
            if (said != null && (term || level.own())) {
                return said;
            }
        }
        return term && date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The {@code count}th school day after {@code date}. */
    public LocalDate after(LocalDate date, int count) {
        var day = date;
        for (int left = count, looked = 0; left > 0 && looked < HORIZON; looked++) {
            day = day.plusDays(1);
            if (isSchoolDay(day)) {
                left--;
            }
        }
        return day;
    }

    /**
     * {@link #after} counted again, by the calendar of now instead of that by which it was {@code stored}. Whoever enters
     * next year's terms may replace those of this year: then the days between are no longer known here, counting would go
     * on into the new terms, and what was stored stands.
     */
    public LocalDate again(LocalDate date, int count, LocalDate stored) {
        return inTerm(date) && inTerm(stored) ? after(date, count) : stored;
    }

    /** Without any term known, every date lies in one. */
    private boolean inTerm(LocalDate date) {
        return levels.stream()
                .map(Level::terms)
                .filter(terms -> !terms.isEmpty())
                .findFirst()
                .map(terms -> terms.stream().anyMatch(term -> term.has(date)))
                .orElse(true);
    }
}
