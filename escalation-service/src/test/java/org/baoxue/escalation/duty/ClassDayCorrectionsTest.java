package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.ClassDayRules.Day;
import org.baoxue.escalation.duty.ClassDayRules.Session;
import org.baoxue.escalation.policy.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A class's day that was posted in time, or was none, whatever had been said of it. The only session begins at 08:00. */
class ClassDayCorrectionsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    private static final String NEVER = "2026-09-30 08:00";
    private static final SchoolCalendar SCHOOL = Calendars.national();
    private static final SchoolCalendar CLOSED = Calendars.with(Level.Kind.SCHOOL, Map.of(MONDAY, false));

    private final Duty owed = assertInstanceOf(
                    Decision.Opened.class,
                    new Day(
                                    "701/" + MONDAY,
                                    Office.SCOPES,
                                    SCHOOL,
                                    Policies.shipped(),
                                    MONDAY,
                                    List.of(new Session(1, "AM", LocalTime.of(8, 0))),
                                    Map.of(),
                                    Optional.empty(),
                                    List.of(),
                                    at("2026-09-07 14:00"))
                            .toOpen()
                            .getFirst())
            .duty();
    private final Duty lapsed = owed.lapsed(at("2026-09-07 15:30"), false);

    @ParameterizedTest(name = "accepted {0}, heard of {1}: {2}, and at the day's end {3}")
    @CsvSource({
        "2026-09-07 14:50, 2026-09-07 14:51, Finished, Finished",
        "2026-09-07 15:00, 2026-09-07 15:01, Finished, Finished",
        "2026-09-07 14:50, 2026-09-07 15:20, Finished, Finished",
        "2026-09-07 15:01, 2026-09-07 15:02, nothing,  Lapsed",
        "2026-09-07 15:10, 2026-09-07 15:11, nothing,  Lapsed"
    })
    void what_counts_is_when_a_roll_call_was_accepted(String accepted, String heard, String then, String atTheEnd) {
        assertEquals(then, word(day(SCHOOL, accepted, owed, heard).ifPosted()));
        assertEquals(
                atTheEnd, word(day(SCHOOL, accepted, owed, "2026-09-07 15:30").atClose()));
    }

    /** As when everything is read anew, and the roll calls come before the school. */
    @Test
    void nothing_is_judged_before_the_sessions_are_known() {
        for (Duty duty : List.of(owed, lapsed)) {
            Day unknown = new Day(
                    "701/" + MONDAY,
                    Office.SCOPES,
                    SCHOOL,
                    Policies.shipped(),
                    MONDAY,
                    List.of(),
                    Map.of(1, at("2026-09-07 15:01")),
                    Optional.of(duty),
                    List.of(),
                    at("2026-09-07 15:40"));
            assertEquals("nothing", word(unknown.ifPosted()));
            assertEquals("nothing", word(unknown.atClose()));
        }
    }

    @ParameterizedTest(name = "accepted {0}: {1}")
    @CsvSource({"2026-09-07 14:50, Corrected", "2026-09-07 15:00, Corrected", "2026-09-07 15:01, nothing"})
    void a_lapse_is_corrected_once_by_what_was_accepted_in_time(String accepted, String word) {
        Day day = day(SCHOOL, accepted, lapsed, "2026-09-07 16:40");
        assertEquals(word, word(day.ifPosted()));
        day.ifPosted().forEach(decision -> {
            Decision.Corrected corrected = assertInstanceOf(Decision.Corrected.class, decision);
            assertEquals(Duty.Reason.CORRECTED, corrected.reason());
            assertEquals(List.of("POSTED [1]", "MISSING []"), corrected.why().facts());
            assertEquals(
                    "nothing",
                    word(day(SCHOOL, accepted, corrected.duty(), "2026-09-07 16:41")
                            .ifPosted()),
                    "once");
        });
    }

    @Test
    void what_came_too_late_is_said_to_have_come_late() {
        Day over = day(SCHOOL, "2026-09-07 15:10", owed, "2026-09-07 15:30");
        assertEquals(
                List.of("POSTED []", "MISSING [AM]", "POSTED LATE [1]"),
                over.atClose().getFirst().why().facts());
    }

    @Test
    void what_was_owed_later_because_the_suite_was_down_is_posted_in_time_until_then_however_long_ago_that_is() {
        Duty moved = owed.dueAt(at("2026-09-07 17:00"), true).lapsed(at("2026-09-07 17:00"), false);
        assertEquals(
                "Corrected",
                word(day(SCHOOL, "2026-09-07 16:50", moved, "2026-09-12 08:00").ifPosted()));
    }

    @Test
    void a_day_declared_closed_later_ends_what_is_owed_and_corrects_what_lapsed_once() {
        Day open = day(CLOSED, NEVER, owed, "2026-09-07 14:30");
        Decision.Cancelled cancelled =
                assertInstanceOf(Decision.Cancelled.class, open.underCalendar().getFirst());
        assertEquals(Duty.Reason.CALENDAR, cancelled.reason());
        Decision.Corrected corrected = assertInstanceOf(
                Decision.Corrected.class,
                day(CLOSED, NEVER, lapsed, "2026-09-07 17:00").underCalendar().getFirst());
        assertEquals(Duty.Reason.CALENDAR, corrected.reason());
        assertTrue(corrected.duty().unfounded());
        for (Duty ended : List.of(cancelled.duty(), corrected.duty(), owed.done(at("2026-09-07 14:20")))) {
            assertEquals(
                    "nothing",
                    word(day(CLOSED, NEVER, ended, "2026-09-07 18:00").underCalendar()));
        }
        assertEquals(
                "nothing", word(day(SCHOOL, NEVER, lapsed, "2026-09-07 18:00").underCalendar()));
    }

    @Test
    void a_day_that_is_a_school_day_again_is_owed_again_and_told_where_there_is_time_left() {
        Duty closed = owed.cancelled(at("2026-09-07 14:10"), Duty.Reason.CALENDAR, false);
        Decision.Opened again = assertInstanceOf(
                Decision.Opened.class,
                day(SCHOOL, NEVER, closed, "2026-09-07 14:40").underCalendar().getFirst());
        assertEquals(2, again.duty().revision());
        assertEquals(at("2026-09-07 15:00"), again.duty().dueAt());
        assertEquals(1, again.tells().size());
        assertEquals(
                "nothing",
                word(day(SCHOOL, "2026-09-07 14:20", closed, "2026-09-07 14:40").underCalendar()));
    }

    @Test
    void where_its_time_is_over_only_the_record_changes_and_what_a_person_released_stays_so() {
        List<Decision.OfDuty> late =
                day(SCHOOL, NEVER, lapsed.foundWrong(), "2026-09-08 09:00").underCalendar();
        assertEquals("Opened Lapsed", word(late));
        late.forEach(decision -> assertEquals(List.of(), decision.tells()));
        Duty record = late.getLast().duty();
        assertEquals(new Duty.Lapsed(at("2026-09-08 09:00"), true), record.state());
        assertTrue(record.late());
        assertEquals(
                "Corrected",
                word(day(SCHOOL, "2026-09-07 14:50", record, "2026-09-08 09:10").ifPosted()));
        Duty released = owed.cancelled(at("2026-09-07 14:10"), Duty.Reason.RELEASED, false);
        assertEquals(
                "nothing", word(day(SCHOOL, NEVER, released, "2026-09-08 09:00").underCalendar()));
    }

    private static String word(List<? extends Decision> decisions) {
        List<String> words =
                decisions.stream().map(one -> one.getClass().getSimpleName()).toList();
        return words.isEmpty() ? "nothing" : String.join(" ", words);
    }

    private static Day day(SchoolCalendar calendar, String accepted, Duty duty, String now) {
        return new Day(
                "701/" + MONDAY,
                Office.SCOPES,
                calendar,
                Policies.shipped(),
                MONDAY,
                List.of(new Session(1, "AM", LocalTime.of(8, 0))),
                accepted.equals(NEVER) ? Map.of() : Map.of(1, at(accepted)),
                Optional.of(duty),
                List.of(),
                at(now));
    }
}
