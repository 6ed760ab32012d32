package org.baoxue.escalation.concerns;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** A concern that a school raises makes a contact owed, over real Kafka and PostgreSQL; no roll call speaks of the child. */
@QuarkusTest
@WithTestResource(Platform.class)
class ConcernIT extends EscalationStory {
    @Test
    void a_contact_in_time_ends_it_and_the_explanation_says_so() {
        Hand.puts(School.at("2026-09-07 07:00"));
        School school = school("S-CO1").enrols("1", "co-ana");
        school.holds("class-teacher", "S-CO1-1", "p-teacher-co1");
        awaitPosts("S-CO1-1", 1);
        Hand.puts(School.at("2026-09-07 10:00"));
        raises(school, "co-ana", "concern-ana", "2026-09-07 10:00");
        Seen owed = escalation.await(is("duty-opened", "co-ana"));
        assertEquals("CONCERN", body(owed).path("subject").path("kind").asText());
        assertEquals("2026-09-07T10:00:00Z", owed.text("dueAt"));
        assertEquals("p-teacher-co1", owed.text("by"));

        contact("S-CO1", "p-teacher-co1", owed).statusCode(200).body("meaning", equalTo("ENDED"));
        assertEquals(
                "p-teacher-co1", escalation.await(is("duty-done", "co-ana")).text("by"));
        explained("S-CO1", "co-ana", "2026-09-07").body(rule("because"), equalTo("DONE"));
        explained("S-CO1", "co-ana", "2026-09-08").body(rule("because"), equalTo("NO_CONCERN"));
    }

    @Test
    void what_nobody_did_lapses_and_what_was_raised_by_mistake_is_taken_back() {
        Hand.puts(School.at("2026-09-07 07:00"));
        School school = school("S-CO2").enrols("1", "co-bo", "co-cai");
        Hand.puts(School.at("2026-09-07 10:00"));
        raises(school, "co-bo", "concern-bo", "2026-09-07 10:00");
        raises(school, "co-cai", "concern-cai", "2026-09-07 10:00");
        Seen owed = escalation.await(is("duty-opened", "co-bo"));
        escalation.await(is("duty-opened", "co-cai"));
        withdraws(school, "co-cai", "concern-cai", "2026-09-07 10:05");
        Seen cancelled = escalation.await(is("duty-cancelled", "co-cai"));
        assertTrue(body(cancelled).path("tellCorrection").asBoolean());

        Hand.puts(School.at("2026-09-07 18:00"));
        Seen lapsed = escalation.await(is("duty-lapsed", "co-bo"));
        assertEquals(
                "academic-office",
                body(lapsed).path("tell").path(0).path("audience").path("post").asText());
        assertTrue(escalation.all().stream().noneMatch(is("duty-lapsed", "co-cai")));
        contact("S-CO2", "p-office", owed).statusCode(200).body("meaning", equalTo("NOTED"));

        withdraws(school, "co-bo", "concern-bo", "2026-09-07 18:30");
        escalation.await(is("duty-corrected", "co-bo"));
    }

    @Test
    void evidence_that_comes_as_it_lapses_is_noted_and_it_lapses_once() {
        Hand.puts(School.at("2026-09-07 07:00"));
        School school = school("S-CO4").enrols("1", "co-eva");
        Hand.puts(School.at("2026-09-07 10:00"));
        raises(school, "co-eva", "concern-eva", "2026-09-07 10:00");
        Seen owed = escalation.await(is("duty-opened", "co-eva"));
        Hand.puts(School.at("2026-09-07 18:00"));
        contact("S-CO4", "p-office", owed).statusCode(200).body("meaning", equalTo("NOTED"));
        escalation.await(is("duty-lapsed", "co-eva"));
        assertEquals(
                1, escalation.all().stream().filter(is("duty-lapsed", "co-eva")).count());
    }

    @Test
    void given_to_another_post_it_stays_theirs_and_what_has_lapsed_is_given_to_nobody() {
        Hand.puts(School.at("2026-09-07 07:00"));
        School school = school("S-CO5").enrols("1", "co-fu");
        Hand.puts(School.at("2026-09-07 10:00"));
        raises(school, "co-fu", "concern-fu", "2026-09-07 10:00");
        Seen owed = escalation.await(is("duty-opened", "co-fu"));
        assign(owed, "academic-office").statusCode(200);
        Hand.puts(School.at("2026-09-07 18:00"));
        assign(owed, "principal").statusCode(409);
        Seen lapsed = escalation.await(is("duty-lapsed", "co-fu"));
        assertEquals("academic-office", body(lapsed).path("owner").path("post").asText());
        assertEquals(
                1, escalation.all().stream().filter(is("duty-lapsed", "co-fu")).count());
    }

    private static ValidatableResponse assign(Seen owed, String post) {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-office", "S-CO5"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", post)
                .body(Map.of("owner", Map.of("post", post, "scope", "S-CO5"), "reason", "the teacher is ill"))
                .post("/v1/duties/" + owed.text("duty") + "/assignments")
                .then();
    }

    @Test
    void a_closure_moves_what_is_due_on_that_day() {
        Hand.puts(School.at("2026-09-11 19:00"));
        School school = school("S-CO3").enrols("1", "co-dan");
        raises(school, "co-dan", "concern-dan", "2026-09-11 19:00");
        assertEquals(
                "2026-09-14T02:00:00Z",
                escalation.await(is("duty-opened", "co-dan")).text("dueAt"));
        school.closedOn("2026-09-14");
        Seen moved = escalation.await(is("duty-moved", "co-dan"));
        assertEquals("2026-09-15T02:00:00Z", moved.text("dueAt"));
        assertEquals("CALENDAR", moved.text("reason"));
    }

    private static ValidatableResponse contact(String school, String person, Seen owed) {
        String role = person.equals("p-office") ? "academic-office" : "class-teacher";
        return Tokens.as(Tokens.ofSchool(role, person, school))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", owed.text("duty") + "-contact")
                .body(Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED"))
                .post("/v1/duties/" + owed.text("duty") + "/evidence")
                .then();
    }

    private static ValidatableResponse explained(String school, String student, String date) {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-office", school))
                .get("/v1/students/" + student + "/explanation?date=" + date)
                .then()
                .statusCode(200);
    }

    private static String rule(String field) {
        return "rules.find { it.rule == 'contact-about-concern' }." + field;
    }

    private static void raises(School school, String student, String concern, String time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("concern", concern);
        event.put("student", student);
        event.put("school", school.code());
        event.put("place", "530113001");
        event.put("homePlace", "530113104");
        event.put("class", school.classOf("1"));
        event.put("kind", "NO_GUARDIAN");
        event.put("raisedBy", "p-teacher-co1");
        event.put("acceptedAt", School.at(time));
        school.attendance("concern-raised", event);
    }

    private static void withdraws(School school, String student, String concern, String time) {
        school.attendance(
                "concern-withdrawn",
                Map.of(
                        "concern", concern,
                        "student", student,
                        "school", school.code(),
                        "class", school.classOf("1"),
                        "acceptedAt", School.at(time)));
    }

    private static School school(String code) {
        School school = School.open(code);
        awaitPosts(code, 2);
        return school;
    }

    private static void awaitPosts(String scope, int posts) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) = :posts from post where scope = :scope")
                        .bind("scope", scope)
                        .bind("posts", posts)
                        .mapTo(Boolean.class)
                        .one()));
    }

    private static Predicate<Seen> is(String name, String student) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && body(seen).path("rule").asText().equals("contact-about-concern")
                && body(seen).path("student").asText().equals(student);
    }
}
