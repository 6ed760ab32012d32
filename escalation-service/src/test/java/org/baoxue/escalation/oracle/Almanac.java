package org.baoxue.escalation.oracle;

import java.util.ArrayList;
import java.util.List;

/** Which dates are school days of the child's class: section 2 of the rules. The levels stand nearest first. */
record Almanac(List<Level> levels) {

    record Level(String owner, Kind kind, List<Term> terms, List<Named> days) {}

    record Term(Day from, Day to) {}

    record Named(Day day, boolean school) {}

    enum Kind {
        CLASS,
        SCHOOL,
        PLACE,
        NATION
    }

    boolean isSchoolDay(Day day) {
        boolean inTerm = isInTerm(day);
        for (Level level : levels) {
            boolean ownWord = level.kind() == Kind.CLASS || level.kind() == Kind.SCHOOL;
            if (inTerm || ownWord) {
                for (Named named : level.days()) {
                    if (named.day().equals(day)) {
                        return named.school();
                    }
                }
            }
        }
        return inTerm && day.isWeekday();
    }

    /** A weekend's school day because a place or the nation names it: the nearest that speaks of it is one of them. */
    boolean isMakeUpDay(Day day) {
        if (day.isWeekday() || !isSchoolDay(day)) {
            return false;
        }
        for (Level level : levels) {
            for (Named named : level.days()) {
                if (named.day().equals(day)) {
                    return level.kind() == Kind.PLACE || level.kind() == Kind.NATION;
                }
            }
        }
        return false;
    }

    /** The same, where the school has said something else of a date. */
    Almanac with(Day date, boolean school) {
        List<Level> changed = new ArrayList<>();
        for (Level level : levels) {
            List<Named> days = new ArrayList<>(level.days());
            if (level.kind() == Kind.SCHOOL) {
                days.removeIf(named -> named.day().equals(date));
                days.add(new Named(date, school));
            }
            changed.add(new Level(level.owner(), level.kind(), level.terms(), days));
        }
        return new Almanac(changed);
    }

    Day schoolDayAfter(Day day, int n) {
        Day after = day;
        for (int i = 0; i < n; i++) {
            after = schoolDayAfter(after);
        }
        return after;
    }

    Day schoolDayAfter(Day day) {
        Day next = day.next();
        for (int i = 0; i < 1000; i++) {
            if (isSchoolDay(next)) {
                return next;
            }
            next = next.next();
        }
        throw new IllegalStateException("no school day within 1000 days after " + day);
    }

    private boolean isInTerm(Day day) {
        for (Level level : levels) {
            if (!level.terms().isEmpty()) {
                for (Term term : level.terms()) {
                    if (day.isWithin(term.from(), term.to())) {
                        return true;
                    }
                }
                return false;
            }
        }
        return false;
    }
}
