package org.baoxue.escalation.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.calendar.SchoolCalendar.TermsUntil;
import org.junit.jupiter.api.Test;

/** Calendars that end, or were changed while a term ran. */
class UnusualCalendarTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 9, 11);

    @Test
    void where_no_school_day_is_known_the_next_of_monday_to_friday_is_one() {
        Map<LocalDate, NamedDay> closed = new HashMap<>();
        FRIDAY.datesUntil(FRIDAY.plusDays(300)).forEach(date -> closed.put(date, new NamedDay(false, "closed")));
        SchoolCalendar none = calendar(new Level(Level.Kind.SCHOOL, List.of(), closed));
        assertEquals(FRIDAY, none.nextSchoolDay(FRIDAY.minusDays(1)));
        assertEquals(LocalDate.of(2026, 9, 14), none.nextSchoolDay(FRIDAY));
        assertEquals(LocalDate.of(2026, 9, 15), none.nextSchoolDay(LocalDate.of(2026, 9, 14)));
    }

    @Test
    void a_school_day_at_the_horizon_is_still_found() {
        Map<LocalDate, NamedDay> closed = new HashMap<>();
        FRIDAY.datesUntil(FRIDAY.plusDays(200)).forEach(date -> closed.put(date, new NamedDay(false, "closed")));
        closed.put(FRIDAY.plusDays(200), new NamedDay(true, "make-up day"));
        assertEquals(
                FRIDAY.plusDays(200),
                calendar(new Level(Level.Kind.SCHOOL, List.of(), closed)).nextSchoolDay(FRIDAY));
    }

    @Test
    void terms_that_stood_when_a_date_came_are_not_taken_from_it() {
        Term now = new Term(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 22));
        Term before = new Term(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30));
        SchoolCalendar changed = calendar(
                new Level(Level.Kind.PLACE, List.of(now), List.of(new TermsUntil(FRIDAY, List.of(before))), Map.of()));
        assertTrue(changed.isSchoolDay(FRIDAY.minusDays(1)), "it came while the earlier terms stood");
        assertTrue(changed.isSchoolDay(FRIDAY), "the day on which they were replaced");
        assertFalse(changed.isSchoolDay(FRIDAY.plusDays(3)), "it came after they were replaced");
        assertTrue(changed.isSchoolDay(LocalDate.of(2026, 10, 12)));
    }

    @Test
    void the_term_of_a_date_is_that_which_stood_when_it_came_and_of_two_the_later() {
        Term now = new Term(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 22));
        Term before = new Term(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30));
        SchoolCalendar changed = calendar(
                new Level(Level.Kind.PLACE, List.of(now), List.of(new TermsUntil(FRIDAY, List.of(before))), Map.of()));
        assertEquals(Optional.of(before), changed.termOf(FRIDAY));
        assertEquals(Optional.empty(), changed.termOf(FRIDAY.plusDays(3)));
        assertEquals(Optional.of(now), changed.termOf(LocalDate.of(2026, 10, 12)));
        Term shorter = new Term(FRIDAY, LocalDate.of(2026, 12, 31));
        SchoolCalendar two =
                calendar(new Level(Level.Kind.SCHOOL, List.of(shorter, new Term(before.from(), now.to())), Map.of()));
        assertEquals(Optional.of(shorter), two.termOf(FRIDAY));
    }

    @Test
    void a_level_that_had_no_terms_when_a_date_came_leaves_it_to_the_next() {
        Term autumn = new Term(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 22));
        Level school =
                new Level(Level.Kind.SCHOOL, List.of(autumn), List.of(new TermsUntil(FRIDAY, List.of())), Map.of());
        Level county = new Level(
                Level.Kind.PLACE, List.of(new Term(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 1, 22))), Map.of());
        SchoolCalendar calendar =
                new SchoolCalendar(Calendars.SHANGHAI, Calendars.THREE_O_CLOCK, List.of(school, county));
        assertTrue(calendar.isSchoolDay(FRIDAY));
        assertFalse(calendar.isSchoolDay(FRIDAY.plusDays(3)));
    }

    private static SchoolCalendar calendar(Level level) {
        return new SchoolCalendar(Calendars.SHANGHAI, Calendars.THREE_O_CLOCK, List.of(level));
    }
}
