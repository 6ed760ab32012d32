package org.baoxue.escalation.week;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.junit.jupiter.api.Test;

/** A school's weeks around the winter vacation of 2026: terms to 01-23 and from 03-02. */
class SchoolDaysTest {
    private static final SchoolDays OWN = new SchoolDays("S", List.of(Calendars.national()));
    private static final SchoolDays WITH_A_CLASS =
            new SchoolDays("S", List.of(Calendars.national(), ofClass("2026-01-25")));

    @Test
    void the_last_weeks_are_those_in_which_the_school_is_open() {
        assertEquals(
                mondays("2026-01-19", "2026-01-12", "2026-01-05"),
                OWN.last(day("2026-02-25")).stream().map(SchoolWeek::monday).toList());
        assertEquals(
                mondays("2026-03-02", "2026-01-19", "2026-01-12"),
                OWN.last(day("2026-03-02")).stream().map(SchoolWeek::monday).toList());
    }

    @Test
    void the_school_is_looked_at_daily_while_anybody_stands_on_a_list() {
        assertEquals(
                List.of(day("2026-01-23"), day("2026-01-24")),
                OWN.looks(day("2026-01-23"), true).toList());
        assertEquals(
                List.of(day("2026-01-23"), day("2026-03-02")),
                OWN.looks(day("2026-01-23"), false).toList());
        assertEquals(
                List.of(day("2026-01-23"), day("2026-01-25")),
                WITH_A_CLASS.looks(day("2026-01-23"), false).toList());
    }

    @Test
    void a_week_ends_with_the_last_school_day_of_any_class() {
        assertEquals(
                Optional.of(day("2026-01-25")),
                WITH_A_CLASS.weekOf(day("2026-01-20")).map(SchoolWeek::lastDay));
        assertEquals(
                Optional.of(day("2026-01-23")), OWN.weekOf(day("2026-01-20")).map(SchoolWeek::lastDay));
    }

    @Test
    void a_child_is_named_by_the_school_of_the_weeks_end_and_by_the_one_before_where_that_has_no_such_week() {
        SchoolWeek week = OWN.weekOf(day("2026-01-20")).orElseThrow();
        TimeAtSchool leaving = stay("", "2026-01-22");
        assertFalse(leaving.names(week, false, next -> true), "the next one names it");
        assertTrue(leaving.names(week, false, next -> false), "the next one has no such week");
        assertFalse(leaving.names(week, true, next -> false), "it is on a list already");
        assertFalse(stay("", "2026-01-19").names(week, false, next -> false), "it was here no day of it");
        assertTrue(stay("", "2026-01-26").names(week, false, next -> true));
        assertTrue(stay("2026-01-25", "").names(week, false, next -> true));
        assertFalse(stay("2026-01-25", "").names(week, true, next -> true), "it is on the former school's list");
        assertFalse(stay("2026-01-26", "").names(week, false, next -> true));
    }

    private static TimeAtSchool stay(String since, String until) {
        return new TimeAtSchool(date(since), date(until), date(until).map(away -> "T"));
    }

    private static Optional<LocalDate> date(String date) {
        return Optional.of(date).filter(one -> !one.isEmpty()).map(LocalDate::parse);
    }

    private static SchoolCalendar ofClass(String date) {
        return Calendars.with(Level.Kind.CLASS, Map.of(day(date), true));
    }

    private static List<LocalDate> mondays(String... dates) {
        return List.of(dates).stream().map(LocalDate::parse).toList();
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
