package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.said;
import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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

/** What the end of a counted day makes owed, and what of it leaves the school. */
class DayRulesTest {
    private final Office office = new Office();

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
    void what_other_services_end_lapses_once_word_of_it_has_had_time_to_travel() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.waitsForOtherServices(Duration.ofMinutes(2)).closed("2026-09-09").decides(child, "2026-09-09 15:00");
        List<String> underWay = said(office.decides(child, "2026-09-10 12:01"));
        assertFalse(underWay.contains("lapsed township-report"));
        assertEquals(at("2026-09-10 12:02"), office.nextAt());
        assertTrue(said(office.decides(child, "2026-09-10 12:31")).contains("lapsed township-report"));
        assertEquals(
                new Duty.Lapsed(at("2026-09-10 12:00"), false),
                office.duty("township-report").getFirst().state());
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

    /** Without what the hour rules of the days before have to say. */
    private static List<String> dayDecisions(List<Decision> decisions) {
        return said(decisions).stream()
                .filter(word -> !word.contains("contact-guardian")
                        && !word.contains("report-absence-list")
                        && !word.contains("verify-same-day"))
                .toList();
    }
}
