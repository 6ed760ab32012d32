package org.baoxue.escalation.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.junit.jupiter.api.Test;

/** Owners replace their calendar as a whole; what has come of it is not taken back by what they no longer repeat. */
class OwnCalendarTest {
    private static final LocalDate AUGUST = LocalDate.of(2026, 8, 20);
    private static final OwnCalendar LAST_YEAR = says("2025-09-01", "2026-07-10", Map.of());
    private static final OwnCalendar THIS_YEAR = says("2026-09-01", "2027-01-22", Map.of());

    @Test
    void the_terms_of_the_new_year_need_not_repeat_the_old_ones() {
        OwnCalendar next = THIS_YEAR.following(LAST_YEAR, AUGUST);
        assertSchoolDays(next, true, "2025-10-14", "2026-06-10", "2026-09-07");
        assertSchoolDays(next, false, "2026-07-15", "2026-08-26", "2027-02-10");
        assertEquals(Optional.of(LocalDate.of(2026, 8, 21)), LAST_YEAR.firstDifference(next, AUGUST));
    }

    @Test
    void the_same_terms_again_change_nothing() {
        OwnCalendar next = THIS_YEAR.following(LAST_YEAR, AUGUST);
        OwnCalendar again = THIS_YEAR.following(next, AUGUST.plusDays(40));
        assertEquals(next, again);
        assertEquals(Optional.empty(), next.firstDifference(again, AUGUST.plusDays(40)));
    }

    @Test
    void first_terms_leave_the_days_before_them_as_they_were() {
        OwnCalendar next = THIS_YEAR.following(OwnCalendar.NONE, AUGUST);
        assertSchoolDays(next, true, "2026-06-10", "2026-08-19", "2026-09-07");
        assertSchoolDays(next, false, "2026-08-26");
        assertEquals(Optional.of(LocalDate.of(2026, 8, 21)), OwnCalendar.NONE.firstDifference(next, AUGUST));
    }

    @Test
    void a_deleted_calendar_keeps_what_has_come_of_its_terms_and_their_closures() {
        OwnCalendar before = says("2025-09-01", "2026-07-10", Map.of("2026-06-10", false));
        OwnCalendar gone = OwnCalendar.NONE.following(before, AUGUST);
        assertSchoolDays(gone, true, "2026-06-09");
        assertSchoolDays(gone, false, "2026-06-10", "2026-07-15");
        OwnCalendar next = THIS_YEAR.following(gone, AUGUST.plusDays(5));
        assertSchoolDays(next, true, "2026-06-09");
        assertSchoolDays(next, false, "2026-06-10", "2026-07-15");
    }

    @Test
    void a_term_that_is_entered_too_late_forgets_no_absence_that_goes_on() {
        LocalDate october = LocalDate.of(2026, 10, 15);
        OwnCalendar next = THIS_YEAR.following(LAST_YEAR, october);
        assertSchoolDays(next, true, "2026-09-07", "2026-06-10");
        assertEquals(Optional.of(LocalDate.of(2026, 9, 1)), LAST_YEAR.firstDifference(next, october));
        OwnCalendar over = LAST_YEAR.following(THIS_YEAR, october);
        assertEquals(Optional.of(october.plusDays(1)), THIS_YEAR.firstDifference(over, october));
    }

    @Test
    void a_closure_corrects_the_past_and_so_does_its_end_while_its_term_lasts() {
        LocalDate october = LocalDate.of(2026, 10, 15);
        OwnCalendar closed =
                says("2026-09-01", "2027-01-22", Map.of("2026-10-13", false)).following(THIS_YEAR, october);
        assertSchoolDays(closed, false, "2026-10-13");
        assertEquals(Optional.of(LocalDate.of(2026, 10, 13)), THIS_YEAR.firstDifference(closed, october));
        assertSchoolDays(THIS_YEAR.following(closed, october), true, "2026-10-13");
    }

    @Test
    void a_make_up_day_that_has_come_stands_until_it_is_named_otherwise() {
        LocalDate october = LocalDate.of(2026, 10, 15);
        OwnCalendar madeUp = says("2026-09-01", "2027-01-22", Map.of("2026-10-10", true, "2026-10-17", true));
        OwnCalendar next = THIS_YEAR.following(madeUp, october);
        assertSchoolDays(next, true, "2026-10-10");
        assertSchoolDays(next, false, "2026-10-17");
        OwnCalendar none = says("2026-09-01", "2027-01-22", Map.of("2026-10-10", false));
        assertSchoolDays(none.following(next, october), false, "2026-10-10");
    }

    private static OwnCalendar says(String from, String to, Map<String, Boolean> named) {
        Map<LocalDate, NamedDay> days = new HashMap<>();
        named.forEach((date, school) -> days.put(LocalDate.parse(date), new NamedDay(school, "")));
        return new OwnCalendar(List.of(new Term(LocalDate.parse(from), LocalDate.parse(to))), List.of(), days);
    }

    private static void assertSchoolDays(OwnCalendar calendar, boolean expected, String... dates) {
        SchoolCalendar school = new SchoolCalendar(
                ZoneId.of("Asia/Shanghai"),
                LocalTime.of(15, 0),
                List.of(new Level(Level.Kind.SCHOOL, calendar.terms(), calendar.earlier(), calendar.days())));
        for (String date : dates) {
            if (expected) {
                assertTrue(school.isSchoolDay(LocalDate.parse(date)), date);
            } else {
                assertFalse(school.isSchoolDay(LocalDate.parse(date)), date);
            }
        }
    }
}
