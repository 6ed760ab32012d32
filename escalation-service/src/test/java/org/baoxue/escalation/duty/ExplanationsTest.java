package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.junit.jupiter.api.Test;

/** Where each rule stands for an absence at a time: one story for each answer. */
class ExplanationsTest {
    private static final String[] THREE_DAYS = {"2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05"};

    private final Office office = new Office();

    @Test
    void a_rule_that_needs_more_days_says_how_many_are_counted_and_when_it_would_fire() {
        Child child = new Child().absent("2026-09-07 08:05");
        Standing third = standing(child, "suspected-dropout", "2026-09-08 14:59");
        assertEquals("WAITING TOO_FEW_DAYS 1/3 at 2026-09-09 15:00", said(third));
        assertEquals(List.of("2026-09-07"), dates(third.days()));
        assertEquals(
                "WAITING TOO_FEW_DAYS 2/3 at 2026-09-09 15:00",
                said(standing(child, "suspected-dropout", "2026-09-08 15:00")));
        assertEquals(
                "WAITING TOO_FEW_DAYS 2/7 at 2026-09-15 15:00",
                said(standing(child, "formal-report", "2026-09-08 15:00")));
        assertEquals(
                "WAITING TOO_FEW_DAYS 2/7 at 2026-10-08 15:00",
                said(standing(child, "month-report", "2026-09-08 15:00")));
    }

    @Test
    void what_fired_says_when_on_which_days_and_what_it_made_owed() {
        Child child = new Child().absent(THREE_DAYS);
        office.closed("2026-09-09").decides(child, "2026-09-09 15:02");
        Standing report = standing(child, "township-report", "2026-09-10 09:00");
        assertEquals("FIRED FIRED 3/3 at 2026-09-09 15:02", said(report));
        assertEquals(List.of("2026-09-07", "2026-09-08", "2026-09-09"), dates(report.days()));
        assertEquals(office.duty("township-report"), report.duties());
        assertEquals(1, report.firings().size());
    }

    @Test
    void what_fired_later_is_not_told_of_a_time_before() {
        Child child = new Child().absent(THREE_DAYS);
        office.closed("2026-09-09").decides(child, "2026-09-09 15:02");
        assertEquals(
                "FIRED FIRED 3/3 at 2026-09-09 15:02", said(standing(child, "suspected-dropout", "2026-09-09 15:02")));
        assertEquals(
                "WAITING DUE 3/3 at 2026-09-09 15:00", said(standing(child, "suspected-dropout", "2026-09-09 15:01")));
    }

    @Test
    void a_day_that_is_complete_waits_for_its_last_posts() {
        Child child = new Child().absent(THREE_DAYS);
        assertEquals(
                "WAITING AWAITS_LAST_POSTS 3/3 at 2026-09-09 15:30",
                said(standing(child, "suspected-dropout", "2026-09-09 15:00")));
        assertEquals(
                "WAITING DUE 3/3 at 2026-09-09 15:00", said(standing(child, "suspected-dropout", "2026-09-09 15:30")));
        office.closed("2026-09-09");
        assertEquals(
                "WAITING DUE 3/3 at 2026-09-09 15:00", said(standing(child, "suspected-dropout", "2026-09-09 15:00")));
    }

    @Test
    void a_return_before_the_day_leaves_nothing_that_could_fire() {
        Child child = new Child().absent("2026-09-07 08:05").present("2026-09-08 08:05");
        assertEquals("NEVER ABSENCE_ENDED 1/3", said(standing(child, "suspected-dropout", "2026-09-08 16:00")));
    }

    @Test
    void a_mark_that_was_taken_back_or_became_late_was_no_absence() {
        Child present = new Child()
                .absent(THREE_DAYS)
                .corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-09 16:00")
                .corrected("2026-09-08 08:05", Mark.PRESENT, "2026-09-09 16:00")
                .corrected("2026-09-09 08:05", Mark.PRESENT, "2026-09-09 16:00");
        assertEquals("NEVER NO_ABSENCE 0/3", said(standing(present, "suspected-dropout", "2026-09-09 16:00")));
        assertEquals("NOT_OWED NO_MARK", said(standing(present, "contact-guardian", "2026-09-09 16:00")));
        Child late =
                new Child().absent("2026-09-07 08:05").corrected("2026-09-07 08:05", Mark.LATE, "2026-09-07 09:00");
        assertEquals("NEVER NO_ABSENCE 0/3", said(standing(late, "suspected-dropout", "2026-09-07 16:00")));
        assertEquals("NOT_OWED NO_MARK", said(standing(late, "contact-guardian", "2026-09-07 16:00")));
    }

    @Test
    void a_reason_without_its_paper_holds_the_rule_for_a_while() {
        Child child = new Child().absent(THREE_DAYS).verified(Outcome.ILL, "2026-09-08 17:00");
        assertEquals(
                "HELD VALID_REASON 3/3 at 2026-09-11 15:00",
                said(standing(child, "suspected-dropout", "2026-09-09 15:00")));
        assertEquals(
                "HELD VALID_REASON 4/3 at 2026-09-11 15:00",
                said(standing(child, "suspected-dropout", "2026-09-11 14:59")));
        assertEquals(
                "WAITING AWAITS_LAST_POSTS 5/3 at 2026-09-11 15:30",
                said(standing(child, "suspected-dropout", "2026-09-11 15:00")));
    }

    @Test
    void a_reason_that_is_found_once_the_day_is_complete_holds_it_too_and_is_named() {
        Child child =
                new Child().absent("2026-09-07 08:05", "2026-09-08 08:05").verified(Outcome.ILL, "2026-09-09 15:10");
        assertEquals(
                "HELD VALID_REASON 3/3 at 2026-09-14 15:00",
                said(standing(child, "suspected-dropout", "2026-09-09 15:10")));
    }

    @Test
    void a_child_that_comes_back_while_the_rule_is_held_leaves_it_unfired() {
        Child held = new Child().absent(THREE_DAYS).verified(Outcome.ILL, "2026-09-08 17:00");
        assertEquals(
                "NEVER ENDED_WHILE_HELD 4/3 at 2026-09-11 15:00",
                said(standing(held.present("2026-09-11 08:05"), "suspected-dropout", "2026-09-11 16:00")));
        Child atTheEnd = new Child().absent(THREE_DAYS).verified(Outcome.ILL, "2026-09-08 17:00");
        assertEquals(
                "NEVER ENDED_WHILE_HELD 4/3 at 2026-09-11 15:00",
                said(standing(atTheEnd.present("2026-09-11 15:00"), "suspected-dropout", "2026-09-11 16:00")));
        Child tooLate = new Child().absent(THREE_DAYS).verified(Outcome.ILL, "2026-09-08 17:00");
        assertEquals(
                "WAITING DUE 5/3 at 2026-09-11 15:00",
                said(standing(tooLate.present("2026-09-11 15:01"), "suspected-dropout", "2026-09-11 16:00")));
    }

    @Test
    void a_transfer_that_nobody_has_confirmed_holds_the_rule_until_it_has_had_its_days() {
        Child child =
                new Child().absent("2026-09-07 08:05").enrolment(Change.TRANSFER_OUT, "2026-09-08", "2026-09-08 09:00");
        assertEquals(
                "HELD TRANSFER 3/3 at 2026-09-21 15:00",
                said(standing(child, "suspected-dropout", "2026-09-10 09:00")));
    }

    @Test
    void of_a_transfer_and_a_reason_it_names_the_one_that_holds_at_the_time() {
        Child child = new Child()
                .absent("2026-09-07 08:05")
                .enrolment(Change.TRANSFER_OUT, "2026-09-08", "2026-09-08 09:00")
                .verified(Outcome.ILL, "2026-09-21 10:00");
        assertEquals(
                "HELD VALID_REASON 13/3 at 2026-09-24 15:00",
                said(standing(child, "suspected-dropout", "2026-09-22 16:00")));
    }

    @Test
    void what_was_withdrawn_and_fired_again_stands_with_both_firings_in_their_order() {
        Child child = new Child().absent("2026-10-12 08:05", "2026-10-13 08:05", "2026-10-14 08:05");
        office.closed("2026-10-14").decides(child, "2026-10-14 15:00");
        child.in(Calendars.with(
                Level.Kind.SCHOOL, Map.of(LocalDate.of(2026, 10, 13), false, LocalDate.of(2026, 10, 14), false)));
        office.decides(child, "2026-10-14 17:00");
        assertEquals(
                "WAITING TOO_FEW_DAYS 1/3 at 2026-10-16 15:00",
                said(standing(child, "suspected-dropout", "2026-10-14 17:00")));
        child.absent("2026-10-15 08:05", "2026-10-16 08:05");
        office.closed("2026-10-16").decides(child, "2026-10-16 15:01");
        Standing again = standing(child, "township-report", "2026-10-16 16:00");
        assertEquals("FIRED FIRED 3/3 at 2026-10-16 15:01", said(again));
        assertEquals(
                List.of(1, 2), again.firings().stream().map(Firing::revision).toList());
        assertEquals(List.of(1, 2), again.duties().stream().map(Duty::revision).toList());
    }

    @Test
    void a_contact_is_owed_done_lapsed_or_taken_back_and_says_by_when_it_was_due() {
        Child child = new Child().absent("2026-09-07 08:05");
        assertEquals("WAITING DUE", said(standing(child, "contact-guardian", "2026-09-07 08:06")));
        office.decides(child, "2026-09-07 08:06");
        assertEquals("OWED OWED at 2026-09-07 09:05", said(standing(child, "contact-guardian", "2026-09-07 08:07")));
        Office met = new Office();
        met.decides(child, "2026-09-07 08:06");
        met.done("contact-guardian", "2026-09-07 08:30");
        assertEquals(
                "ENDED DONE at 2026-09-07 09:05", said(standing(met, child, "contact-guardian", "2026-09-07 08:30")));
        office.decides(child, "2026-09-07 09:05");
        assertEquals("ENDED LAPSED at 2026-09-07 09:05", said(standing(child, "contact-guardian", "2026-09-07 10:00")));
        Office unseen = new Office();
        unseen.decides(child, "2026-09-08 08:00");
        assertEquals(
                "ENDED LAPSED_UNSEEN at 2026-09-07 09:05",
                said(standing(unseen, child, "contact-guardian", "2026-09-07", "2026-09-08 08:01")));
        Office back = new Office();
        back.decides(child, "2026-09-07 08:06");
        child.present("2026-09-07 14:05");
        back.decides(child, "2026-09-07 08:50");
        assertEquals(
                "ENDED CANCELLED at 2026-09-07 09:05",
                said(standing(back, child, "contact-guardian", "2026-09-07 15:00")));
    }

    @Test
    void an_hour_rule_tells_of_its_date_alone() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05");
        office.decides(child, "2026-09-07 08:06");
        office.decides(child, "2026-09-08 08:06");
        assertEquals(
                List.of("2026-09-08"),
                standing(child, "contact-guardian", "2026-09-08 08:07").duties().stream()
                        .map(duty -> duty.date().toString())
                        .toList());
        assertEquals("NOT_OWED NO_MARK", said(standing(child, "contact-guardian", "2026-09-09 16:00")));
    }

    @Test
    void what_was_never_owed_of_an_absence_that_is_over_says_so() {
        Child child = new Child().absent("2026-09-07 08:05").present("2026-09-08 08:05");
        assertEquals(
                "NOT_OWED ABSENCE_OVER",
                said(standing(office, child, "contact-guardian", "2026-09-07", "2026-09-08 09:00")));
    }

    @Test
    void once_a_case_is_open_its_team_carries_on_unless_the_place_says_otherwise() {
        Child child = new Child().absent(THREE_DAYS);
        Office strict = new Office().under("case.carries-on", "no").closed("2026-09-09");
        strict.decides(child, "2026-09-09 15:00");
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        child.absent("2026-09-10 08:05");
        assertEquals("NOT_OWED CASE_CARRIES_ON", said(standing(child, "contact-guardian", "2026-09-10 08:06")));
        assertEquals("WAITING DUE", said(standing(strict, child, "contact-guardian", "2026-09-10 08:06")));
    }

    @Test
    void where_the_list_waits_for_the_contact_it_says_until_when() {
        Child child = new Child().absent("2026-09-07 08:05");
        office.under("report-absence-list.clock", "failed contact");
        office.decides(child, "2026-09-07 08:06");
        assertEquals(
                "WAITING AWAITS_CONTACT at 2026-09-07 09:05",
                said(standing(child, "report-absence-list", "2026-09-07 08:07")));
        assertEquals("WAITING DUE", said(standing(child, "report-absence-list", "2026-09-07 09:05")));
    }

    @Test
    void nobody_looks_at_presumed_days_where_nothing_fired_or_all_were_confirmed() {
        Child child = new Child().absent(THREE_DAYS);
        assertEquals("NOT_OWED NOTHING_FIRED", said(standing(child, "verify-presumed", "2026-09-09 14:00")));
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        assertEquals("NOT_OWED ALL_CONFIRMED", said(standing(child, "verify-presumed", "2026-09-09 16:00")));
    }

    @Test
    void a_look_at_presumed_days_is_told_from_its_date_on() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        assertEquals("OWED OWED at 2026-09-10 12:00", said(standing(child, "verify-presumed", "2026-09-09 16:00")));
        assertEquals("OWED OWED at 2026-09-10 12:00", said(standing(child, "verify-presumed", "2026-09-10 10:00")));
        assertEquals(
                "NOT_OWED ALL_CONFIRMED",
                said(standing(office, child, "verify-presumed", "2026-09-08", "2026-09-09 16:00")));
    }

    @Test
    void mistakes_and_leaves_filed_backwards_are_owed_nothing_where_there_are_none() {
        Child child = new Child().absent("2026-09-07 08:05");
        assertEquals("NOT_OWED NOTHING_MISTAKEN", said(standing(child, "correct-attendance", "2026-09-07 09:00")));
        assertEquals("NOT_OWED NO_BACKDATED_LEAVE", said(standing(child, "approve-leave", "2026-09-07 09:00")));
    }

    @Test
    void the_days_of_an_absence_are_those_that_are_complete_and_no_more_than_sixty() {
        Child child = new Child().absent("2026-09-07 08:05");
        assertEquals(List.of("2026-09-07"), daysOf(child, "2026-09-08 14:59"));
        assertEquals(List.of("2026-09-07", "2026-09-08"), daysOf(child, "2026-09-08 15:00"));
        assertEquals(60, daysOf(child, "2027-06-30 15:00").size());
    }

    @Test
    void what_ended_an_absence_later_is_not_told_at_the_end_of_a_date() {
        LocalDate date = LocalDate.of(2026, 9, 8);
        Instant end = at("2026-09-09 00:00");
        Spell open = only(new Child().absent(THREE_DAYS));
        assertEquals(List.of("2026-09-07", "2026-09-08"), marked(Explanations.until(open, date, end)));
        assertEquals(
                "Open",
                state(Explanations.until(only(new Child().absent(THREE_DAYS).present("2026-09-10 08:05")), date, end)));
        Spell atMidnight = only(new Child().absent("2026-09-07 08:05").present("2026-09-09 00:00"));
        assertEquals("Open", state(Explanations.until(atMidnight, date, end)));
        Spell before = only(new Child().absent("2026-09-07 08:05").present("2026-09-08 14:05"));
        assertEquals("Returned", state(Explanations.until(before, date, end)));
        Spell onLeave =
                only(new Child().absent("2026-09-07 08:05").onLeave("2026-09-09", "2026-09-11", "2026-09-08 16:00"));
        assertEquals("Open", state(Explanations.until(onLeave, date, end)));
        assertEquals("Excused", state(Explanations.until(onLeave, date.plusDays(1), end)));
        Spell left = only(
                new Child().absent("2026-09-07 08:05").enrolment(Change.GRADUATED, "2026-09-09", "2026-09-08 16:00"));
        assertEquals("Open", state(Explanations.until(left, date, end)));
        assertEquals("Left", state(Explanations.until(left, date.plusDays(1), end)));
        Spell late = only(
                new Child().absent("2026-09-08 08:05").corrected("2026-09-08 08:05", Mark.LATE, "2026-09-09 08:00"));
        assertEquals("Returned", state(Explanations.until(late, date, end)));
    }

    private Standing standing(Child child, String rule, String now) {
        return standing(office, child, rule, now);
    }

    private static Standing standing(Office office, Child child, String rule, String now) {
        return standing(office, child, rule, now.substring(0, 10), now);
    }

    /** Of the child's last absence. */
    private static Standing standing(Office office, Child child, String rule, String date, String now) {
        Circumstances given = office.circumstances(child, now).getLast();
        return Explanations.of(given, LocalDate.parse(date)).stream()
                .filter(standing -> standing.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static String said(Standing standing) {
        String counted = standing.needed() == 0 ? "" : " " + standing.counted() + "/" + standing.needed();
        String at = standing.at()
                .map(instant -> " at "
                        + instant.atZone(Calendars.SHANGHAI)
                                .toLocalDateTime()
                                .toString()
                                .replace('T', ' '))
                .orElse("");
        return standing.state() + " " + standing.because() + counted + at;
    }

    private List<String> daysOf(Child child, String now) {
        return dates(Explanations.daysOf(office.circumstances(child, now).getLast(), at(now)));
    }

    private static List<String> dates(List<CountedDay> days) {
        return days.stream().map(day -> day.date().toString()).toList();
    }

    private static List<String> marked(Spell spell) {
        return spell.marks().stream().map(Slot::date).map(LocalDate::toString).toList();
    }

    private static String state(Spell spell) {
        return spell.state().getClass().getSimpleName();
    }

    private static Spell only(Child child) {
        return child.spells().getLast();
    }
}
