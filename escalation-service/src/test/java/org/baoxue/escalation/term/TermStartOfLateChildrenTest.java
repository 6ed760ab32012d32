package org.baoxue.escalation.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.baoxue.escalation.duty.Duty;
import org.junit.jupiter.api.Test;

/** Who is enrolled, entered or enrolled again after the autumn term has begun, on Tuesday 2026-09-01. */
class TermStartOfLateChildrenTest {
    private static final String[] WEEK = {
        "2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-07", "2026-09-08"
    };
    private static final List<String> NOTHING = List.of();

    @Test
    void who_transfers_in_has_a_first_day_and_a_week_of_its_own() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK)
                .classCalls("2026-09-14", "2026-09-21")
                .enrolledOn("2026-09-12");
        assertEquals(NOTHING, ana.on("2026-09-08 15:30"));
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-14 15:30"));
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-18 15:30"));
        assertEquals(List.of("opened unregistered-report"), ana.on("2026-09-21 15:30"));
    }

    @Test
    void who_is_enrolled_again_after_an_end_has_a_start_of_its_own() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).classCalls("2026-10-12", "2026-10-19");
        ana.on("2026-09-01 15:30");
        ana.on("2026-09-07 15:02");
        ana.on("2026-09-08 15:30");
        ana.ends("unregistered-report", new Duty.Done(Newcomer.at("2026-09-09 10:00")));
        ana.leaves("2026-09-15").enrolledAgainOn("2026-10-12").seenOn("2026-10-12");
        assertEquals(NOTHING, ana.on("2026-10-12 15:30"));
        assertEquals(LocalDate.parse("2026-09-01"), ana.state().orElseThrow().since());
        assertEquals(
                "RETURNED",
                ana.state().flatMap(Unregistered::ending).orElseThrow().how().name());
        assertEquals(
                List.of("opened unregistered-list"),
                ana.seenNoMore().on("2026-10-12 16:00").stream()
                        .filter(word -> word.startsWith("opened unregistered-list"))
                        .toList());
        assertEquals(
                LocalDate.parse("2026-10-12"), ana.stateAgain().orElseThrow().since());
    }

    @Test
    void who_is_taken_off_the_roll_and_put_on_it_again_unseen_is_missing_once() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).classCalls("2026-09-14");
        ana.on("2026-09-01 15:30");
        ana.withdraws("2026-09-04").enrolledAgainOn("2026-09-07");
        assertEquals(List.of("lapsed unregistered-list"), ana.on("2026-09-07 15:30"));
        assertEquals(List.of("opened unregistered-report"), ana.on("2026-09-08 15:30"));
        assertEquals(List.of("lapsed unregistered-report"), ana.on("2026-09-14 15:30"));
        assertEquals(NOTHING, ana.seenOn("2026-09-15").on("2026-09-15 15:30"));
        assertEquals(
                "RETURNED",
                ana.state().flatMap(Unregistered::ending).orElseThrow().how().name());
        assertEquals(NOTHING, ana.on("2026-09-16 15:30"), "that it came was in the later stay");
        assertTrue(ana.stateAgain().isEmpty());
    }

    @Test
    void who_is_entered_late_has_its_first_day_when_it_is_entered() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK)
                .classCalls("2026-09-10", "2026-09-17")
                .enrolledOn("2026-09-01")
                .enteredAt("2026-09-10 10:00");
        assertEquals(NOTHING, ana.on("2026-09-10 10:01"));
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-10 15:30"));
        assertEquals(LocalDate.parse("2026-09-10"), ana.state().orElseThrow().since());
        assertTrue(ana.on("2026-09-17 15:30").contains("opened unregistered-report"));
    }

    @Test
    void who_had_come_before_it_was_entered_has_come() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK)
                .classCalls("2026-09-10", "2026-09-17")
                .enrolledOn("2026-09-01")
                .enteredAt("2026-09-10 10:00")
                .seenOn("2026-09-04");
        assertEquals(NOTHING, ana.on("2026-09-10 15:30"));
        assertEquals(NOTHING, ana.on("2026-09-17 15:30"));
    }

    @Test
    void who_is_entered_after_the_days_end_has_its_first_day_on_the_next_school_day() {
        Newcomer ana = Newcomer.ofSchoolThatCalls(WEEK).enrolledOn("2026-09-01").enteredAt("2026-09-03 21:00");
        assertEquals(NOTHING, ana.on("2026-09-03 21:01"));
        assertEquals(List.of("opened unregistered-list"), ana.on("2026-09-04 15:30"));
    }
}
