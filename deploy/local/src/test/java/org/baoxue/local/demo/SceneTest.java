package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.baoxue.local.http.Json;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static final Instant MORNING = Instant.parse("2026-09-28T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-09-28T04:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-09-28T12:00:00Z");
    private static final Instant DUE = Instant.parse("2026-09-28T00:25:00Z");

    private final Tally tally = new Tally();

    @Test
    void what_comes_with_the_next_step_of_the_clock_is_late_in_the_scene_in_which_it_was_due() {
        told(DUE, Duration.ofMinutes(15));

        assertTrue(Scene.disturbed(MORNING, NOON).fault(tally).isPresent());
        assertTrue(Scene.undisturbed(MORNING, NOON).fault(tally).isPresent());
        assertEquals(Optional.empty(), Scene.undisturbed(NOON, EVENING).fault(tally));
    }

    @Test
    void the_seconds_of_a_slow_machine_are_not_late_and_the_minutes_of_a_restart_only_where_nothing_is_restarted() {
        told(DUE, Duration.ofSeconds(30));
        assertEquals(Optional.empty(), Scene.undisturbed(MORNING, NOON).fault(tally));

        told(DUE.plusSeconds(60), Duration.ofMinutes(4));
        assertEquals(Optional.empty(), Scene.disturbed(MORNING, NOON).fault(tally));
        assertTrue(Scene.undisturbed(MORNING, NOON).fault(tally).isPresent());
    }

    @Test
    void a_firing_that_calls_itself_late_is_counted_because_it_is_not_measured() {
        var firing = Json.object()
                .put("firing", "f1")
                .put("student", "s1")
                .put("rule", "suspected-dropout")
                .put("dueAt", DUE.toString())
                .put("firedAt", EVENING.toString())
                .put("late", true);
        tally.count(new Event("1", "escalation", "rule-fired", EVENING, firing));

        assertEquals(Late.NOTHING, tally.latest());
        assertEquals(Map.of("firings", 1, "duties", 0), tally.markedLate());
    }

    @Test
    void a_lapse_that_is_dated_back_is_late_from_when_word_of_an_ending_was_no_longer_waited_for() {
        tally.count(duty("duty-opened", MORNING, Json.object().put("dueAt", DUE.toString())));
        var lapsed = Json.object().put("at", DUE.toString());
        tally.count(duty("duty-lapsed", DUE.plus(Duration.ofMinutes(3)), lapsed));

        assertEquals(Duration.ofMinutes(1), tally.latest().by());
    }

    private static Event duty(String name, Instant at, ObjectNode payload) {
        return new Event(name, "escalation", name, at, payload.put("duty", "d1").put("rule", "home-visit"));
    }

    private void told(Instant due, Duration late) {
        var at = due.plus(late);
        var notice = Json.object()
                .put("notice", "n-" + due)
                .put("rule", "contact-guardian")
                .put("dueAt", due.toString())
                .put("at", at.toString());
        tally.count(new Event("n-" + due, "notification", "notice-accepted", at, notice));
    }
}
