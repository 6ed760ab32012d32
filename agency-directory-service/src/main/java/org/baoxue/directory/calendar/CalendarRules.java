package org.baoxue.directory.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.baoxue.kit.problem.Problem.At;

/** What a calendar's terms and days must be. */
final class CalendarRules {

    private CalendarRules() {}

    static List<At> faults(List<Term> terms, List<Day> days) {
        var faults = new ArrayList<At>();
        for (int i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            if (term.to().isBefore(term.from())) {
                faults.add(new At("/terms/%d/to".formatted(i), "not before the day it begins"));
            }
            if (terms.subList(0, i).stream().anyMatch(other -> overlap(term, other))) {
                faults.add(new At("/terms/%d/from".formatted(i), "after the end of the other terms"));
            }
        }
        var dates = new HashSet<LocalDate>();
        for (int i = 0; i < days.size(); i++) {
            if (!dates.add(days.get(i).date())) {
                faults.add(new At("/days/%d/date".formatted(i), "each date once"));
            }
        }
        return faults;
    }

    private static boolean overlap(Term one, Term other) {
        return !one.from().isAfter(other.to()) && !other.from().isAfter(one.to());
    }
}
