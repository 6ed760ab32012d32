package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.ConcernRules.Concern;
import org.baoxue.escalation.duty.ConcernRules.Outcome;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a concern makes owed, and until when. Monday is 2026-09-07, 2026-09-10 is Teachers' Day and a school day. */
class ConcernRulesTest {
    private SchoolCalendar calendar = Calendars.national();
    private Policy policy = Policies.shipped();
    private List<Outage> outages = List.of();

    @ParameterizedTest(name = "raised {0}: due {1}")
    @CsvSource({
        "2026-09-07 10:00, 2026-09-07 18:00",
        "2026-09-07 17:59, 2026-09-07 18:00",
        "2026-09-07 18:00, 2026-09-08 10:00",
        "2026-09-11 19:00, 2026-09-14 10:00",
        "2026-09-12 09:00, 2026-09-14 10:00"
    })
    void the_class_teacher_owes_a_contact_by_the_evening_of_a_school_day(String raised, String due) {
        Outcome outcome = decide(raised(raised), Optional.empty(), raised);
        Decision.Opened opened = only(Decision.Opened.class, outcome);
        assertEquals(at(due), opened.duty().dueAt());
        assertEquals(Optional.of(at(due)), outcome.nextAt());
        assertEquals(new Post("class-teacher", "701"), opened.duty().owner());
        assertEquals(
                List.of(new Tell(new Post("class-teacher", "701"), Tell.OPENED, at(raised), false, null)),
                opened.tells());
        assertEquals("p-teacher", opened.entry().by(), "nobody is told of what they said themselves");
        assertEquals(LocalDate.parse(raised.substring(0, 10)), opened.duty().date());
        assertFalse(opened.duty().late());
        assertEquals(List.of("CONCERN raised " + at(raised)), opened.why().facts());
    }

    @Test
    void heard_of_after_its_time_it_is_due_as_if_it_had_been_raised_then() {
        Decision.Opened opened =
                only(Decision.Opened.class, decide(raised("2026-09-07 10:00"), Optional.empty(), "2026-09-07 18:00"));
        assertEquals(at("2026-09-08 10:00"), opened.duty().dueAt());
        assertTrue(opened.duty().late());
    }

    @Test
    void it_lapses_at_its_time_and_office_and_principal_hear() {
        Duty duty = opened("2026-09-07 10:00");
        assertEquals(
                Optional.empty(),
                decide(raised("2026-09-07 10:00"), Optional.of(duty), "2026-09-07 17:59")
                        .decision());
        Outcome outcome = decide(raised("2026-09-07 10:00"), Optional.of(duty), "2026-09-07 18:00");
        Decision.Lapsed lapsed = only(Decision.Lapsed.class, outcome);
        assertEquals(
                List.of("academic-office", "principal"),
                lapsed.tells().stream().map(tell -> tell.audience().post()).toList());
        assertEquals(at("2026-09-07 18:00"), lapsed.foreseen());
        assertEquals(Optional.empty(), outcome.nextAt());
        Outcome after = decide(raised("2026-09-07 10:00"), Optional.of(lapsed.duty()), "2026-09-08 08:00");
        assertEquals(Optional.empty(), after.decision());
    }

    @Test
    void whoever_is_reached_ends_it_and_failed_attempts_hand_it_over_by_its_own_number() {
        policy = with("contact-about-concern.attempts", "1");
        Duty duty = opened("2026-09-07 10:00");
        assertInstanceOf(EvidenceRules.Ends.class, contact(duty, "REACHED"));
        EvidenceRules.HandsOver hands = assertInstanceOf(EvidenceRules.HandsOver.class, contact(duty, "NOT_REACHED"));
        assertEquals("academic-office", hands.duty().owner().post());
        policy = with("contact-about-concern.attempts", "2");
        assertInstanceOf(EvidenceRules.Noted.class, contact(duty, "NOT_REACHED"));
    }

    private EvidenceRules.Meaning contact(Duty duty, String outcome) {
        return EvidenceRules.of(
                duty, Evidence.Kind.CONTACT_ATTEMPT, outcome, List.of(), policy, Office.SCOPES, at("2026-09-07 11:00"));
    }

    @Test
    void withdrawn_before_anything_was_owed_nothing_is() {
        Outcome outcome = decide(withdrawn("2026-09-07 10:00"), Optional.empty(), "2026-09-07 10:01");
        assertEquals(new Outcome(Optional.empty(), Optional.empty()), outcome);
    }

    @Test
    void withdrawn_it_is_taken_back_and_whoever_was_told_hears_it_once() {
        Duty duty = opened("2026-09-07 10:00");
        Outcome outcome = decide(withdrawn("2026-09-07 10:00"), Optional.of(duty), "2026-09-07 11:00");
        Decision.Cancelled cancelled = only(Decision.Cancelled.class, outcome);
        assertTrue(cancelled.toldWrongly());
        assertEquals(Optional.empty(), outcome.nextAt());
        assertEquals(
                Optional.empty(),
                decide(withdrawn("2026-09-07 10:00"), Optional.of(cancelled.duty()), "2026-09-07 12:00")
                        .decision());

        Duty done = duty.done(at("2026-09-07 10:30"));
        Decision.Corrected corrected = only(
                Decision.Corrected.class, decide(withdrawn("2026-09-07 10:00"), Optional.of(done), "2026-09-07 11:00"));
        assertEquals(done.state(), corrected.duty().state(), "its ending stands");
        assertEquals(
                Optional.empty(),
                decide(withdrawn("2026-09-07 10:00"), Optional.of(corrected.duty()), "2026-09-07 12:00")
                        .decision());
    }

    @Test
    void another_calendar_moves_what_has_not_come() {
        Duty duty = opened("2026-09-11 19:00");
        calendar = Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.of(2026, 9, 14), false));
        Decision.Moved moved =
                only(Decision.Moved.class, decide(raised("2026-09-11 19:00"), Optional.of(duty), "2026-09-12 08:00"));
        assertEquals(at("2026-09-15 10:00"), moved.duty().dueAt());
        assertEquals("CALENDAR", moved.reason());
        assertEquals(
                Optional.empty(),
                decide(raised("2026-09-11 19:00"), Optional.of(moved.duty()), "2026-09-12 09:00")
                        .decision());
        only(Decision.Lapsed.class, decide(raised("2026-09-11 19:00"), Optional.of(duty), "2026-09-14 10:00"));
    }

    @Test
    void slept_through_it_is_due_an_hour_after_waking_and_no_calendar_moves_it_then() {
        Duty duty = opened("2026-09-07 10:00");
        outages = List.of(new Outage(at("2026-09-07 17:00"), at("2026-09-08 07:00")));
        Outcome outcome = decide(raised("2026-09-07 10:00"), Optional.of(duty), "2026-09-08 07:00");
        Decision.Moved moved = only(Decision.Moved.class, outcome);
        assertEquals(at("2026-09-08 08:00"), moved.duty().dueAt());
        assertEquals("SLEPT", moved.reason());
        assertTrue(moved.duty().late());
        assertEquals(Optional.of(at("2026-09-08 08:00")), outcome.nextAt());
        calendar = Calendars.with(Level.Kind.SCHOOL, Map.of(LocalDate.of(2026, 9, 7), false));
        assertEquals(
                Optional.empty(),
                decide(raised("2026-09-07 10:00"), Optional.of(moved.duty()), "2026-09-08 07:30")
                        .decision());
        only(Decision.Lapsed.class, decide(raised("2026-09-07 10:00"), Optional.of(moved.duty()), "2026-09-08 08:00"));
    }

    @Test
    void a_policy_from_before_the_rule_asks_for_nothing() {
        Map<String, Policy.Value> before = new HashMap<>(policy.values());
        before.keySet().removeIf(name -> name.startsWith(ConcernRules.RULE + "."));
        policy = new Policy(policy.key(), before);
        assertEquals(
                new Outcome(Optional.empty(), Optional.empty()),
                decide(raised("2026-09-07 10:00"), Optional.empty(), "2026-09-07 10:00"));
    }

    private Duty opened(String raised) {
        return only(Decision.Opened.class, decide(raised(raised), Optional.empty(), raised))
                .duty();
    }

    private static Concern raised(String time) {
        return new Concern("c-1", at(time), "p-teacher", false);
    }

    private static Concern withdrawn(String time) {
        return new Concern("c-1", at(time), "p-teacher", true);
    }

    private Outcome decide(Concern concern, Optional<Duty> known, String now) {
        Instant instant = at(now);
        return new ConcernRules(concern, Office.SCOPES, calendar, policy, known, outages, instant).decide();
    }

    private static Policy with(String name, String text) {
        return new Policy(
                        new Policy.Key("530113", LocalDate.of(2026, 9, 1), 1),
                        Map.of(name, new Policy.Value(text, "own choice: a test")))
                .over(Policies.shipped());
    }

    private static <D extends Decision> D only(Class<D> kind, Outcome outcome) {
        return assertInstanceOf(kind, outcome.decision().orElseThrow());
    }
}
