package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.ClassDayRules.Day;
import org.baoxue.escalation.duty.ClassDayRules.Session;
import org.baoxue.escalation.policy.Policies;
import org.junit.jupiter.api.Test;

/** Who hears of a class's day that is not posted, and how its duty ends. */
class ClassDayTellingsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    private static final SchoolCalendar SCHOOL = Calendars.national();
    private static final SchoolCalendar CLOSED = Calendars.with(Level.Kind.SCHOOL, Map.of(MONDAY, false));

    private final Post teacher = Office.SCOPES.post(Post.CLASS_TEACHER);
    private final Duty owed = opened(day(SCHOOL, "2026-09-07 14:00", Set.of(1), Optional.empty(), List.of()))
            .duty();

    @Test
    void the_teacher_is_reminded_by_a_message_of_their_own_of_what_has_begun_and_is_not_posted() {
        Decision.Opened opened = opened(day(SCHOOL, "2026-09-07 14:00", Set.of(1), Optional.empty(), List.of()));
        assertEquals(List.of(new Tell(teacher, Tell.OPENED, at("2026-09-07 14:00"), false, null)), opened.tells());
        assertEquals(List.of("POSTED [1]", "MISSING [PM, EVE]"), opened.why().facts());
    }

    @Test
    void what_begins_within_the_last_hour_is_owed_without_a_reminder() {
        Decision.Opened opened = opened(day(SCHOOL, "2026-09-07 14:00", Set.of(1, 2), Optional.empty(), List.of()));
        assertEquals(List.of(), opened.tells());
    }

    @Test
    void where_all_is_posted_nothing_is_owed_and_what_was_owed_is_done() {
        Set<Integer> all = Set.of(1, 2, 3);
        assertEquals(
                List.of(),
                day(SCHOOL, "2026-09-07 14:00", all, Optional.empty(), List.of())
                        .toOpen());
        Day posted = day(SCHOOL, "2026-09-07 14:50", all, Optional.of(owed), List.of());
        Decision.Finished finished =
                assertInstanceOf(Decision.Finished.class, posted.ifPosted().getFirst());
        assertEquals(new Duty.Done(at("2026-09-07 14:50")), finished.duty().state());
        assertEquals(List.of("POSTED [1, 2, 3]", "MISSING []"), finished.why().facts());
        assertEquals(posted.ifPosted(), posted.atClose());
        assertEquals(
                List.of(),
                day(SCHOOL, "2026-09-07 14:50", Set.of(1, 2), Optional.of(owed), List.of())
                        .ifPosted());
    }

    @Test
    void a_lapse_is_told_by_the_lists_of_its_windows() {
        Day over = day(SCHOOL, "2026-09-07 15:00", Set.of(1), Optional.of(owed), List.of());
        assertEquals(
                List.of(
                        new Tell(
                                Office.SCOPES.post(Post.ACADEMIC_OFFICE),
                                Tell.LAPSED,
                                at("2026-09-07 15:00"),
                                true,
                                new Tell.Window(at("2026-09-07 15:00"), 15)),
                        new Tell(
                                Office.SCOPES.post(Post.PRINCIPAL),
                                Tell.LAPSED,
                                at("2026-09-07 16:00"),
                                true,
                                new Tell.Window(at("2026-09-07 16:00"), 15))),
                lapsed(over).tells());
    }

    @Test
    void what_was_not_slept_through_lapses_seen_however_late() {
        Outage evening = new Outage(at("2026-09-07 18:00"), at("2026-09-07 20:00"));
        assertFalse(lapsed(day(SCHOOL, "2026-09-08 07:00", Set.of(1), Optional.of(owed), List.of(evening)))
                .unseen());
    }

    @Test
    void a_day_that_is_no_school_day_after_all_owes_nothing() {
        assertEquals(
                List.of(),
                day(CLOSED, "2026-09-07 15:00", Set.of(1), Optional.empty(), List.of())
                        .atClose());
        Decision.Cancelled cancelled = assertInstanceOf(
                Decision.Cancelled.class,
                day(CLOSED, "2026-09-07 15:00", Set.of(1), Optional.of(owed), List.of())
                        .atClose()
                        .getFirst());
        assertEquals(Duty.Reason.CALENDAR, cancelled.reason());
    }

    private static Decision.Opened opened(Day day) {
        return assertInstanceOf(Decision.Opened.class, day.toOpen().getFirst());
    }

    private static Decision.Lapsed lapsed(Day day) {
        return assertInstanceOf(Decision.Lapsed.class, day.atClose().getFirst());
    }

    /** Of three sessions, the last of which begins half an hour before the day is complete. */
    private static Day day(
            SchoolCalendar calendar, String now, Set<Integer> posted, Optional<Duty> duty, List<Outage> outages) {
        return new Day(
                "701/" + MONDAY,
                Office.SCOPES,
                calendar,
                Policies.shipped(),
                MONDAY,
                List.of(
                        new Session(1, "AM", LocalTime.of(8, 0)),
                        new Session(2, "PM", LocalTime.of(13, 0)),
                        new Session(3, "EVE", LocalTime.of(14, 30))),
                posted.stream().collect(Collectors.toMap(session -> session, session -> at("2026-09-07 08:06"))),
                duty,
                outages,
                at(now));
    }
}
