package org.baoxue.attendance.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which dates are school days.
 *
 * <p>In a term the nearest level that speaks of a date decides, otherwise Monday to Friday are school days. Outside the
 * terms only a day that the class or the school itself names is one. Terms are those of the nearest level that has any;
 * where no level has any, every date is in term: a calendar nobody entered must not keep a day open for ever.
 *
 * @param levels nearest first: class, school, township, county, … nation
 */
public record SchoolCalendar(List<Level> levels) {

    /** Beyond this the calendar is taken to be unknown: no vacation is longer. */
    private static final int HORIZON_DAYS = 200;

    /** What one level says: its terms, if it sets them, and the dates that it names (true is a school day). */
    public record Level(Kind kind, List<Term> terms, Map<LocalDate, Boolean> days) {

        public Level {
            terms = List.copyOf(terms);
            days = Map.copyOf(days);
        }

        private boolean speaksOutsideTerms() {
            return kind == Kind.CLASS || kind == Kind.SCHOOL;
        }
    }

    public enum Kind {
        CLASS,
        SCHOOL,
        PLACE,
        NATION
    }

    /** From its first to its last day, both included. */
    public record Term(LocalDate from, LocalDate to) {
        boolean contains(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    public SchoolCalendar {
        levels = List.copyOf(levels);
    }

    public boolean isSchoolDay(LocalDate date) {
        boolean inTerm = inTerm(date);
        return levels.stream()
                .filter(level -> inTerm || level.speaksOutsideTerms())
                .map(level -> level.days().get(date))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(inTerm && date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0);
    }

    /** The first school day after {@code date}; empty where the calendar knows none within any vacation's length. */
    public Optional<LocalDate> schoolDayAfter(LocalDate date) {
        return date.plusDays(1)
                .datesUntil(date.plusDays(HORIZON_DAYS))
                .filter(this::isSchoolDay)
                .findFirst();
    }

    private boolean inTerm(LocalDate date) {
        return levels.stream()
                .map(Level::terms)
                .filter(terms -> !terms.isEmpty())
                .findFirst()
                .map(terms -> terms.stream().anyMatch(term -> term.contains(date)))
                .orElse(true);
    }
}
