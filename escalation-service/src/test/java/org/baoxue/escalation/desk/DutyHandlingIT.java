package org.baoxue.escalation.desk;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.baoxue.escalation.School;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people record of a duty, in their own words and to the minute, and how they hand it to each other. */
@QuarkusTest
@WithTestResource(Platform.class)
class DutyHandlingIT {
    private final String code = "S-hand-" + UUID.randomUUID();
    private final String child = "hand-" + UUID.randomUUID();
    private EventProbe escalation = EventProbe.of("baoxue.escalation.v1");
    private Seen contact = new Seen("", "", "", null, Map.of());

    @BeforeEach
    void aChildIsMissing() {
        Hand.puts(School.at("2026-09-16 07:00"));
        School school = School.open(code);
        await().atMost(Duration.ofSeconds(20)).until(() -> posts() == 2);
        school.holds("class-teacher", code + "-1", "p-teacher").enrols("1", child);
        await().atMost(Duration.ofSeconds(20)).until(() -> posts() == 3);
        school.calls(school.rollCall("1", "2026-09-16 08:05", 3, List.of(child)));
        Hand.puts(School.at("2026-09-16 08:06"));
        contact = escalation.await(is("duty-opened", "contact-guardian"));
    }

    @AfterEach
    void whatWasPublishedFitsItsSchemaAndNamesNobody() {
        ContractCheck contracts = ContractCheck.of(Path.of("contracts"));
        for (Seen seen : escalation.all()) {
            assertEquals(List.of(), contracts.faults(seen.type(), String.valueOf(seen.body())));
            assertFalse(String.valueOf(seen.body()).contains("grandmother"), "a person's words");
        }
        escalation.close();
    }

    @Test
    void a_post_is_held_from_the_midnight_of_the_schools_own_day() {
        Hand.puts(School.at("2026-09-17 07:00")); // still the day before in UTC
        School.named(code).holds("class-teacher", code + "-1", "p-next", "2026-09-17");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Tokens.as(Tokens.ofSchool("class-teacher", "p-next", code))
                        .get("/v1/duties?owner=mine&rule=contact-guardian")
                        .then()
                        .statusCode(200)
                        .body("items.student", contains(child)));
    }

    @Test
    void a_contact_record_says_who_was_reached_how_and_when_and_only_how_and_when_travel() {
        Hand.puts(School.at("2026-09-16 08:50"));
        evidence(
                        "class-teacher",
                        contact,
                        Map.of(
                                "kind", "CONTACT_ATTEMPT",
                                "outcome", "REACHED",
                                "how", "PHONE",
                                "whom", "the grandmother",
                                "note", "the grandmother says the child is at the bus",
                                "at", School.at("2026-09-16 08:20").toString()))
                .statusCode(200)
                .body("meaning", equalTo("ENDED"));
        Seen done = escalation.await(is("duty-done", "contact-guardian"));
        assertEquals(School.at("2026-09-16 08:20").toString(), done.text("at"));
        assertEquals("PHONE", body(done).path("evidence").path("how").asText());
        read(contact)
                .body("evidence[0].whom", equalTo("the grandmother"))
                .body("evidence[0].at", equalTo(School.at("2026-09-16 08:20").toString()))
                .body("evidence[0].recordedAt", not(nullValue()))
                .body("endedAt", equalTo(School.at("2026-09-16 08:20").toString()));
    }

    @Test
    void what_is_entered_after_a_lapse_is_kept_with_its_time_and_the_lapse_stands() {
        Hand.puts(School.at("2026-09-16 09:20"));
        escalation.await(is("duty-lapsed", "contact-guardian"));
        evidence(
                        "class-teacher",
                        contact,
                        Map.of(
                                "kind",
                                "CONTACT_ATTEMPT",
                                "outcome",
                                "REACHED",
                                "at",
                                School.at("2026-09-16 08:30").toString()))
                .statusCode(200)
                .body("meaning", equalTo("NOTED"))
                .body("state", equalTo("LAPSED"));
        assertEquals(
                School.at("2026-09-16 08:30").toString(),
                escalation.await(is("duty-evidence", "contact-guardian")).text("at"));
    }

    @Test
    void what_does_not_belong_to_the_kind_or_the_time_is_pointed_at() {
        Hand.puts(School.at("2026-09-16 08:30"));
        String before = School.at("2026-09-16 06:59").toString();
        String after = School.at("2026-09-16 08:31").toString();
        points("/at", Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED", "at", before));
        points("/at", Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED", "at", after));
        points("/how", Map.of("kind", "NOTE", "how", "PHONE"));
        points("/whom", Map.of("kind", "CONTACT_ATTEMPT", "outcome", "NOT_REACHED", "whom", "the grandmother"));
        points("/visitors", Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED", "visitors", "two teachers"));
        points("/reportNumber", Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED", "reportNumber", "1"));
    }

    @Test
    void an_open_duty_becomes_another_posts_once_with_a_reason_and_by_the_same_time() {
        Map<String, Object> wanted = Map.of("owner", owner("principal", code), "reason", "the grandmother is ill");
        for (int i = 0; i < 2; i++) {
            assign("academic-office", contact, "once", wanted)
                    .statusCode(200)
                    .body("owner.post", equalTo("principal"))
                    .body("dueAt", equalTo(contact.text("dueAt")));
        }
        Seen moved = escalation.await(is("duty-moved", "contact-guardian"));
        assertEquals("REASSIGNED", moved.text("reason"));
        assertEquals("p-academic-office", moved.text("by"));
        var payload = body(moved);
        assertEquals("class-teacher", payload.path("formerOwner").path("post").asText());
        assertEquals(1, payload.path("tell").size());
        assertEquals(
                "principal",
                payload.path("tell").path(0).path("audience").path("post").asText());
        read(contact)
                .body("owner.post", equalTo("principal"))
                .body("assignments.size()", equalTo(1))
                .body("assignments[0].from.post", equalTo("class-teacher"))
                .body("assignments[0].by", equalTo("p-academic-office"))
                .body("assignments[0].reason", equalTo("the grandmother is ill"));
        Tokens.as(Tokens.ofSchool("principal", "p-principal", code))
                .get("/v1/duties?owner=mine&state=OPEN")
                .then()
                .statusCode(200)
                .body("items.duty", hasItem(contact.text("duty")));
        Tokens.as(Tokens.ofSchool("class-teacher", "p-teacher", code))
                .get("/v1/duties?owner=mine&state=OPEN")
                .then()
                .statusCode(200)
                .body("items.duty", not(hasItem(contact.text("duty"))));

        Hand.puts(School.at("2026-09-16 09:06"));
        Seen lapsed = escalation.await(is("duty-lapsed", "contact-guardian"));
        assertEquals("principal", body(lapsed).path("owner").path("post").asText());
        assign("principal", contact, "late", Map.of("owner", owner("academic-office", code), "reason", "too late"))
                .statusCode(409);
    }

    @Test
    void nobody_outside_the_school_nobody_who_cannot_end_it_and_never_without_a_reason() {
        Seen verification = escalation.await(is("duty-opened", "verify-same-day"));
        refuses(contact, owner("township-officer", "530113001"), "/owner");
        refuses(contact, owner("principal", "S-other"), "/owner");
        refuses(contact, owner("class-teacher", code + "-2"), "/owner");
        refuses(verification, owner("class-teacher", code + "-1"), "/owner/post");
        assign("principal", contact, "why", Map.of("owner", owner("principal", code), "reason", " "))
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
        assign("class-teacher", contact, "who", Map.of("owner", owner("principal", code), "reason", "busy"))
                .statusCode(403);
        Tokens.as(Tokens.ofSchool("principal", "p-x", "S-other"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "foreign")
                .body(Map.of("owner", owner("principal", code), "reason", "busy"))
                .post("/v1/duties/" + contact.text("duty") + "/assignments")
                .then()
                .statusCode(404);
        read(contact).body("owner.post", equalTo("class-teacher"));
    }

    private void refuses(Seen duty, Map<String, String> owner, String pointer) {
        assign("academic-office", duty, UUID.randomUUID().toString(), Map.of("owner", owner, "reason", "busy"))
                .statusCode(422)
                .body("errors.pointer", contains(pointer));
    }

    private void points(String pointer, Map<String, Object> body) {
        evidence("academic-office", contact, body).statusCode(422).body("errors.pointer", contains(pointer));
    }

    private ValidatableResponse assign(String role, Seen duty, String key, Map<String, Object> body) {
        return Tokens.as(Tokens.ofSchool(role, "p-" + role, code))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/duties/" + duty.text("duty") + "/assignments")
                .then();
    }

    private ValidatableResponse evidence(String role, Seen duty, Map<String, Object> body) {
        String person = role.equals("class-teacher") ? "p-teacher" : "p-office";
        return Tokens.as(Tokens.ofSchool(role, person, code))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(body)
                .post("/v1/duties/" + duty.text("duty") + "/evidence")
                .then();
    }

    private ValidatableResponse read(Seen duty) {
        return Tokens.as(Tokens.ofSchool("principal", "p-principal", code))
                .get("/v1/duties/" + duty.text("duty"))
                .then()
                .statusCode(200)
                .body("class", equalTo(code + "-1"));
    }

    private static Map<String, String> owner(String post, String scope) {
        return Map.of("post", post, "scope", scope);
    }

    private int posts() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from post where scope in (:code, :code || '-1')")
                .bind("code", code)
                .mapTo(Integer.class)
                .one());
    }

    private static JsonNode body(Seen seen) {
        return Objects.requireNonNull(seen.body());
    }

    private Predicate<Seen> is(String name, String rule) {
        return seen -> seen.type().endsWith(name + ".v1")
                && rule.equals(seen.text("rule"))
                && child.equals(seen.text("student"));
    }
}
