package org.baoxue.directory.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.baoxue.kit.problem.Problem;
import org.junit.jupiter.api.Test;

class CalendarRulesTest {

    @Test
    void terms_follow_each_other_and_dates_stand_once() {
        assertEquals(
                List.of("/terms/1/from", "/terms/2/to", "/days/2/date"),
                pointers(
                        List.of(
                                term("2026-09-01", "2027-01-22"),
                                term("2027-01-22", "2027-07-10"),
                                term("2028-03-01", "2028-02-01")),
                        List.of(day("2026-10-01"), day("2026-10-02"), day("2026-10-01"))));
    }

    @Test
    void an_empty_calendar_is_fine() {
        assertEquals(List.of(), pointers(List.of(), List.of()));
    }

    private static List<String> pointers(List<Term> terms, List<Day> days) {
        return CalendarRules.faults(terms, days).stream()
                .map(Problem.At::pointer)
                .toList();
    }

    private static Term term(String from, String to) {
        return new Term("a term", LocalDate.parse(from), LocalDate.parse(to));
    }

    private static Day day(String date) {
        return new Day(LocalDate.parse(date), false, null);
    }
}
