package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Mark;
import org.junit.jupiter.api.Test;

/** What was known turns out otherwise: what of it stays owed, moves, or was never owed. */
class CorrectionsTest {
    private final Office office = new Office();

    @Test
    void a_mark_found_mistaken_is_still_to_be_corrected_when_the_child_has_come() {
        Child child = new Child().absent("2026-09-07 08:05").verified(Outcome.MARKED_BY_MISTAKE, "2026-09-07 17:00");
        assertTrue(said(office.decides(child, "2026-09-07 17:00")).contains("opened correct-attendance"));
        child.present("2026-09-08 08:05");
        assertFalse(said(office.decides(child, "2026-09-08 08:06")).contains("cancelled correct-attendance RETURNED"));
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-08 09:00");
        assertTrue(said(office.decides(child, "2026-09-08 09:00")).contains("finished correct-attendance"));
    }

    @Test
    void a_correction_that_was_done_stays_done_and_is_asked_for_of_a_child_who_is_back_too() {
        Child child = new Child().absent("2026-09-07 08:05").present("2026-09-07 14:05");
        child.verified(Outcome.MARKED_BY_MISTAKE, "2026-09-07 17:00");
        assertTrue(said(office.decides(child, "2026-09-07 17:00")).contains("opened correct-attendance"));
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-08 09:00");
        assertTrue(said(office.decides(child, "2026-09-08 09:00")).contains("finished correct-attendance"));
        assertEquals(List.of(), office.decides(child, "2026-09-08 09:01"));
    }

    @Test
    void a_leave_known_ahead_ends_nothing_before_its_first_day() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        child.onLeave("2026-09-10", "2026-09-11", "2026-09-07 08:30");
        assertEquals(List.of(), office.decides(child, "2026-09-07 08:30"));
        child.absent("2026-09-09 14:05");
        assertTrue(said(office.decides(child, "2026-09-09 14:06")).contains("opened contact-guardian"));
        assertTrue(said(office.decides(child, "2026-09-10 00:00"))
                .containsAll(List.of("cancelled contact-guardian EXCUSED", "cancelled report-absence-list EXCUSED")));
    }

    @Test
    void the_day_on_which_a_leave_begins_is_one_to_wake_at() {
        Child child = new Child().absent("2026-09-07 15:30").onLeave("2026-09-08", "2026-09-11", "2026-09-07 15:31");
        office.decides(child, "2026-09-07 15:31");
        for (Duty duty : List.copyOf(office.duties())) {
            office.done(duty.rule(), "2026-09-07 15:32");
        }
        office.decides(child, "2026-09-07 15:33");
        assertEquals(at("2026-09-08 00:00"), office.nextAt());
    }

    @Test
    void a_closure_moves_what_a_late_firing_made_owed() {
        Child child = new Child()
                .absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05", "2026-09-10 08:05")
                .verified(Outcome.ILL, "2026-09-07 17:00");
        assertTrue(said(office.closed("2026-09-10").decides(child, "2026-09-10 15:00"))
                .contains("opened home-visit late"));
        child.in(Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.of(2026, 9, 11), false)));
        assertTrue(said(office.decides(child, "2026-09-10 16:00")).contains("moved home-visit CALENDAR"));
        assertEquals(
                at("2026-09-14 15:00"), office.duty("home-visit").getFirst().dueAt());
    }

    @Test
    void another_first_mark_of_the_date_moves_what_runs_from_it() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        child.absent("2026-09-07 14:05");
        office.decides(child, "2026-09-07 14:06");
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-07 14:30");
        assertTrue(said(office.decides(child, "2026-09-07 14:30")).contains("moved verify-same-day MARK"));
        assertEquals(
                at("2026-09-07 18:05"),
                office.duty("verify-same-day").getFirst().dueAt());
    }

    @Test
    void a_mark_accepted_when_the_child_was_back_on_the_same_day_never_owes_anything() {
        Child child =
                new Child().present("2026-09-07 14:05").marked(Mark.ABSENT, "2026-09-07 08:05", at("2026-09-07 14:10"));
        assertEquals(List.of(), said(office.decides(child, "2026-09-07 14:10")));
        assertEquals(List.of(), said(office.decides(child, "2026-09-09 08:00")));
    }

    @Test
    void a_mark_accepted_before_a_due_time_of_the_next_morning_does_not_owe_it_when_the_child_was_back() {
        Child child = new Child()
                .marked(Mark.LATE, "2026-09-13 19:30")
                .marked(Mark.ABSENT, "2026-09-11 19:09", at("2026-09-13 20:00"));
        List<String> unseen = List.of("lapsed contact-guardian unseen", "lapsed report-absence-list unseen");
        assertTrue(said(office.decides(child, "2026-09-13 20:00")).containsAll(unseen));
        assertEquals(List.of(), said(office.decides(child, "2026-09-14 12:00")));
    }

    @Test
    void of_two_absences_on_one_date_only_the_wrong_one_is_corrected() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        office.done("contact-guardian", "2026-09-07 08:20");
        child.present("2026-09-07 14:05");
        office.decides(child, "2026-09-07 14:06");
        child.absent("2026-09-07 19:05");
        assertTrue(said(office.decides(child, "2026-09-07 19:06")).contains("opened contact-guardian"));
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-07 19:30");
        assertEquals(
                List.of(
                        "corrected contact-guardian WITHDRAWN",
                        "corrected report-absence-list WITHDRAWN",
                        "corrected verify-same-day WITHDRAWN"),
                said(office.decides(child, "2026-09-07 19:30")));
    }
}
