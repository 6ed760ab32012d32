package org.baoxue.escalation.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.Duty;
import org.junit.jupiter.api.Test;

/** The autumn term begins on Tuesday 2026-09-01; a week later is Tuesday 2026-09-08. */
class TermStartRulesTest {
    private static final String[] WEEK = {
        "2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-07", "2026-09-08"
    };
    private static final List<String> NOTHING = List.of();

    @Test
    void a_child_nobody_saw_is_on_the_list_and_a_week_later_in_a_report_although_no_absence_was_marked() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        assertEquals(NOTHING, ana.on("2026-09-01 15:29"));
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-01 15:30"));
        assertEquals(
                Newcomer.at("2026-09-07 15:00"), ana.duty("unregistered-list").dueAt());
        assertEquals(NOTHING, ana.on("2026-09-07 15:01"));
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-07 15:02"));
        assertEquals(List.of("opened unregistered-report"), ana.on("2026-09-08 15:30"));
        assertEquals(
                Newcomer.at("2026-09-09 12:00"), ana.duty("unregistered-report").dueAt());
        assertEquals(NOTHING, ana.on("2026-09-08 15:31"));
    }

    @Test
    void who_was_seen_or_on_leave_by_the_first_days_end_is_on_no_list() {
        assertEquals(
                NOTHING, Newcomer.ofSchoolThatCalls(WEEK).seenOn("2026-09-01").on("2026-09-01 15:30"));
        assertEquals(
                NOTHING,
                Newcomer.ofSchoolThatCalls(WEEK)
                        .onLeave("2026-08-30", "2026-09-04", "2026-08-29 10:00")
                        .on("2026-09-01 15:30"));
        assertEquals(
                NOTHING,
                Newcomer.ofSchoolThatCalls(WEEK).markedOnLeave("2026-09-01").on("2026-09-01 15:30"));
    }

    @Test
    void who_was_on_leave_on_the_first_day_and_never_came_is_reported_a_week_later() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).onLeave("2026-09-01", "2026-09-02", "2026-08-29 10:00");
        assertEquals(NOTHING, ana.on("2026-09-01 15:30"));
        assertEquals(List.of("opened unregistered-report"), ana.on("2026-09-08 15:30"));
    }

    @Test
    void who_comes_later_was_on_the_list_rightly_and_needs_no_report() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        assertEquals(
                List.of("cancelled unregistered-list RETURNED"),
                ana.seenOn("2026-09-02").on("2026-09-02 08:10"));
        assertEquals(NOTHING, ana.on("2026-09-08 15:30"));
        assertEquals("RETURNED", how(ana));
    }

    @Test
    void a_roll_call_of_the_first_day_accepted_late_corrects_the_list() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        assertEquals(
                List.of("cancelled unregistered-list CORRECTED told wrongly"),
                ana.seenOn("2026-09-01").on("2026-09-02 08:10"));
        assertTrue(ana.state().isEmpty());
        assertEquals(NOTHING, ana.on("2026-09-03 08:10"), "once");
        assertEquals(
                List.of("opened unregistered-list"),
                ana.seenNoMore().on("2026-09-03 09:00"),
                "a correction of the correction opens it again");
        assertEquals(2, ana.duty("unregistered-list").revision());
    }

    @Test
    void what_lapsed_and_was_wrong_is_corrected_too() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-07 15:02");
        ana.on("2026-09-08 15:30");
        assertEquals(
                List.of(
                        "corrected unregistered-list CORRECTED",
                        "cancelled unregistered-report CORRECTED told wrongly"),
                ana.seenOn("2026-09-01").on("2026-09-09 08:00"));
    }

    @Test
    void a_report_that_is_owed_stays_owed_when_the_child_comes_and_is_wrong_when_it_had_been_there() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-08 15:30");
        assertEquals(
                List.of("lapsed unregistered-report"), ana.seenOn("2026-09-09").on("2026-09-09 12:02"));
        assertEquals(
                List.of("corrected unregistered-report CORRECTED"),
                ana.seenOn("2026-09-08").on("2026-09-10 08:00"));
    }

    @Test
    void a_leave_filed_late_corrects_the_list_and_takes_no_report_back() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-08 15:30");
        ana.ends("unregistered-report", new Duty.Done(Newcomer.at("2026-09-09 10:00")));
        assertEquals(
                List.of("corrected unregistered-list EXCUSED"),
                ana.onLeave("2026-09-01", "2026-09-30", "2026-09-09 11:00").on("2026-09-09 11:01"));
        assertEquals("EXCUSED", how(ana));
    }

    @Test
    void a_leave_filed_while_the_report_is_a_draft_ends_it() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).onLeave("2026-09-01", "2026-09-01", "2026-08-29 10:00");
        ana.on("2026-09-08 15:30");
        assertEquals(
                List.of("cancelled unregistered-report EXCUSED"),
                ana.onLeave("2026-09-07", "2026-09-30", "2026-09-09 08:00").on("2026-09-09 08:01"));
    }

    @Test
    void a_first_day_that_is_closed_is_none_and_one_declared_closed_afterwards_is_corrected() {
        SchoolCalendar closed = Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.parse("2026-09-01"), false));
        assertEquals(NOTHING, Newcomer.ofSchoolThatCalls(WEEK).calendar(closed).on("2026-09-01 15:30"));

        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        assertEquals(NOTHING, ana.calendar(closed).on("2026-09-01 17:00"), "what was told is told");
        assertEquals(NOTHING, ana.on("2026-09-02 15:30"), "once");
        assertEquals(LocalDate.parse("2026-09-02"), ana.state().orElseThrow().since());
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-07 15:02"));

        Newcomer bo = Newcomer.ofSchoolThatCalls(WEEK);
        bo.on("2026-09-01 15:30");
        assertEquals(
                List.of("cancelled unregistered-list CALENDAR told wrongly"),
                bo.calendar(closed).seenOn("2026-09-02").on("2026-09-02 08:10"),
                "who came on the other first day was never missing");
    }

    @Test
    void a_first_day_that_is_corrected_tells_nobody_anew_and_moves_what_is_owed() {
        SchoolCalendar corrected = Calendars.with(
                Level.Kind.SCHOOL, Map.of(LocalDate.parse("2026-09-03"), false, LocalDate.parse("2026-09-04"), false));
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        assertEquals(
                List.of("moved unregistered-list to 2026-09-09"),
                ana.calendar(corrected).on("2026-09-02 09:00"));
        assertEquals(NOTHING, ana.on("2026-09-02 15:30"), "once");
        assertEquals(List.of("opened unregistered-report"), ana.on("2026-09-08 15:30"));

        Newcomer bo = Newcomer.ofSchoolThatCalls("2026-09-02", "2026-09-03", "2026-09-08");
        SchoolCalendar second = Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.parse("2026-09-01"), false));
        bo.calendar(second);
        assertEquals(List.of("opened unregistered-list"), bo.on("2026-09-02 15:30"));
        assertEquals(
                NOTHING,
                bo.calendar(Calendars.national()).on("2026-09-03 15:30"),
                "an earlier first day, by which the school had called nobody, takes nothing back");
        assertTrue(bo.state().isPresent());
    }

    @Test
    void where_no_term_is_entered_and_in_the_vacation_nothing_fires() {
        SchoolCalendar none = new SchoolCalendar(Calendars.SHANGHAI, Calendars.THREE_O_CLOCK, List.of());
        assertEquals(NOTHING, Newcomer.ofSchoolThatCalls(WEEK).calendar(none).on("2026-09-08 15:30"));
        assertEquals(NOTHING, Newcomer.ofSchoolThatCalls(WEEK).on("2026-08-31 15:30"));
    }

    @Test
    void a_term_that_begins_later_than_was_entered_begins_then() {
        SchoolCalendar shifted = new SchoolCalendar(
                Calendars.SHANGHAI,
                Calendars.THREE_O_CLOCK,
                List.of(new Level(
                        Level.Kind.SCHOOL,
                        List.of(new SchoolCalendar.Term(LocalDate.parse("2026-09-07"), LocalDate.parse("2027-01-22"))),
                        List.of(new SchoolCalendar.TermsUntil(
                                LocalDate.parse("2026-08-28"),
                                List.of(new SchoolCalendar.Term(
                                        LocalDate.parse("2026-09-01"), LocalDate.parse("2027-01-22"))))),
                        Map.of())));
        Newcomer ana = Newcomer.ofSchoolThatCalls("2026-09-07").calendar(shifted);
        assertEquals(NOTHING, ana.on("2026-09-01 15:30"));
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-07 15:30"));
        assertEquals(LocalDate.parse("2026-09-07"), ana.state().orElseThrow().since());
    }

    @Test
    void a_school_whose_data_begins_after_the_terms_start_says_nothing_about_who_came() {
        String later = "2026-09-21";
        assertEquals(NOTHING, Newcomer.ofSchoolThatCalls(later).on("2026-09-21 15:30"));
        assertEquals(
                NOTHING,
                Newcomer.ofSchoolThatCalls(later).enrolledOn(later).on("2026-09-21 15:30"),
                "also of those whom it enrols then");
    }

    @Test
    void a_school_long_in_use_that_is_silent_on_the_first_day_is_asked_again_on_the_next() {
        String[] fromTheSecond = {"2026-06-15", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-07", "2026-09-08"};
        Newcomer ana = Newcomer.ofSchoolThatCalls(fromTheSecond);
        assertEquals(NOTHING, ana.on("2026-09-01 15:30"));
        assertEquals(NOTHING, ana.on("2026-09-02 15:29"));
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-02 15:30"));
        assertEquals(
                LocalDate.parse("2026-09-02"), ana.duty("unregistered-list").date());
        assertEquals(LocalDate.parse("2026-09-01"), ana.state().orElseThrow().since());
        assertTrue(ana.on("2026-09-08 15:30").contains("opened unregistered-report"));
        assertEquals(
                NOTHING,
                Newcomer.ofSchoolThatCalls(fromTheSecond).seenOn("2026-09-02").on("2026-09-02 15:30"),
                "who is seen when somebody is asked first has come");
    }

    @Test
    void a_roll_call_of_the_first_day_that_comes_after_the_list_of_the_second_tells_nobody_anew() {
        Newcomer ana = Newcomer.ofSchoolThatCalls("2026-06-15", "2026-09-02");
        ana.on("2026-09-02 15:30");
        assertEquals(NOTHING, ana.classCalls("2026-09-01").on("2026-09-03 15:30"));
        assertEquals(
                List.of("cancelled unregistered-list CORRECTED told wrongly"),
                ana.seenOn("2026-09-01").on("2026-09-04 08:10"));
    }

    @Test
    void a_school_silent_all_week_lists_and_reports_nobody_and_one_called_on_the_reports_day_both() {
        Newcomer silent = Newcomer.ofSchoolThatCalls("2026-06-15", "2026-09-09");
        assertEquals(NOTHING, silent.on("2026-09-08 15:30"));
        assertEquals(NOTHING, silent.on("2026-09-09 15:30"));
        assertEquals(
                List.of("opened unregistered-list", "opened unregistered-report"),
                Newcomer.ofSchoolThatCalls("2026-06-15", "2026-09-08").on("2026-09-08 15:30"));
    }

    @Test
    void a_new_school_that_begins_in_the_first_week_misses_whom_it_has_not_seen() {
        assertEquals(
                List.of("opened unregistered-list"),
                Newcomer.ofSchoolThatCalls("2026-09-02").on("2026-09-02 15:30"));
    }

    @Test
    void a_class_never_called_is_on_the_list_and_in_no_report() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).classNeverCalled();
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-01 15:30"));
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-08 15:30"));
        assertEquals(
                List.of("opened unregistered-report"),
                ana.classCalls("2026-09-04").on("2026-09-09 08:00"));
        assertTrue(ana.duty("unregistered-report").late());
    }

    @Test
    void that_a_class_was_not_called_takes_nothing_back() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-07 15:02");
        ana.on("2026-09-08 15:30");
        ana.ends("unregistered-report", new Duty.Done(Newcomer.at("2026-09-09 10:00")));
        assertEquals(NOTHING, ana.classNeverCalled().on("2026-09-21 15:30"));
        assertTrue(ana.state().orElseThrow().ending().isEmpty());
    }

    @Test
    void an_absence_of_its_own_is_reported_by_its_own_rules() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).absentFrom("2026-09-03");
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-01 15:30"));
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-08 15:30"));
    }

    @Test
    void who_has_left_or_was_not_enrolled_any_more_is_on_no_list_and_a_bare_withdrawal_hides_nobody() {
        assertEquals(
                NOTHING, Newcomer.ofSchoolThatCalls(WEEK).leaves("2026-08-31").on("2026-09-01 15:30"));
        assertEquals(
                NOTHING,
                Newcomer.ofSchoolThatCalls(WEEK).withdraws("2026-08-31").on("2026-09-01 15:30"));

        Newcomer left = Newcomer.ofSchoolThatCalls(WEEK);
        left.on("2026-09-01 15:30");
        assertEquals(
                List.of("cancelled unregistered-list LEFT"),
                left.leaves("2026-09-03").on("2026-09-03 10:00"));

        Newcomer withdrawn = Newcomer.ofSchoolThatCalls(WEEK);
        withdrawn.on("2026-09-01 15:30");
        assertEquals(NOTHING, withdrawn.withdraws("2026-09-03").on("2026-09-03 10:00"));
        assertTrue(withdrawn.on("2026-09-08 15:30").contains("opened unregistered-report"));
    }

    @Test
    void what_fell_due_while_the_suite_stood_still_is_due_an_hour_after_waking_whatever_the_day() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-07 15:02");
        ana.on("2026-09-08 15:30");
        ana.suiteSlept("2026-09-09 11:00", "2026-09-10 08:30");
        assertEquals(List.of("moved unregistered-report to 2026-09-10"), ana.on("2026-09-10 08:30"));
        Duty report = ana.duty("unregistered-report");
        assertEquals(Newcomer.at("2026-09-10 09:30"), report.dueAt());
        assertTrue(report.late());
        assertEquals(Newcomer.at("2026-09-10 09:32"), ana.nextAt());
        assertEquals(NOTHING, ana.on("2026-09-10 09:31"), "once");
        assertEquals(List.of("lapsed unregistered-report"), ana.on("2026-09-10 09:32"));
    }

    @Test
    void what_was_due_before_the_suite_stood_still_lapses() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.suiteSlept("2026-09-07 15:01", "2026-09-07 17:00");
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-07 17:00"));
    }

    @Test
    void a_transfer_that_waits_for_its_confirmation_pauses_the_report() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK);
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-07 15:02");
        ana.transfersOut("2026-09-04");
        assertEquals(NOTHING, ana.on("2026-09-08 15:30"));
        assertEquals(Optional.empty(), ana.state().orElseThrow().ending(), "it was not there after all");
        assertEquals(NOTHING, ana.on("2026-09-18 14:59"));
        assertEquals(List.of("opened unregistered-report"), ana.on("2026-09-18 15:30"));
    }

    private static String how(Newcomer newcomer) {
        return newcomer.state()
                .flatMap(Unregistered::ending)
                .orElseThrow()
                .how()
                .name();
    }
}
