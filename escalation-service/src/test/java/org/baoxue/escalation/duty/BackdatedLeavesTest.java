package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.baoxue.escalation.spell.Child.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leave filed backwards over days of an open case needs the principal, and does not close the case by itself. */
class BackdatedLeavesTest {
    private final Office office = new Office();
    private final Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");

    @BeforeEach
    void a_case_is_open() {
        assertTrue(decides("2026-09-09 15:00").contains("fired suspected-dropout"));
        List.of("contact-guardian", "report-absence-list", "verify-same-day", "inform-principal", "platform-report")
                .forEach(rule -> office.done(rule, "2026-09-09 15:30"));
    }

    @Test
    void until_the_principal_has_decided_everything_stays_as_it_was() {
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-10 08:00");
        assertEquals(List.of("opened approve-leave"), decides("2026-09-10 08:00"));
        assertTrue(only().isOpen());
        Duty asked = office.duty("approve-leave").getFirst();
        assertEquals(Office.SCOPES.post(Post.PRINCIPAL), asked.owner());
        assertEquals(at("2026-09-11 12:00"), asked.dueAt());
        assertEquals(List.of(), decides("2026-09-10 08:01"));
    }

    @Test
    void approved_it_excuses_and_cancels_what_is_owed_but_the_firings_stand() {
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        office.principalSays("APPROVED", "2026-09-10 09:00");
        List<String> said = decides("2026-09-10 09:00");
        assertEquals(new Spell.Withdrawn(), only().state());
        assertTrue(said.containsAll(List.of(
                "cancelled home-visit EXCUSED",
                "cancelled township-report EXCUSED",
                "cancelled joint-persuasion EXCUSED")));
        assertTrue(said.stream().noneMatch(one -> one.startsWith("withdrawn")));
        assertEquals(List.of(), decides("2026-09-10 09:01"));
    }

    @Test
    void refused_it_never_covers_anything() {
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        office.principalSays("REFUSED", "2026-09-10 09:00");
        assertEquals(List.of(), decides("2026-09-10 09:00"));
        assertTrue(only().isOpen());
    }

    @Test
    void approved_in_part_the_rest_of_the_absence_counts_anew() {
        child.onLeave("2026-09-07", "2026-09-08", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        office.principalSays("APPROVED", "2026-09-10 09:00");
        assertTrue(decides("2026-09-10 09:00").contains("cancelled home-visit EXCUSED"));
        assertEquals(slot("2026-09-09 08:05"), only().opened());
        child.absent("2026-09-10 14:05", "2026-09-11 08:05");
        office.closed("2026-09-11");
        assertTrue(decides("2026-09-11 15:00").contains("fired suspected-dropout #2"));
    }

    @Test
    void a_leave_from_today_on_and_one_filed_before_the_case_need_nobody() {
        child.onLeave("2026-09-10", "2026-09-11", "2026-09-10 08:00");
        assertFalse(decides("2026-09-10 08:00").contains("opened approve-leave"));
        assertEquals(new Spell.Excused(Slot.startOf(LocalDate.of(2026, 9, 10))), only().state());

        Office other = new Office();
        Child early = new Child()
                .absent("2026-09-14 08:05", "2026-09-15 08:05", "2026-09-16 08:05")
                .onLeave("2026-09-14", "2026-09-14", "2026-09-16 14:00");
        assertFalse(said(other.closed("2026-09-16").decides(early, "2026-09-16 15:00"))
                .contains("opened approve-leave"));
    }

    @Test
    void marks_corrected_to_leave_are_a_leave_filed_backwards() {
        child.corrected("2026-09-08 08:05", Mark.LEAVE, "2026-09-10 08:00");
        assertEquals(List.of("opened approve-leave"), decides("2026-09-10 08:00"));
        assertTrue(only().isOpen());
        office.principalSays("APPROVED", "2026-09-10 09:00");
        decides("2026-09-10 09:00");
        assertEquals(
                new Spell.Excused(slot("2026-09-08 08:05")),
                office.spells().getFirst().state());
        child.corrected("2026-09-08 08:05", Mark.LEAVE, "2026-09-10 10:00");
        assertFalse(decides("2026-09-10 10:00").contains("opened approve-leave #2"));
    }

    @Test
    void a_first_report_of_leave_that_travelled_long_is_no_leave_filed_backwards() {
        child.marked(Mark.LEAVE, "2026-09-10 08:05", at("2026-09-11 07:00"));
        assertFalse(decides("2026-09-11 07:00").contains("opened approve-leave"));
        assertFalse(only().isOpen());
    }

    @Test
    void a_leave_taken_back_is_no_longer_to_be_decided() {
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        child.leaveWithdrawn("2026-09-07", "2026-09-10 08:30");
        assertEquals(List.of("cancelled approve-leave CORRECTED"), decides("2026-09-10 08:30"));
    }

    @Test
    void shortened_it_is_to_be_decided_anew_and_never_counts_by_itself() {
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        child.leaveShortened("2026-09-07", "2026-09-08", "2026-09-10 08:30");
        assertEquals(
                List.of("cancelled approve-leave CORRECTED", "opened approve-leave #2"), decides("2026-09-10 08:30"));
        assertTrue(only().isOpen());
    }

    @Test
    void a_leave_that_began_in_time_may_be_shortened_afterwards_but_not_lengthened() {
        child.onLeave("2026-09-10", "2026-09-14", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        child.leaveShortened("2026-09-10", "2026-09-11", "2026-09-14 08:00");
        assertFalse(decides("2026-09-14 08:00").contains("opened approve-leave"));
    }

    @Test
    void a_leave_that_is_lengthened_backwards_is_the_principal_s() {
        child.onLeave("2026-09-10", "2026-09-11", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        child.leaveShortened("2026-09-10", "2026-09-14", "2026-09-14 08:00");
        assertTrue(decides("2026-09-14 08:00").contains("opened approve-leave"));
    }

    @Test
    void where_the_case_was_opened_in_error_a_leave_filed_backwards_needs_nobody() {
        child.corrected("2026-09-08 08:05", Mark.PRESENT, "2026-09-09 16:00");
        assertTrue(decides("2026-09-09 16:00").contains("withdrawn suspected-dropout RETURNED"));
        child.onLeave("2026-09-07", "2026-09-07", "2026-09-10 08:00");
        assertFalse(decides("2026-09-10 08:00").contains("opened approve-leave"));
        assertEquals(new Spell.Withdrawn(), office.spells().getFirst().state());
    }

    @Test
    void two_leaves_over_one_case_are_decided_one_by_one() {
        child.onLeave("2026-09-07", "2026-09-07", "2026-09-10 08:00");
        child.onLeave("2026-09-08", "2026-09-09", "2026-09-10 08:00");
        assertEquals(List.of("opened approve-leave", "opened approve-leave #2"), decides("2026-09-10 08:00"));
        List<Duty> asked = office.duty("approve-leave").stream()
                .sorted(Comparator.comparing(Duty::revision))
                .toList();
        assertEquals(LocalDate.of(2026, 9, 7), asked.getFirst().date());
        office.done("approve-leave", "2026-09-10 09:00");
        office.records(asked.getFirst().id(), Evidence.Kind.LEAVE_DECISION, "REFUSED", "2026-09-10 09:00");
        office.records(asked.getLast().id(), Evidence.Kind.LEAVE_DECISION, "APPROVED", "2026-09-10 09:00");
        assertTrue(decides("2026-09-10 09:00").contains("cancelled home-visit EXCUSED"));
        assertEquals(LocalDate.of(2026, 9, 7), only().openedOn());
        assertEquals(new Spell.Excused(Slot.startOf(LocalDate.of(2026, 9, 8))), only().state());
    }

    @Test
    void a_leave_over_one_absence_excuses_nothing_of_another() {
        child.present("2026-09-10 08:05");
        decides("2026-09-10 08:06");
        child.absent("2026-09-14 08:05", "2026-09-15 08:05", "2026-09-16 08:05");
        office.closed("2026-09-16");
        assertTrue(decides("2026-09-16 15:00").contains("fired suspected-dropout"));
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-17 08:00");
        decides("2026-09-17 08:00");
        office.principalSays("APPROVED", "2026-09-17 09:00");
        decides("2026-09-17 09:00");
        for (String day : List.of("2026-09-14", "2026-09-15", "2026-09-16")) {
            child.corrected(day + " 08:05", Mark.PRESENT, "2026-09-17 10:00");
        }
        List<String> said = decides("2026-09-17 10:00");
        assertTrue(said.contains("withdrawn suspected-dropout WITHDRAWN"), said.toString());
        assertTrue(said.contains("cancelled township-report WITHDRAWN told wrongly"), said.toString());
    }

    @Test
    void the_principal_s_first_word_stands() {
        child.onLeave("2026-09-07", "2026-09-09", "2026-09-10 08:00");
        decides("2026-09-10 08:00");
        String asked = office.duty("approve-leave").getFirst().id();
        office.principalSays("REFUSED", "2026-09-10 09:00");
        office.records(asked, Evidence.Kind.NOTE, "APPROVED", "2026-09-10 08:30");
        office.records(asked, Evidence.Kind.LEAVE_DECISION, "APPROVED", "2026-09-10 10:00");
        decides("2026-09-10 10:00");
        assertTrue(only().isOpen());
    }

    private List<String> decides(String now) {
        return said(office.closed("2026-09-09").decides(child, now));
    }

    private Spell only() {
        assertEquals(1, office.spells().size());
        return office.spells().getFirst();
    }
}
