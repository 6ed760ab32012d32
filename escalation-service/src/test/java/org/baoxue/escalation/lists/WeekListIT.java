package org.baoxue.escalation.lists;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A school's week over real Kafka and PostgreSQL: drafted, signed, told name by name, corrected once. */
@QuarkusTest
@WithTestResource(Platform.class)
class WeekListIT extends EscalationStory {
    @BeforeEach
    void rest() {
        nothingIsDue();
    }

    @Test
    void the_unexcused_of_the_week_are_drafted_signed_told_and_corrected() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-W1").enrols("1", "w-ana", "w-bo");
        enrolled("S-W1", 2);
        Hand.puts(School.at("2026-11-12 08:06"));
        school.calls(school.rollCall("1", "2026-11-12 08:05", 1, List.of("w-bo"), List.of(), List.of("w-ana")));
        escalation.await(is("duty-opened", "contact-guardian", "S-W1"));
        Hand.puts(School.at("2026-11-13 15:30"));
        Seen draft = escalation.await(is("duty-opened", "weekly-list", "S-W1"));
        assertEquals("2026-11-16T04:00:00Z", draft.text("dueAt"));
        Seen listed = escalation.await(is("week-listed", "weekly-list", "S-W1"));
        assertEquals(
                "w-ana", body(listed).path("students").path(0).path("student").asText());
        assertEquals(
                404,
                students(draft, Tokens.ofPlace("township-officer", "p-t", "530113001"))
                        .statusCode());
        Response own = students(draft, Tokens.ofSchool("principal", "p-principal", "S-W1"));
        assertEquals(List.of("w-ana"), own.jsonPath().getList("student"));

        Tokens.as(Tokens.ofSchool("principal", "p-principal", "S-W1"))
                .get("/v1/students/w-ana/explanation?date=2026-11-13")
                .then()
                .statusCode(200)
                .body("rules.find { it.rule == 'weekly-list' }.state", equalTo("OWED"))
                .body("rules.find { it.rule == 'weekly-list' }.en", containsString("2 unexcused school days"))
                .body("rules.find { it.rule == 'watch-list' }.because", equalTo("NOBODY_TO_NAME"));
        sign(draft);
        Seen told = escalation.await(is("telling", "weekly-list", "S-W1"));
        assertEquals("w-ana", told.text("student"));
        assertEquals(
                List.of("township-officer", "county-bureau"),
                List.of(
                        body(told)
                                .path("tell")
                                .path(0)
                                .path("audience")
                                .path("post")
                                .asText(),
                        body(told)
                                .path("tell")
                                .path(1)
                                .path("audience")
                                .path("post")
                                .asText()));
        assertEquals(
                200,
                students(draft, Tokens.ofPlace("township-officer", "p-t", "530113001"))
                        .statusCode());

        school.calls(school.rollCall("1", "2026-11-12 08:05", 2, List.of("w-ana", "w-bo"), List.of(), List.of()));
        escalation.await(seen -> seen.type().equals("org.baoxue.escalation.spell-ended.v1")
                && body(seen).path("student").asText().equals("w-ana"));
        Hand.puts(School.at("2026-11-16 15:30"));
        Seen off = escalation.await(is("rule-withdrawn", "weekly-list", "S-W1"));
        assertEquals(told.text("firing"), off.text("firing"));
    }

    @Test
    void whom_to_watch_reaches_the_office_name_by_name_and_ends_when_it_has_gone_through_the_list() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = School.open("S-W2").enrols("1", "w-cai");
        enrolled("S-W2", 1);
        school.grantsLeave("w-cai", 1, "2026-10-12", "2026-10-30", "2026-10-12 07:30");
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from leave_fact where student = 'w-cai')")
                .mapTo(Boolean.class)
                .one()));
        Hand.puts(School.at("2026-10-16 15:30"));
        Seen list = escalation.await(is("duty-opened", "watch-list", "S-W2"));
        Seen told = escalation.await(is("telling", "watch-list", "S-W2"));
        assertEquals(
                "academic-office",
                body(told).path("tell").path(0).path("audience").path("post").asText());
        assertEquals(
                "a leave of 19 days (2026-10-12 to 2026-10-30)",
                body(told).path("why").path("text").path("en").asText());
        evidence(list, "academic-office", "p-office", "LIST_ACKNOWLEDGED");
        escalation.await(is("duty-done", "watch-list", "S-W2"));
    }

    /** Before the clock is set back: what is looked at late in the day of another test would wait for that day again. */
    static void nothingIsDue() {
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select not exists (select from school where least(week_next_at, term_next_at) <= baoxue_now())")
                .mapTo(Boolean.class)
                .one()));
    }

    static void sign(Seen duty) {
        evidence(duty, "principal", "p-principal", "LIST_SIGNED");
    }

    static void evidence(Seen duty, String role, String person, String kind) {
        Tokens.as(Tokens.ofSchool(role, person, duty.text("school")))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", kind + duty.text("duty"))
                .body(Map.of("kind", kind))
                .post("/v1/duties/" + duty.text("duty") + "/evidence")
                .then()
                .statusCode(200);
    }

    static Response students(Seen duty, String token) {
        return Tokens.as(token).get("/v1/duties/" + duty.text("duty") + "/students");
    }

    static void enrolled(String school, int pupils) {
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                                select (select count(*) from child where school = :code) = :pupils
                                    and exists (select from school where code = :code and class_day_next_at is not null)
                                """)
                .bind("code", school)
                .bind("pupils", pupils)
                .mapTo(Boolean.class)
                .one()));
    }

    static Predicate<Seen> is(String name, String rule, String school) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && rule.equals(body(seen).path("rule").asText())
                && school.equals(body(seen).path("school").asText());
    }
}
