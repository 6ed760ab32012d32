package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.duty.ClassDayRules.Day;
import org.baoxue.escalation.duty.ClassDayRules.Session;
import org.baoxue.escalation.duty.ClassDayRules.Turn;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.junit.jupiter.api.Test;

/** What a class owes each day: its attendance by the end of it, unless nobody could post it. */
class ClassDayRulesTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    private static final Outage AFTERNOON = new Outage(at("2026-09-07 13:30"), at("2026-09-07 16:00"));

    @Test
    void a_class_that_has_not_posted_is_reminded_and_lapses_at_the_end_of_the_day() {
        Day open = day("2026-09-07 14:00", Optional.empty(), List.of());
        Decision.Opened opened = only(Decision.Opened.class, open.toOpen());
        assertEquals(at("2026-09-07 15:00"), opened.duty().dueAt());
        Day over = day("2026-09-07 15:00", Optional.of(opened.duty()), List.of());
        Decision.Lapsed lapsed = only(Decision.Lapsed.class, over.atClose());
        assertEquals(2, lapsed.tells().size());
    }

    @Test
    void the_next_day_opens_by_its_own_policy_and_is_owed_by_whoever_that_names() {
        Policy sooner = with("submit-attendance.remind", "PT2H");
        Turn turn = ClassDayRules.turn(
                date -> new ClassDayRules.Terms(
                        date.equals(MONDAY) ? Policies.shipped() : sooner, Calendars.national()),
                List.of(),
                MONDAY,
                MONDAY,
                at("2026-09-07 15:30"));
        assertEquals(at("2026-09-08 13:00"), turn.nextAt());
        Day day = new Day(
                "701/" + MONDAY,
                Office.SCOPES,
                Calendars.national(),
                with("submit-attendance.owner", "academic-office"),
                MONDAY,
                List.of(new Session(1, "AM", LocalTime.of(8, 0))),
                Map.of(),
                Optional.empty(),
                List.of(),
                at("2026-09-07 14:00"));
        assertEquals(
                "academic-office",
                only(Decision.Opened.class, day.toOpen()).duty().owner().post());
    }

    private static Policy with(String name, String text) {
        return new Policy(
                        new Policy.Key("530113", MONDAY, 1), Map.of(name, new Policy.Value(text, "own choice: a test")))
                .over(Policies.shipped());
    }

    @Test
    void slept_through_it_is_due_an_hour_after_waking_on_the_same_day() {
        assertEquals(
                new Turn(Optional.of(MONDAY), Optional.empty(), MONDAY, at("2026-09-07 17:00")),
                turn("2026-09-07 16:00", AFTERNOON));
        Day awake = day("2026-09-07 16:00", Optional.empty(), List.of(AFTERNOON));
        Decision.Opened opened = only(Decision.Opened.class, awake.toOpen());
        assertEquals(at("2026-09-07 17:00"), opened.duty().dueAt());
        assertTrue(opened.duty().late());
        assertEquals(
                List.of(),
                day("2026-09-07 16:30", Optional.of(opened.duty()), List.of(AFTERNOON))
                        .atClose());
        assertEquals(Optional.of(MONDAY), turn("2026-09-07 17:00", AFTERNOON).lapseDate());
        Day over = day("2026-09-07 17:00", Optional.of(opened.duty()), List.of(AFTERNOON));
        assertTrue(!only(Decision.Lapsed.class, over.atClose()).unseen());
    }

    @Test
    void what_is_owed_already_waits_too_also_where_the_suite_woke_just_before_the_end_of_the_day() {
        Outage brief = new Outage(at("2026-09-07 14:20"), at("2026-09-07 14:50"));
        Duty duty = only(
                        Decision.Opened.class,
                        day("2026-09-07 14:00", Optional.empty(), List.of()).toOpen())
                .duty();
        Day closing = day("2026-09-07 15:00", Optional.of(duty), List.of(brief));
        Decision.Moved moved = only(Decision.Moved.class, closing.atClose());
        assertEquals(at("2026-09-07 15:50"), moved.duty().dueAt());
        assertEquals(
                List.of(),
                day("2026-09-07 15:30", Optional.of(moved.duty()), List.of(brief))
                        .atClose());
    }

    @Test
    void slept_through_until_another_day_it_lapsed_unseen() {
        Outage night = new Outage(at("2026-09-07 14:20"), at("2026-09-08 07:00"));
        Duty duty = only(
                        Decision.Opened.class,
                        day("2026-09-07 14:00", Optional.empty(), List.of()).toOpen())
                .duty();
        Day awake = day("2026-09-08 07:00", Optional.of(duty), List.of(night));
        Decision.Lapsed lapsed = only(Decision.Lapsed.class, awake.atClose());
        assertTrue(lapsed.unseen());
        assertEquals(List.of(), lapsed.tells());
    }

    private static <D extends Decision> D only(Class<D> kind, List<? extends Decision> decisions) {
        assertEquals(1, decisions.size());
        return assertInstanceOf(kind, decisions.getFirst());
    }

    private static Turn turn(String now, Outage outage) {
        return ClassDayRules.turn(
                date -> new ClassDayRules.Terms(Policies.shipped(), Calendars.national()),
                List.of(outage),
                MONDAY,
                MONDAY,
                at(now));
    }

    private static Day day(String time, Optional<Duty> duty, List<Outage> outages) {
        Instant now = at(time);
        return new Day(
                "701/" + MONDAY,
                Office.SCOPES,
                Calendars.national(),
                Policies.shipped(),
                MONDAY,
                List.of(new Session(1, "AM", LocalTime.of(8, 0)), new Session(2, "PM", LocalTime.of(14, 0))),
                Map.of(1, at("2026-09-07 08:06")),
                duty,
                outages,
                now);
    }
}
