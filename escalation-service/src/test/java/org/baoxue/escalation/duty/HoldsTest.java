package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Mark;
import org.junit.jupiter.api.Test;

/** What keeps day rules from firing, or what they take outside the school from going, and how long. */
class HoldsTest {
    private final Office office = new Office();

    @Test
    void a_transfer_announced_for_later_pauses_nothing_before_its_date() {
        Child child =
                new Child().absent("2026-09-07 08:05").enrolment(Change.TRANSFER_OUT, "2026-09-28", "2026-09-07 09:00");
        assertTrue(decides(child, "2026-09-09").contains("fired suspected-dropout"));
    }

    @Test
    void where_only_exceptions_are_reported_silence_fires_nothing_before_the_day_is_closed() {
        office.exceptionsOnly();
        Child child = new Child().absent("2026-09-07 08:05");
        assertFalse(
                said(office.decides(child, "2026-09-09 15:31")).contains("fired suspected-dropout late unwatermarked"));
        office.closed("2026-09-09");
        assertTrue(said(office.decides(child, "2026-09-09 15:32")).contains("fired suspected-dropout late"));
    }

    @Test
    void a_thin_day_waits_for_the_principal_s_word_and_nobody_else_s() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09", 100, 59);
        assertFalse(said(office.decides(child, "2026-09-09 15:00")).contains("settled suspected-dropout RELEASED"));
        office.records("another", Evidence.Kind.NOTE, "", "2026-09-09 15:05");
        assertFalse(said(office.decides(child, "2026-09-09 15:10")).contains("settled suspected-dropout RELEASED"));
        office.records("another", Evidence.Kind.PRINCIPAL_WORD, "", "2026-09-09 15:15");
        assertTrue(said(office.decides(child, "2026-09-09 15:20")).contains("settled suspected-dropout RELEASED"));
    }

    @Test
    void a_day_of_just_the_share_is_not_thin() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09", 100, 60);
        assertTrue(said(office.decides(child, "2026-09-09 15:00")).contains("settled suspected-dropout RELEASED"));
    }

    @Test
    void what_waits_to_leave_the_school_is_looked_at_again_when_its_hold_ends() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.decides(child, "2026-09-09 15:31");
        child.verified(Outcome.ILL, "2026-09-09 16:00");
        office.closed("2026-09-09").decides(child, "2026-09-09 16:01");
        office.decides(child, "2026-09-12 10:00");
        assertEquals(at("2026-09-14 15:00"), office.nextAt());
        assertTrue(said(office.decides(child, "2026-09-14 15:00")).contains("settled suspected-dropout RELEASED"));
    }

    @Test
    void a_reason_found_at_the_end_of_a_pause_is_waited_for_too() {
        Child child =
                new Child().absent("2026-09-07 08:05").enrolment(Change.TRANSFER_OUT, "2026-09-08", "2026-09-08 09:00");
        assertFalse(decides(child, "2026-09-09").contains("fired suspected-dropout"));
        child.verified(Outcome.ILL, "2026-09-21 10:00");
        assertFalse(decides(child, "2026-09-21").contains("fired suspected-dropout late"));
        assertTrue(decides(child, "2026-09-24").contains("fired suspected-dropout late"));
    }

    @Test
    void nothing_fires_inside_a_hold_also_when_its_day_becomes_known_only_then() {
        Child child =
                new Child().absent("2026-09-07 08:05", "2026-09-08 08:05").verified(Outcome.ILL, "2026-09-09 15:10");
        assertEquals(
                List.of(),
                said(office.decides(child, "2026-09-09 15:10")).stream()
                        .filter(one -> one.startsWith("fired"))
                        .toList());
        assertFalse(fires(decides(child, "2026-09-10")));
        assertTrue(fires(decides(child, "2026-09-14")));
    }

    @Test
    void what_has_not_fired_says_when_it_will_also_while_it_is_held_and_nothing_does_once_the_child_is_back() {
        Child child = new Child().absent("2026-09-07 08:05");
        decides(child, "2026-09-07");
        assertEquals(
                deadline("2026-09-09", "2026-09-09 15:00"), office.deadlines().get("suspected-dropout"));
        assertEquals(
                deadline("2026-09-15", "2026-09-15 15:00"), office.deadlines().get("formal-report"));

        child.verified(Outcome.ILL, "2026-09-08 10:00");
        decides(child, "2026-09-08");
        assertEquals(
                deadline("2026-09-09", "2026-09-11 15:00"), office.deadlines().get("suspected-dropout"));

        decides(child, "2026-09-11");
        assertFalse(office.deadlines().containsKey("suspected-dropout"));
        child.present("2026-09-14 08:05");
        decides(child, "2026-09-14");
        assertEquals(Map.of(), office.deadlines());
    }

    private static Deadline deadline(String day, String at) {
        return new Deadline(LocalDate.parse(day), at(at));
    }

    private static boolean fires(List<String> said) {
        return said.contains("fired suspected-dropout late unwatermarked");
    }

    @Test
    void a_mistake_that_was_corrected_holds_nothing_any_more() {
        Child child = new Child()
                .absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05")
                .verified(Outcome.MARKED_BY_MISTAKE, "2026-09-09 12:00")
                .corrected("2026-09-09 08:05", Mark.UNKNOWN, "2026-09-09 14:00");
        assertTrue(decides(child, "2026-09-09").contains("opened verify-presumed"));
        assertTrue(said(office.decides(child, "2026-09-10 12:00")).contains("settled township-report UNVERIFIED"));
    }

    @Test
    void a_reason_found_in_the_next_absence_holds_nothing_of_this_one() {
        Child child = new Child()
                .marked(Mark.LATE, "2026-09-11 08:05")
                .absent("2026-09-14 08:05")
                .verified(Outcome.REASON_VALID, "2026-09-14 12:00");
        office.closed("2026-09-09").closed("2026-09-14").decides(child, "2026-09-14 15:00");
        child.marked(Mark.ABSENT, "2026-09-07 08:05", at("2026-09-15 09:00"));
        assertTrue(said(office.decides(child, "2026-09-15 09:00")).contains("fired suspected-dropout late"));
    }

    @Test
    void a_presumed_day_found_mistaken_asks_for_the_correction_of_the_mark_before_it() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05");
        decides(child, "2026-09-09");
        child.verified(Outcome.MARKED_BY_MISTAKE, "2026-09-09 16:00");
        office.done("verify-presumed", "2026-09-09 16:00");
        assertTrue(said(office.decides(child, "2026-09-09 16:00")).contains("opened correct-attendance"));
        assertEquals(List.of("2026-09-08"), toCorrect());
        child.corrected("2026-09-08 08:05", Mark.UNKNOWN, "2026-09-09 17:00");
        List<String> corrected = said(office.decides(child, "2026-09-09 17:00"));
        assertTrue(corrected.containsAll(List.of("finished correct-attendance", "opened correct-attendance")));
        assertEquals(List.of("2026-09-07", "2026-09-08"), toCorrect());
        assertFalse(corrected.contains("settled township-report RELEASED"));
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-10 09:00");
        assertTrue(said(office.decides(child, "2026-09-10 09:00"))
                .containsAll(List.of("finished correct-attendance", "withdrawn township-report WITHDRAWN")));
    }

    @Test
    void a_presumed_day_found_mistaken_holds_nothing_once_the_child_is_marked_absent_again() {
        Child child = new Child().absent("2026-09-07 08:05");
        decides(child, "2026-09-09");
        child.verified(Outcome.MARKED_BY_MISTAKE, "2026-09-09 16:00");
        office.done("verify-presumed", "2026-09-09 16:00").decides(child, "2026-09-09 16:00");
        child.absent("2026-09-10 08:05");
        assertTrue(said(office.decides(child, "2026-09-10 08:06")).contains("settled township-report RELEASED"));
    }

    private List<String> toCorrect() {
        return office.duty("correct-attendance").stream()
                .map(duty -> duty.date().toString())
                .sorted()
                .toList();
    }

    private List<String> decides(Child child, String date) {
        return said(office.closed(date).decides(child, date + " 15:00"));
    }
}
