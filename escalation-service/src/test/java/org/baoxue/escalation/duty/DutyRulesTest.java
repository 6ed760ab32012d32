package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyRulesTest {
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
    void three_confirmed_days_open_the_case_and_alert_outside() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        assertEquals(
                List.of(
                        "fired home-visit",
                        "fired inform-principal",
                        "fired joint-persuasion",
                        "fired platform-report",
                        "fired suspected-dropout",
                        "fired township-report",
                        "opened home-visit",
                        "opened inform-principal",
                        "opened joint-persuasion",
                        "opened platform-report",
                        "opened township-report",
                        "settled joint-persuasion RELEASED",
                        "settled platform-report RELEASED",
                        "settled suspected-dropout RELEASED",
                        "settled township-report RELEASED",
                        "told suspected-dropout class-teacher,academic-office,guardian",
                        "told suspected-dropout township-officer,county-bureau"),
                dayDecisions(office.closed("2026-09-09").decides(child, "2026-09-09 15:00")));
        assertEquals(at("2026-09-09 18:00"), due("inform-principal"));
        assertEquals(at("2026-09-10 15:00"), due("home-visit"));
        assertEquals(at("2026-09-09 18:00"), due("platform-report"));
        assertEquals(at("2026-09-10 12:00"), due("township-report"));
        assertEquals(at("2026-09-16 15:00"), due("joint-persuasion"));
    }

    @Test
    void nothing_fires_before_the_days_posts_are_seen_and_inside_the_school_it_waits_half_an_hour() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        assertEquals(List.of(), dayDecisions(office.decides(child, "2026-09-09 15:00")));
        List<String> inside = dayDecisions(office.decides(child, "2026-09-09 15:30"));
        assertTrue(inside.contains("fired suspected-dropout unwatermarked"));
        assertTrue(inside.contains("opened inform-principal"));
        assertFalse(inside.contains("opened township-report"));
        assertTrue(dayDecisions(office.closed("2026-09-09").decides(child, "2026-09-09 15:40"))
                .contains("opened township-report"));
    }

    @Test
    void a_presumed_day_leaves_the_school_only_when_released_or_as_unverified() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-09 08:05");
        List<String> fired = dayDecisions(office.closed("2026-09-09").decides(child, "2026-09-09 15:00"));
        assertTrue(fired.contains("opened verify-presumed"));
        assertFalse(fired.contains("opened township-report"));
        assertEquals(at("2026-09-10 12:00"), due("verify-presumed"));
        List<String> lapsed = dayDecisions(office.decides(child, "2026-09-10 12:00"));
        assertTrue(lapsed.contains("lapsed verify-presumed"));
        assertTrue(lapsed.contains("settled township-report UNVERIFIED"));
        assertTrue(lapsed.contains("opened township-report"));
    }

    @Test
    void a_released_presumed_day_goes_out_and_its_dues_run_from_the_release() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        office.done("verify-presumed", "2026-09-10 09:00");
        assertTrue(said(office.decides(child, "2026-09-10 09:00")).contains("opened township-report"));
        assertEquals(at("2026-09-11 12:00"), due("township-report"));
    }

    @Test
    void where_most_classes_are_unmarked_what_goes_out_by_itself_waits_for_the_principals_word() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        List<String> thin = dayDecisions(office.closed("2026-09-09", 100, 59).decides(child, "2026-09-09 15:00"));
        assertTrue(thin.contains("opened township-report"));
        assertFalse(thin.contains("told suspected-dropout township-officer,county-bureau"));
        assertFalse(thin.contains("opened joint-persuasion"));
        assertFalse(thin.contains("opened platform-report"));
        office.records("any", Evidence.Kind.PRINCIPAL_WORD, "", "2026-09-09 16:00");
        assertTrue(said(office.decides(child, "2026-09-09 16:00"))
                .containsAll(List.of(
                        "told suspected-dropout township-officer,county-bureau",
                        "opened joint-persuasion",
                        "opened platform-report")));
    }

    @Test
    void a_valid_reason_waits_for_its_paper_and_then_the_rules_fire_late() {
        Child child = new Child()
                .absent(
                        "2026-09-07 08:05",
                        "2026-09-08 08:05",
                        "2026-09-09 08:05",
                        "2026-09-10 08:05",
                        "2026-09-11 08:05")
                .verified(Outcome.ILL, "2026-09-08 17:00");
        assertEquals(List.of(), dayDecisions(office.closed("2026-09-09").decides(child, "2026-09-09 15:00")));
        assertEquals(at("2026-09-11 15:00"), at("2026-09-11 15:00"));
        List<String> fired = dayDecisions(office.closed("2026-09-11").decides(child, "2026-09-11 15:00"));
        assertTrue(fired.contains("fired suspected-dropout late"));
        assertTrue(fired.contains("opened township-report late"));
    }

    @Test
    void paper_that_comes_in_time_leaves_nothing_to_fire() {
        Child child = new Child()
                .absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05")
                .verified(Outcome.ILL, "2026-09-07 17:00")
                .onLeave("2026-09-07", "2026-09-09", "2026-09-09 16:00");
        assertEquals(List.of(), dayDecisions(office.closed("2026-09-10").decides(child, "2026-09-10 15:00")));
    }

    @Test
    void marked_by_mistake_is_corrected_by_the_class_teacher_and_holds_what_leaves_the_school() {
        Child child = new Child()
                .absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05")
                .verified(Outcome.MARKED_BY_MISTAKE, "2026-09-09 14:00");
        List<String> fired = dayDecisions(office.closed("2026-09-09").decides(child, "2026-09-09 15:00"));
        assertTrue(fired.contains("opened correct-attendance"));
        assertTrue(fired.contains("opened inform-principal"));
        assertFalse(fired.contains("opened township-report"));
        child.corrected("2026-09-09 08:05", Mark.PRESENT, "2026-09-09 16:00");
        List<String> corrected = said(office.decides(child, "2026-09-09 16:00"));
        assertTrue(corrected.contains("finished correct-attendance"));
        assertTrue(corrected.contains("withdrawn suspected-dropout RETURNED"));
        assertTrue(corrected.contains("cancelled inform-principal RETURNED told wrongly"));
    }

    @Test
    void a_transfer_out_pauses_the_day_rules() {
        Child child =
                new Child().absent("2026-09-07 08:05").enrolment(Change.TRANSFER_OUT, "2026-09-08", "2026-09-08 09:00");
        assertEquals(List.of(), dayDecisions(office.closed("2026-09-09").decides(child, "2026-09-09 15:00")));
        assertTrue(dayDecisions(office.closed("2026-09-21").decides(child, "2026-09-21 15:00"))
                .contains("fired suspected-dropout late"));
    }

    @Test
    void a_closure_declared_after_the_firing_corrects_it_and_it_fires_again_when_due() {
        Child child = new Child().absent("2026-10-12 08:05", "2026-10-13 08:05", "2026-10-14 08:05");
        office.closed("2026-10-14").decides(child, "2026-10-14 15:00");
        child.in(Calendars.with(
                Level.Kind.SCHOOL, Map.of(LocalDate.of(2026, 10, 13), false, LocalDate.of(2026, 10, 14), false)));
        List<String> corrected = said(office.decides(child, "2026-10-14 17:00"));
        assertTrue(corrected.contains("withdrawn suspected-dropout CORRECTED"));
        assertTrue(corrected.contains("cancelled township-report CORRECTED told wrongly"));
        child.absent("2026-10-15 08:05", "2026-10-16 08:05");
        List<String> again = said(office.closed("2026-10-16").decides(child, "2026-10-16 15:00"));
        assertTrue(again.contains("fired suspected-dropout #2"));
        assertTrue(again.contains("opened township-report #2"));
    }

    @Test
    void a_return_leaves_visits_and_reports_owed() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        child.present("2026-09-10 08:05");
        assertFalse(said(office.decides(child, "2026-09-10 08:06")).contains("cancelled home-visit RETURNED"));
        assertTrue(office.duty("township-report").getFirst().isOpen());
    }

    @Test
    void day_seven_and_the_month_make_their_reports() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        child.absent("2026-09-10 08:05", "2026-09-11 08:05", "2026-09-14 08:05", "2026-09-15 08:05");
        assertTrue(said(office.closed("2026-09-15").decides(child, "2026-09-15 15:00"))
                .contains("opened formal-report"));
        assertEquals(at("2026-09-16 12:00"), due("formal-report"));
        assertEquals(
                List.of("fired month-report", "opened verify-presumed"),
                said(office.closed("2026-10-08").decides(child, "2026-10-08 15:00")).stream()
                        .filter(word -> word.contains("month") || word.contains("presumed"))
                        .toList());
    }

    @Test
    void every_decision_says_why() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        for (Decision decision : office.closed("2026-09-09").decides(child, "2026-09-09 15:00")) {
            assertFalse(decision.why().clause().isBlank());
            assertFalse(decision.why().facts().isEmpty());
            assertTrue(decision.why().zh().contains("2026-09-07"));
        }
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

    /** Without what the hour rules of the days before have to say. */
    private static List<String> dayDecisions(List<Decision> decisions) {
        return said(decisions).stream()
                .filter(word -> !word.contains("contact-guardian")
                        && !word.contains("report-absence-list")
                        && !word.contains("verify-same-day"))
                .toList();
    }
}
