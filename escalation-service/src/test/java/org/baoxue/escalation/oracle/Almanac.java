package org.baoxue.escalation.oracle;

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
