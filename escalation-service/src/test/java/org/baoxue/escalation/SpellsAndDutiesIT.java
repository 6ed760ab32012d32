package org.baoxue.escalation;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.baoxue.kit.web.Cursor;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.OpenApiDrift;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** From the events of a roll call to those of a duty, over real Kafka and PostgreSQL, with a hand on the clock. */
@QuarkusTest
@WithTestResource(Platform.class)
class SpellsAndDutiesIT extends EscalationStory {
    @Test
    void a_child_who_stays_away_is_owed_a_call_then_a_case_and_a_report() {
        Hand.puts(School.at("2026-09-07 07:00"));
        School school = school("S-1");
        school.enrols("1", "ana").calls(school.rollCall("1", "2026-09-07 08:05", 20, List.of("ana")));
        Hand.puts(School.at("2026-09-07 08:06"));
        Seen contact = escalation.await(opened("contact-guardian", "ana"));
        assertEquals("2026-09-07T01:05:00Z", body(contact).path("dueAt").asText());
        assertEquals("AM", contact.text("session"));
        assertEquals("p-teacher", contact.text("by"));

        Hand.puts(School.at("2026-09-07 09:06"));
        Seen lapsed = escalation.await(is("duty-lapsed", "contact-guardian", "ana"));
        assertEquals("class-teacher", body(lapsed).path("owner").path("post").asText());

        for (String day : List.of("2026-09-08", "2026-09-09")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 20, List.of("ana")));
            escalation.await(seen -> opened("contact-guardian", "ana").test(seen)
                    && body(seen).path("date").asText().equals(day));
        }
        Hand.puts(School.at("2026-09-09 15:00"));
        school.closesDay("2026-09-09");
        Seen fired = escalation.await(is("rule-fired", "suspected-dropout", "ana"));
        assertEquals(3, body(fired).path("days").size());
        assertEquals(
                body(fired).path("spell"),
                body(escalation.await(is("telling", "suspected-dropout", "ana")))
                        .path("spell"));
        Seen report = escalation.await(opened("township-report", "ana"));
        assertEquals("2026-09-10T04:00:00Z", body(report).path("dueAt").asText());

        EventProbe.publish(
                "baoxue.case.v1",
                "ana",
                "org.baoxue.case.report-signed.v1",
                Map.of("duty", body(report).path("duty").asText(), "kind", "TOWNSHIP", "signedBy", "p-principal"));
        Seen done = escalation.await(is("duty-done", "township-report", "ana"));
        assertEquals(
                "township-officer",
                body(done).path("tell").path(0).path("audience").path("post").asText());
    }

    @Test
    void evidence_ends_a_duty_once_and_a_correction_is_told() {
        Hand.puts(School.at("2026-09-14 07:00"));
        School school = school("S-2");
        school.holds("class-teacher", "S-2-1", "p-teacher-2").enrols("1", "bo");
        school.calls(school.rollCall("1", "2026-09-14 08:05", 20, List.of("bo")));
        Hand.puts(School.at("2026-09-14 08:06"));
        String duty = body(escalation.await(opened("contact-guardian", "bo")))
                .path("duty")
                .asText();
        String teacher = Tokens.ofSchool("class-teacher", "p-teacher-2", "S-2");
        for (int i = 0; i < 2; i++) {
            Tokens.as(teacher)
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", "bo-call")
                    .body(Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED", "note", "told by telephone"))
                    .post("/v1/duties/" + duty + "/evidence")
                    .then()
                    .statusCode(200)
                    .body("meaning", equalTo("ENDED"));
        }
        Seen reached = escalation.await(is("duty-done", "contact-guardian", "bo"));
        assertEquals("p-teacher-2", reached.text("by"));
        Tokens.as(teacher).get("/v1/duties/" + duty).then().statusCode(200).body("evidence.size()", equalTo(1));
        Tokens.as(teacher)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "bo-visit")
                .body(Map.of("kind", "VISIT"))
                .post("/v1/duties/" + duty + "/evidence")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/kind"));
        Tokens.as(Tokens.ofSchool("academic-office", "p-x", "S-other"))
                .get("/v1/duties/" + duty)
                .then()
                .statusCode(404);

        school.calls(school.rollCall("1", "2026-09-14 08:05", 2, List.of("bo"), List.of(), List.of()));
        escalation.await(is("duty-corrected", "contact-guardian", "bo"));
        Seen cancelled = escalation.await(is("duty-cancelled", "verify-same-day", "bo"));
        assertTrue(body(cancelled).path("tellCorrection").asBoolean());
        Tokens.as(teacher).get("/v1/students/bo/spells").then().statusCode(200).body("state", hasItem("WITHDRAWN"));
    }

    @Test
    void a_roll_call_that_is_posted_again_without_a_child_takes_its_mark_back() {
        Hand.puts(School.at("2026-09-16 07:00"));
        School school = school("S-out");
        school.enrols("1", "dot").calls(school.rollCall("1", "2026-09-16 08:05", 3, List.of("dot")));
        Hand.puts(School.at("2026-09-16 08:06"));
        escalation.await(opened("contact-guardian", "dot"));
        school.calls(school.rollCall("1", "2026-09-16 08:05", 2, List.of("S-out-1-present-0"), List.of(), List.of()));
        escalation.await(is("duty-cancelled", "contact-guardian", "dot"));
    }

    @Test
    void a_closure_declared_after_the_firing_takes_it_back() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = school("S-3");
        school.enrols("1", "cai");
        for (String day : List.of("2026-10-12", "2026-10-13", "2026-10-14")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 3, List.of("cai")));
            escalation.await(seen -> opened("contact-guardian", "cai").test(seen)
                    && body(seen).path("date").asText().equals(day));
        }
        Hand.puts(School.at("2026-10-14 15:00"));
        school.closesDay("2026-10-14");
        escalation.await(is("rule-fired", "suspected-dropout", "cai"));
        Hand.puts(School.at("2026-10-14 17:00"));
        school.closedOn("2026-10-13", "2026-10-14");
        escalation.await(is("rule-withdrawn", "suspected-dropout", "cai"));
        Tokens.as(Tokens.ofPlace("township-officer", "p-officer", "530113001"))
                .get("/v1/students/cai/explanation?date=2026-10-14")
                .then()
                .statusCode(200)
                .body("schoolDay", equalTo(false))
                .body("spells[0].rules.find { it.rule == 'suspected-dropout' }.state", equalTo("WAITING"));
    }

    @Test
    void a_leave_filed_backwards_over_a_case_waits_for_the_principal_and_takes_no_firing_back() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = school("S-6");
        school.enrols("1", "gia");
        for (String day : List.of("2026-10-12", "2026-10-13", "2026-10-14")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 3, List.of("gia")));
            escalation.await(seen -> opened("contact-guardian", "gia").test(seen)
                    && seen.text("date").equals(day));
        }
        Hand.puts(School.at("2026-10-14 15:00"));
        school.closesDay("2026-10-14");
        escalation.await(opened("home-visit", "gia"));
        Hand.puts(School.at("2026-10-15 08:30"));
        school.grantsLeave("gia", 1, "2026-10-12", "2026-10-14", "2026-10-15 08:29");
        Seen asked = escalation.await(opened("approve-leave", "gia"));
        assertEquals("principal", body(asked).path("owner").path("post").asText());
        assertTrue(escalation.all().stream()
                .noneMatch(seen -> seen.type().endsWith("spell-ended.v1")
                        && seen.text("student").equals("gia")));

        decides("academic-office", asked).then().statusCode(403);
        decides("principal", asked).then().statusCode(200).body("meaning", equalTo("ENDED"));
        Seen ended = escalation.await(seen ->
                seen.type().endsWith("spell-ended.v1") && seen.text("student").equals("gia"));
        assertEquals("WITHDRAWN", ended.text("ending"));
        Seen cancelled = escalation.await(is("duty-cancelled", "home-visit", "gia"));
        assertEquals("EXCUSED", cancelled.text("reason"));
        assertTrue(escalation.all().stream().noneMatch(is("rule-withdrawn", "suspected-dropout", "gia")));
    }

    @Test
    void a_mark_found_mistaken_when_nothing_more_was_owed_is_to_be_corrected() {
        Hand.puts(School.at("2026-09-21 07:00"));
        School school = school("S-7");
        school.enrols("1", "ida").calls(school.rollCall("1", "2026-09-21 08:05", 3, List.of("ida")));
        Seen asked = escalation.await(opened("verify-same-day", "ida"));
        Hand.puts(School.at("2026-09-22 08:06"));
        escalation.await(is("duty-lapsed", "verify-same-day", "ida"));
        school.calls(school.rollCall("1", "2026-09-22 08:05", 1, List.of("ida"), List.of(), List.of()));
        escalation.await(seen ->
                seen.type().endsWith("spell-ended.v1") && seen.text("student").equals("ida"));

        Tokens.as(Tokens.ofSchool("academic-office", "p-office", "S-7"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "ida-was-there")
                .body(Map.of("kind", "VERIFICATION", "outcome", "MARKED_BY_MISTAKE"))
                .post("/v1/duties/" + asked.text("duty") + "/evidence")
                .then()
                .statusCode(200);
        Seen correction = escalation.await(opened("correct-attendance", "ida"));
        assertEquals("2026-09-21", correction.text("date"));
    }

    private static Response decides(String role, Seen asked) {
        return Tokens.as(Tokens.ofSchool(role, "p-" + role, "S-6"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", role + "-decides")
                .body(Map.of("kind", "LEAVE_DECISION", "outcome", "APPROVED"))
                .post("/v1/duties/" + asked.text("duty") + "/evidence");
    }

    @Test
    void a_leave_that_is_shortened_uncovers_what_it_covered() {
        Hand.puts(School.at("2026-09-28 07:00"));
        School school = school("S-5");
        school.enrols("1", "eva").grantsLeave("eva", 1, "2026-09-28", "2026-09-29", "2026-09-27 10:00");
        Hand.puts(School.at("2026-09-29 08:06"));
        school.calls(school.rollCall("1", "2026-09-29 08:05", 20, List.of("eva", "fu")));
        escalation.await(opened("contact-guardian", "fu"));
        assertTrue(escalation.all().stream().noneMatch(opened("contact-guardian", "eva")));
        school.grantsLeave("eva", 2, "2026-09-28", "2026-09-28", "2026-09-29 08:30");
        assertEquals(
                "2026-09-29",
                escalation.await(opened("contact-guardian", "eva")).text("date"));
    }

    @Test
    void a_class_that_is_never_marked_lapses_at_the_end_of_the_day() {
        Hand.puts(School.at("2026-09-21 13:00"));
        School school = school("S-4");
        school.enrols("1", "dan");
        await().until(() -> count("select count(*) from child where student = :value", "dan") == 1);
        Hand.puts(School.at("2026-09-21 14:00"));
        Seen owed = escalation.await(seen -> seen.type().endsWith("duty-opened.v1")
                && body(seen).path("class").asText().equals("S-4-1"));
        assertEquals("submit-attendance", body(owed).path("rule").asText());
        Hand.puts(School.at("2026-09-21 15:00"));
        school.closesDay("2026-09-21");
        Seen lapsed = escalation.await(seen -> seen.type().endsWith("duty-lapsed.v1")
                && body(seen).path("class").asText().equals("S-4-1"));
        assertTrue(body(lapsed).path("tell").path(0).path("list").asBoolean());
    }

    @Test
    void the_policy_says_each_clause_and_the_api_is_the_committed_one() {
        Tokens.as(Tokens.of("operator"))
                .get("/v1/policies/530113001?on=2026-09-07")
                .then()
                .statusCode(200)
                .body("values.'contact-guardian.due'.value", equalTo("PT1H after mark"))
                .body("values.'contact-guardian.due'.clause", equalTo("B 三(三)1 及时查验 「1小时之内联系家长或监护人」"))
                .body("values.'contact-guardian.due'.source.place", equalTo(""))
                .body("values.collect { it.value.clause }", everyItem(not(blankOrNullString())));
        OpenApiDrift.check(Path.of("contracts/openapi.yaml"));
    }

    @Test
    void a_signature_in_time_ends_the_duty_however_late_the_word_comes_and_failed_attempts_tell_the_office() {
        Hand.puts(School.at("2026-09-16 07:00"));
        School school = school("S-7");
        school.holds("class-teacher", "S-7-1", "p-teacher-7").enrols("1", "ivo");
        school.calls(school.rollCall("1", "2026-09-16 08:05", 20, List.of("ivo")));
        Hand.puts(School.at("2026-09-16 08:06"));
        Seen list = escalation.await(opened("report-absence-list", "ivo"));
        Seen contact = escalation.await(opened("contact-guardian", "ivo"));
        for (int attempt = 1; attempt <= 2; attempt++) {
            Tokens.as(Tokens.ofSchool("class-teacher", "p-teacher-7", "S-7"))
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", "ivo-" + attempt)
                    .body(Map.of("kind", "CONTACT_ATTEMPT", "outcome", "NOT_REACHED"))
                    .post("/v1/duties/" + contact.text("duty") + "/evidence")
                    .then()
                    .statusCode(200);
        }
        JsonNode told = body(escalation.await(is("duty-moved", "contact-guardian", "ivo")))
                .path("tell")
                .path(0);
        assertEquals("handed-over", told.path("occasion").asText());
        assertEquals("academic-office", told.path("audience").path("post").asText());

        Hand.puts(School.at("2026-09-16 10:05"));
        EventProbe.publish(
                "baoxue.notification.v1",
                "academic-office/S-7",
                "org.baoxue.notification.notice-delivered.v1",
                Map.of(
                        "duty",
                        list.text("duty"),
                        "rule",
                        "report-absence-list",
                        "occasion",
                        "opened",
                        "audience",
                        Map.of("post", "academic-office", "scope", "S-7"),
                        "at",
                        School.at("2026-09-16 10:04").toString()));
        Seen done = escalation.await(is("duty-done", "report-absence-list", "ivo"));
        assertEquals(School.at("2026-09-16 10:04").toString(), done.text("at"));
    }

    @Test
    void a_cursor_that_nobody_gave_is_refused() {
        for (String forged : List.of("x|y", "2026-09-07", "|")) {
            Tokens.as(Tokens.ofSchool("academic-office", "p-x", "S-1"))
                    .queryParam("cursor", Cursor.write(forged))
                    .get("/v1/duties")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("query:cursor"));
        }
    }

    private static School school(String code) {
        School school = School.open(code);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from post where scope = :value", code) == 2);
        return school;
    }

    private static int count(String sql, String value) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(sql)
                .bind("value", value)
                .mapTo(Integer.class)
                .one());
    }

    private static Predicate<Seen> opened(String rule, String student) {
        return is("duty-opened", rule, student);
    }

    private static Predicate<Seen> is(String name, String rule, String student) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && body(seen).path("rule").asText().equals(rule)
                && body(seen).path("student").asText().equals(student);
    }
}
