package org.baoxue.escalation.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which dates are school days of one class, and when its day is complete.
 *
 * <p>In a term the nearest level that speaks of a date decides, otherwise Monday to Friday are school days. Outside the terms
 * only a day that the class or the school itself names is one. Terms are those of the nearest level that has any; where no
 * level has any, every date is in term: a calendar nobody entered must not stop the clock. Which level has any, and which they
 * are, is asked as of the date: terms entered later are added to those that stood when it came.
 *
 * @param levels nearest first: class, school, township, county, ... nation
 */
public record SchoolCalendar(ZoneId zone, LocalTime dayCompleteAt, List<Level> levels) {
    /** Beyond this the calendar is taken to be unknown: no vacation is longer. */
    private static final int HORIZON_DAYS = 200;

    private static final int FRIDAY = 5;

    public SchoolCalendar {
        levels = List.copyOf(levels);
    }

    /** What one level says: its terms, if it sets them, and the dates that it names. */
    public record Level(Kind kind, List<Term> terms, List<TermsUntil> earlier, Map<LocalDate, NamedDay> days) {
        /** A level whose terms were never others. */
        public Level(Kind kind, List<Term> terms, Map<LocalDate, NamedDay> days) {
            this(kind, terms, List.of(), days);
        }

        public enum Kind {
            CLASS,
            SCHOOL,
            PLACE,
            NATION;

            boolean mayNameDaysOutsideTerms() {
                return this == CLASS || this == SCHOOL;
            }
        }

        /** Nothing where the level had set no terms when the date came. */
        private Optional<Boolean> isInTerm(LocalDate date) {
            boolean silent = terms.isEmpty();
            boolean in = isIn(terms, date);
            for (TermsUntil stood : earlier.reversed()) {
                if (stood.until().isBefore(date)) {
                    break;
                }
                silent = stood.terms().isEmpty();
                in |= isIn(stood.terms(), date);
            }
            return silent ? Optional.empty() : Optional.of(in);
        }

        /** The terms that stood when the date came; nothing where the level had set none. */
        private Optional<List<Term>> termsOn(LocalDate date) {
            List<Term> stood = new ArrayList<>(terms);
            boolean silent = terms.isEmpty();
            for (TermsUntil one : earlier.reversed()) {
                if (one.until().isBefore(date)) {
                    break;
                }
                silent = one.terms().isEmpty();
                stood.addAll(one.terms());
            }
            return silent ? Optional.empty() : Optional.of(stood);
        }

        private static boolean isIn(List<Term> terms, LocalDate date) {
            for (Term term : terms) {
                if (term.contains(date)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** From its first to its last day, both included. */
    public record Term(LocalDate from, LocalDate to) {
        public boolean contains(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    /** Terms that were replaced on a day, and stood until then. */
    public record TermsUntil(LocalDate until, List<Term> terms) {}

    public record NamedDay(boolean school, String occasion) {}

    public boolean isSchoolDay(LocalDate date) {
        boolean inTerm = inTerm(date);
        for (Level level : levels) {
            if (inTerm || level.kind().mayNameDaysOutsideTerms()) {
                NamedDay named = level.days().get(date);
                if (named != null) {
                    return named.school();
                }
            }
        }
        return inTerm && date.getDayOfWeek().getValue() <= FRIDAY;
    }

    /** A school day at a weekend because a place or the nation says so (调休); the long weeks of a school are its own. */
    public boolean isMakeUpDay(LocalDate date) {
        return date.getDayOfWeek().getValue() > FRIDAY
                && isSchoolDay(date)
                && levels.stream()
                        .filter(level -> level.days().containsKey(date))
                        .findFirst()
                        .filter(level -> !level.kind().mayNameDaysOutsideTerms())
                        .isPresent();
    }

    /** The term that the date lies in, the later one of two; nothing in a vacation, or where nobody has entered any term. */
    public Optional<Term> termOf(LocalDate date) {
        return levels.stream()
                .flatMap(level -> level.termsOn(date).stream())
                .findFirst()
                .flatMap(terms -> terms.stream()
                        .filter(term -> term.contains(date))
                        .max(Comparator.comparing(Term::from).thenComparing(Term::to)));
    }

    /** The first school day after {@code date}; where the calendar knows none, the next of Monday to Friday. */
    public LocalDate nextSchoolDay(LocalDate date) {
        for (int i = 1; i <= HORIZON_DAYS; i++) {
            if (isSchoolDay(date.plusDays(i))) {
                return date.plusDays(i);
            }
        }
        LocalDate next = date.plusDays(1);
        while (next.getDayOfWeek().getValue() > FRIDAY) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The {@code n}-th school day after {@code date}. */
    public LocalDate schoolDayAfter(LocalDate date, int n) {
        LocalDate day = date;
        for (int i = 0; i < n; i++) {
            day = nextSchoolDay(day);
        }
        return day;
    }

    public Instant completeAt(LocalDate date) {
        return at(date, dayCompleteAt);
    }

    public Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    public LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private boolean inTerm(LocalDate date) {
        for (Level level : levels) {
            Optional<Boolean> inTerm = level.isInTerm(date);
            if (inTerm.isPresent()) {
                return inTerm.get();
            }
        }
        return true;
    }
}
