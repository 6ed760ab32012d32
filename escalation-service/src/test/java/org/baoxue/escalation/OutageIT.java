package org.baoxue.escalation;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** The suite stands still for hours, and says so; setting its clock is no standstill. */
@QuarkusTest
@WithTestResource(Platform.class)
class OutageIT extends EscalationStory {
    @Test
    void what_fell_due_while_the_suite_stood_still_is_due_an_hour_after_waking() {
        Hand.puts(School.at("2026-09-02 07:00"));
        School school = School.open("S-O");
        school.enrols("1", "hu");
        Hand.puts(School.at("2026-09-02 08:06"));
        school.calls(school.rollCall("1", "2026-09-02 08:05", 20, List.of("hu")));
        Seen contact = escalation.await(is("duty-opened", "hu"));
        assertEquals("2026-09-02T01:05:00Z", contact.text("dueAt"));
        assertTrue(escalation.all().stream().noneMatch(isOutage("2026-09-02")), "a clock that was set is no outage");

        standStill(Duration.ofHours(2));
        Seen outage = escalation.await(isOutage("2026-09-02"));
        assertTrue(Integer.parseInt(outage.text("duties")) >= 1);
        Instant woke = Instant.parse(outage.text("to"));
        assertEquals(
                2, Duration.between(Instant.parse(outage.text("from")), woke).toHours());
        Seen moved = escalation.await(is("duty-moved", "hu"));
        assertEquals("SLEPT", moved.text("reason"));
        Duration later = Duration.between(woke.plus(Duration.ofHours(1)), Instant.parse(moved.text("dueAt")));
        assertTrue(later.abs().compareTo(Duration.ofMinutes(1)) < 0, later.toString());
    }

    @Test
    void what_was_slept_through_into_another_day_lapses_unseen_and_day_rules_fire_marked_late() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-Q");
        school.enrols("1", "lin");
        for (String day : List.of("2026-11-09", "2026-11-10", "2026-11-11")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 20, List.of("lin")));
            escalation.await(
                    is("duty-opened", "lin").and(seen -> seen.text("date").equals(day)));
        }
        dueInTheOutage("lin", "2026-11-11 09:05");

        standStill(Duration.ofHours(26));
        Seen lapsed = escalation.await(
                is("duty-lapsed", "lin").and(seen -> seen.text("date").equals("2026-11-11")));
        assertEquals("true", lapsed.text("unseen"));
        assertEquals(0, tells(lapsed), "nobody is told of an hour that nobody could keep");
        Seen fired = escalation.await(seen -> seen.type().equals("org.baoxue.escalation.rule-fired.v1")
                && seen.text("rule").equals("suspected-dropout")
                && seen.text("student").equals("lin"));
        assertEquals("true", fired.text("late"));
        assertEquals(
                "2026-11-11T07:00:00Z", fired.text("dueAt"), "its time is the day's end, however late it is heard");
        Seen told = escalation.await(seen -> seen.type().equals("org.baoxue.escalation.telling.v1")
                && seen.text("firing").equals(fired.text("firing")));
        Instant toldAt = Instant.parse(Objects.requireNonNull(told.body())
                .path("tell")
                .path(0)
                .path("at")
                .asText());
        assertEquals(0, toldAt.getEpochSecond() % Duration.ofMinutes(15).toSeconds(), "gathered: " + toldAt);
        assertTrue(toldAt.isAfter(Instant.parse(fired.text("firedAt")).plus(Duration.ofMinutes(4))), told::toString);
    }

    @Test
    void a_list_of_a_week_that_fell_due_meanwhile_is_due_an_hour_after_waking() {
        Hand.puts(School.at("2026-12-10 07:00"));
        School school = School.open("S-OW");
        school.enrols("1", "mei");
        Hand.puts(School.at("2026-12-10 08:06"));
        school.calls(school.rollCall("1", "2026-12-10 08:05", 20, List.of("mei")));
        escalation.await(is("duty-opened", "mei"));
        Hand.puts(School.at("2026-12-11 15:30"));
        assertEquals(
                "2026-12-14T04:00:00Z", escalation.await(ofWeek("duty-opened")).text("dueAt"));
        Hand.puts(School.at("2026-12-14 11:00"));

        standStill(Duration.ofHours(2));
        Seen moved = escalation.await(ofWeek("duty-moved"));
        assertEquals("SLEPT", moved.text("reason"));
        assertEquals("true", moved.text("late"));
        Instant woke = Instant.parse(escalation.await(isOutage("2026-12-14")).text("to"));
        Duration later = Duration.between(woke.plus(Duration.ofHours(1)), Instant.parse(moved.text("dueAt")));
        assertTrue(later.abs().compareTo(Duration.ofMinutes(1)) < 0, later.toString());
        Hand.puts(School.at("2026-12-14 14:10"));
        assertEquals(
                moved.text("dueAt"), escalation.await(ofWeek("duty-lapsed")).text("at"));
    }

    private static int tells(Seen seen) {
        return seen.body() == null ? 0 : seen.body().path("tell").size();
    }

    private static void dueInTheOutage(String student, String time) {
        assertEquals(School.at(time), Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select due_at from duty where student = :student and rule = 'contact-guardian' and state = 'OPEN'")
                .bind("student", student)
                .mapTo(java.time.OffsetDateTime.class)
                .one()
                .toInstant()));
    }

    @Test
    void the_shipped_policy_is_published_once() {
        Seen policy = escalation.await(seen -> seen.type().equals("org.baoxue.escalation.policy-set.v1"));
        assertEquals("", policy.text("place"));
        assertEquals(
                1,
                escalation.all().stream()
                        .filter(seen -> seen.type().equals("org.baoxue.escalation.policy-set.v1"))
                        .count());
    }

    @Test
    void how_late_each_rule_was_is_measured() {
        Hand.puts(School.at("2026-09-03 07:00"));
        School school = School.open("S-P");
        school.enrols("1", "yi");
        Hand.puts(School.at("2026-09-03 08:06"));
        school.calls(school.rollCall("1", "2026-09-03 08:05", 20, List.of("yi")));
        escalation.await(is("duty-opened", "yi"));
        Hand.puts(School.at("2026-09-03 09:06"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> RestAssured.get("/q/metrics")
                .then()
                .body(containsString("baoxue_lateness_seconds_count{rule=\"contact-guardian\",what=\"lapsed\"")));
    }

    /** As if for so long no node had lived: its clock went on, and nobody gave a sign of life. */
    private static void standStill(Duration time) {
        Superuser.jdbi().useTransaction(handle -> {
            handle.createUpdate("update suite_clock set offset_us = offset_us + :us")
                    .bind("us", time.toMillis() * 1000)
                    .execute();
            handle.createUpdate("update sign_of_life set at = at - cast(:time as interval)")
                    .bind("time", time.toString())
                    .execute();
        });
    }

    /** That began on a date; those of other tests are in the topic too. */
    private static Predicate<Seen> isOutage(String date) {
        return seen -> seen.type().equals("org.baoxue.escalation.outage-noted.v1")
                && seen.text("from").startsWith(date);
    }

    private static Predicate<Seen> ofWeek(String name) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && seen.text("rule").equals("weekly-list")
                && seen.text("school").equals("S-OW");
    }

    /** What is said of the duty to contact the guardian of a child. */
    private static Predicate<Seen> is(String name, String student) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && seen.text("rule").equals("contact-guardian")
                && seen.text("student").equals(student);
    }
}
