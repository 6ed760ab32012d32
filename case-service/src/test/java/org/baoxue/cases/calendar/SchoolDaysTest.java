package org.baoxue.cases.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.baoxue.cases.calendar.SchoolDays.Level;
import org.baoxue.cases.calendar.SchoolDays.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolDaysTest {

    private static final Level NATION = new Level(
            false,
            List.of(new Term(day("2026-08-31"), day("2027-01-22"))),
            days("-2026-09-25 -2026-10-01 -2026-10-02 -2026-10-05 -2026-10-06 -2026-10-07 +2026-10-10 +2026-09-20"));

    @Test
    void theWatchOfFiveSchoolDaysSkipsWeekends() {
        var week = new SchoolDays(List.of(NATION));
        assertEquals(day("2026-09-14"), week.after(day("2026-09-07"), 5));
    }

    @Test
    void theWatchGoesOverTheHolidayAndTheMakeUpSaturday() {
        var days = new SchoolDays(List.of(NATION));
        assertTrue(days.isSchoolDay(day("2026-10-10")));
        assertEquals(day("2026-10-12"), days.after(day("2026-09-29"), 5));
    }

    @Test
    void theNearestLevelThatSpeaksOfADateDecides() {
        var school = new Level(true, List.of(), days("+2026-09-25 -2026-09-28"));
        var days = new SchoolDays(List.of(school, NATION));
        assertTrue(days.isSchoolDay(day("2026-09-25")));
        assertFalse(days.isSchoolDay(day("2026-09-28")));
    }

    @Test
    void outsideTheTermsOnlyTheClassOrSchoolItselfMakesASchoolDay() {
        var nation = new Level(false, NATION.terms(), days("+2026-08-15"));
        var school = new Level(true, List.of(), days("+2026-08-22"));
        var days = new SchoolDays(List.of(school, nation));
        assertFalse(days.isSchoolDay(day("2026-08-15")));
        assertTrue(days.isSchoolDay(day("2026-08-22")));
        assertFalse(days.isSchoolDay(day("2026-08-19")));
    }

    @Test
    void withoutAnyCalendarMondayToFridayAreSchoolDays() {
        assertEquals(day("2026-09-14"), new SchoolDays(List.of()).after(day("2026-09-07"), 5));
    }

    @Test
    void withoutANextTermTheWatchStillEnds() {
        var days = new SchoolDays(
                List.of(new Level(false, List.of(new Term(day("2026-08-31"), day("2026-09-08"))), Map.of())));
        assertTrue(days.after(day("2026-09-07"), 5).isAfter(day("2026-09-08")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the term as it was                  | 2026-02-23 2026-07-03                       | none                  | 2026-07-02
            next year's terms beside it         | 2026-02-23 2026-07-03 2026-08-31 2027-01-22 | none                  | 2026-07-02
            next year's terms instead           | 2026-08-31 2027-01-22                       | none                  | 2026-07-01
            next year's terms instead, nearest  | 2026-08-31 2027-01-22                       | 2026-02-23 2026-07-03 | 2026-07-01
            next year's terms instead, further  | none                                        | 2026-08-31 2027-01-22 | 2026-07-01
            a term that ends before the watch   | 2026-02-23 2026-06-30                       | none                  | 2026-07-01
            a term that begins after the return | 2026-06-25 2026-07-03                       | none                  | 2026-07-01
            no terms                            | none                                        | none                  | 2026-07-02
            """)
    void aWatchIsCountedAgainOnlyWhileTheTermsHoldIt(String name, String school, String nation, LocalDate until) {
        var levels =
                List.of(new Level(true, terms(school), days("-2026-06-29")), new Level(false, terms(nation), Map.of()));
        assertEquals(until, new SchoolDays(levels).again(day("2026-06-24"), 5, day("2026-07-01")), name);
    }

    /** Pairs of first and last days. */
    private static List<Term> terms(String text) {
        if (text.equals("none")) {
            return List.of();
        }
        var dates = text.split(" ", -1);
        return IntStream.range(0, dates.length / 2)
                .mapToObj(i -> new Term(day(dates[2 * i]), day(dates[2 * i + 1])))
                .toList();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Map<LocalDate, Boolean> days(String text) {
        var days = new HashMap<LocalDate, Boolean>();
        for (var word : text.split(" ", -1)) {
            days.put(day(word.substring(1)), word.charAt(0) == '+');
        }
        return days;
    }
}
