package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first absent mark of each date makes owed. */
class HourRulesTest {
    private static final List<String> HOUR_RULES_OPEN =
            List.of("opened contact-guardian", "opened report-absence-list", "opened verify-same-day");

    private final Office office = new Office();

    @ParameterizedTest(name = "missing at {0}: contact by {1}, list by {2}, verified by {3}")
    @CsvSource({
        "2026-09-07 08:05, 2026-09-07 09:05, 2026-09-07 10:05, 2026-09-07 18:00",
        "2026-09-07 14:10, 2026-09-07 15:10, 2026-09-07 16:10, 2026-09-07 18:10",
        "2026-09-07 16:30, 2026-09-07 17:30, 2026-09-07 18:30, 2026-09-07 20:30",
        "2026-10-11 19:30, 2026-10-11 20:30, 2026-10-11 21:30, 2026-10-12 10:00",
        "2026-09-30 19:30, 2026-09-30 20:30, 2026-09-30 21:30, 2026-10-08 10:00",
    })
    void hour_rules_are_due_after_the_mark(String mark, String contact, String list, String verification) {
        assertEquals(HOUR_RULES_OPEN, said(office.decides(new Child().absent(mark), mark)));
        assertEquals(at(contact), due("contact-guardian"));
        assertEquals(at(list), due("report-absence-list"));
        assertEquals(at(verification), due("verify-same-day"));
    }

    @Test
    void a_mark_that_is_ahead_of_the_clock_makes_owed_what_it_does() {
        Child child = new Child().absent("2026-09-07 08:05");
        assertEquals(HOUR_RULES_OPEN, said(office.decides(child, "2026-09-07 08:00")));
    }

    @Test
    void deciding_again_changes_nothing() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        assertEquals(List.of(), office.decides(child, "2026-09-07 08:07"));
        assertEquals(at("2026-09-07 09:05"), office.nextAt());
    }

    @Test
    void the_guardian_is_told_after_twenty_minutes_and_the_list_leaves_by_its_window() {
        List<Tell> tells = office.decides(new Child().absent("2026-09-07 08:05"), "2026-09-07 08:06").stream()
                .flatMap(decision -> ((Decision.Opened) decision).tells().stream())
                .toList();
        assertEquals(at("2026-09-07 08:25"), to("guardian", tells).at());
        Tell list = to("academic-office", tells);
        assertEquals(at("2026-09-07 09:45"), list.at());
        assertEquals(new Tell.Window(at("2026-09-07 10:00"), 15), list.window());
        assertTrue(list.list());
    }

    @Test
    void every_date_opens_its_own_hour_duties_until_a_case_is_open() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        child.absent("2026-09-07 14:05");
        assertEquals(
                List.of(),
                office.decides(child, "2026-09-07 14:06").stream()
                        .filter(Decision.Opened.class::isInstance)
                        .toList());
        child.absent("2026-09-08 08:05");
        assertTrue(said(office.decides(child, "2026-09-08 08:06")).containsAll(HOUR_RULES_OPEN));
        child.absent("2026-09-09 08:05");
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        child.absent("2026-09-10 08:05");
        assertFalse(said(office.decides(child, "2026-09-10 08:06")).contains("opened contact-guardian"));
    }

    @Test
    void what_is_known_late_is_due_an_hour_later_or_was_never_seen() {
        Child sameDay = new Child().marked(Mark.ABSENT, "2026-09-07 08:05", at("2026-09-07 11:00"));
        assertEquals(
                List.of("opened contact-guardian late", "opened report-absence-list late", "opened verify-same-day"),
                said(office.decides(sameDay, "2026-09-07 11:00")));
        assertEquals(at("2026-09-07 12:00"), due("contact-guardian"));

        Office later = new Office();
        Child laterDay = new Child().marked(Mark.ABSENT, "2026-09-07 08:05", at("2026-09-09 08:00"));
        List<Decision> decisions = later.decides(laterDay, "2026-09-09 08:00");
        assertTrue(said(decisions).contains("lapsed verify-same-day unseen"));
        assertTrue(decisions.stream()
                .filter(Decision.Opened.class::isInstance)
                .allMatch(decision -> ((Decision.Opened) decision).tells().isEmpty()));
    }

    @Test
    void a_lapse_tells_and_what_the_suite_slept_through_does_not() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        assertEquals(List.of("lapsed contact-guardian"), said(office.decides(child, "2026-09-07 09:05")));
        office.slept("2026-09-07 09:30", "2026-09-07 12:00");
        assertEquals(List.of("moved report-absence-list SLEPT"), said(office.decides(child, "2026-09-07 12:00")));
        office.slept("2026-09-07 12:30", "2026-09-08 07:00");
        assertEquals(
                List.of("lapsed report-absence-list unseen", "lapsed verify-same-day unseen"),
                said(office.decides(child, "2026-09-08 07:00")));
    }

    @Test
    void a_return_cancels_the_hour_duties_and_tells_no_correction() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        child.present("2026-09-07 14:05");
        assertEquals(
                List.of(
                        "cancelled contact-guardian RETURNED",
                        "cancelled report-absence-list RETURNED",
                        "cancelled verify-same-day RETURNED"),
                said(office.decides(child, "2026-09-07 08:50")));
    }

    @Test
    void a_correction_is_told_once_and_a_correction_of_it_opens_the_duties_again() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        office.done("contact-guardian", "2026-09-07 08:20");
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-07 08:30");
        assertEquals(
                List.of(
                        "cancelled report-absence-list WITHDRAWN told wrongly",
                        "cancelled verify-same-day WITHDRAWN told wrongly",
                        "corrected contact-guardian WITHDRAWN"),
                said(office.decides(child, "2026-09-07 08:30")));
        assertEquals(List.of(), office.decides(child, "2026-09-07 08:31"));
        child.corrected("2026-09-07 08:05", Mark.ABSENT, "2026-09-07 08:40");
        assertEquals(
                List.of("opened contact-guardian #2", "opened report-absence-list #2", "opened verify-same-day #2"),
                said(office.decides(child, "2026-09-07 08:40")));
    }

    @Test
    void a_split_tells_nobody_twice_of_the_same_day() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.decides(child, "2026-09-07 08:06");
        child.absent("2026-09-09 08:05");
        office.decides(child, "2026-09-09 08:06");
        child.marked(Mark.PRESENT, "2026-09-08 08:05", at("2026-09-09 08:30"));
        assertEquals(List.of(), said(office.decides(child, "2026-09-09 08:30")));
    }

    @Test
    void a_duty_that_went_to_another_spell_keeps_its_name_and_its_ending() {
        Child child = new Child().absent("2026-09-10 21:20");
        office.decides(child, "2026-09-10 21:21");
        child.absent("2026-09-11 21:28");
        office.decides(child, "2026-09-11 21:29");
        office.decides(child, "2026-09-12 08:00");
        child.marked(Mark.LEAVE, "2026-09-11 16:17", at("2026-09-13 12:00"));
        office.decides(child, "2026-09-13 12:00");
        office.decides(child, "2026-09-14 10:00");
        child.marked(Mark.ABSENT, "2026-09-11 10:18", at("2026-09-14 11:00"));
        assertEquals(
                List.of(
                        "lapsed contact-guardian unseen",
                        "lapsed report-absence-list unseen",
                        "lapsed verify-same-day unseen",
                        "opened contact-guardian late #2",
                        "opened report-absence-list late #2",
                        "opened verify-same-day late #2"),
                said(office.decides(child, "2026-09-14 11:00")));
        assertEquals(
                List.of(true, false),
                office.duty("contact-guardian").stream()
                        .filter(duty -> duty.date().equals(LocalDate.of(2026, 9, 11)))
                        .sorted(Comparator.comparing(Duty::openedAt))
                        .map(duty -> duty.state() instanceof Duty.Lapsed lapsed && !lapsed.unseen())
                        .toList());
        assertEquals(List.of(), office.decides(child, "2026-09-14 11:01"));
    }

    private Instant due(String rule) {
        return office.duty(rule).getFirst().dueAt();
    }

    private static Tell to(String post, List<Tell> tells) {
        return tells.stream()
                .filter(tell -> tell.audience().post().equals(post))
                .findFirst()
                .orElseThrow();
    }
}
