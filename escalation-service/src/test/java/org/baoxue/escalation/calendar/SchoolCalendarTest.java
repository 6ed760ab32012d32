package org.baoxue.escalation.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.calendar.SchoolCalendar.Level.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolCalendarTest {
    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvSource({
        "2026-09-07, true,  a Monday in term",
        "2026-09-12, false, a Saturday",
        "2026-09-20, true,  a make-up Sunday",
        "2026-09-25, false, Mid-Autumn",
        "2026-10-01, false, National Day",
        "2026-10-10, true,  a make-up Saturday",
        "2026-02-14, false, a make-up Saturday in the vacation",
        "2026-07-13, false, a Monday in the vacation",
    })
    void national_days_count_in_term_only(LocalDate date, boolean school, String why) {
        assertEquals(school, Calendars.national().isSchoolDay(date), why);
    }

    @Test
    void the_nearest_level_that_speaks_of_a_date_decides() {
        LocalDate makeUpSaturday = LocalDate.of(2026, 10, 10);
        assertFalse(Calendars.with(Kind.CLASS, Map.of(makeUpSaturday, false)).isSchoolDay(makeUpSaturday));
    }

    @Test
    void outside_the_terms_only_the_class_or_the_school_names_a_school_day() {
        LocalDate inVacation = LocalDate.of(2026, 7, 13);
        assertTrue(Calendars.with(Kind.CLASS, Map.of(inVacation, true)).isSchoolDay(inVacation));
        assertTrue(Calendars.with(Kind.SCHOOL, Map.of(inVacation, true)).isSchoolDay(inVacation));
        assertFalse(Calendars.with(Kind.PLACE, Map.of(inVacation, true)).isSchoolDay(inVacation));
    }

    @Test
    void a_calendar_without_terms_is_always_in_term() {
        var bare = new SchoolCalendar(Calendars.SHANGHAI, Calendars.THREE_O_CLOCK, List.of());
        assertTrue(bare.isSchoolDay(LocalDate.of(2026, 7, 13)));
        assertFalse(bare.isSchoolDay(LocalDate.of(2026, 7, 12)));
    }

    @Test
    void the_next_school_day_lies_behind_the_holidays() {
        assertEquals(LocalDate.of(2026, 10, 8), Calendars.national().nextSchoolDay(LocalDate.of(2026, 9, 30)));
        assertEquals(LocalDate.of(2026, 3, 2), Calendars.national().nextSchoolDay(LocalDate.of(2026, 1, 23)));
    }
}
