package org.baoxue.escalation.desk;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.baoxue.escalation.School;
import org.baoxue.escalation.explanation.Explainer;
import org.baoxue.escalation.explanation.Explanation;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every rule says why, fired or not, and says the same again however much is known since. */
@QuarkusTest
@WithTestResource(Platform.class)
class ExplanationIT {
    private static final String DAY_3 = "2026-10-14";

    private final String code = "S-why-" + UUID.randomUUID();
    private final String child = "why-" + UUID.randomUUID();
    private final EventProbe escalation = EventProbe.of("baoxue.escalation.v1");

    @AfterEach
    void stopListening() {
        escalation.close();
    }

    @Test
    void what_was_known_then_is_told_again_letter_by_letter_after_everything_has_changed() {
        School school = missingForThreeDays();
        Instant asOf = Hand.now();
        String told = explanation(DAY_3, asOf).asString();
        JsonPath before = new JsonPath(told);
        assertEquals("FIRED", before.getString(rule("suspected-dropout") + ".state"));
        assertEquals(3, before.getInt(rule("suspected-dropout") + ".counted"));
        assertEquals("TOO_FEW_DAYS", before.getString(rule("formal-report") + ".because"));
        assertEquals(7, before.getInt(rule("formal-report") + ".needed"));
        assertTrue(before.getString(rule("suspected-dropout") + ".zh").contains("共计缺勤3天"));
        assertTrue(before.getString(rule("suspected-dropout") + ".en").contains("2026-10-14 15:00"), told);

        Hand.puts(School.at("2026-10-14 16:00"));
        evidence();
        school.closedOn("2026-10-12");
        school.calls(school.rollCall("1", "2026-10-13 08:05", 2, List.of(child), List.of(), List.of()));
        escalation.await(is("rule-withdrawn", "suspected-dropout"));
        school.forgetsItsCalendar();
        Hand.puts(School.at("2026-10-15 09:00"));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        count("select count(*) from as_it_was where kind = 'calendar'" + " and id = '" + code + "'")
                                > 0);
        assertEquals(told, explanation(DAY_3, asOf).asString());
        assertNotEquals(told, explanation(DAY_3, Hand.now()).asString());

        Explanation read = Json.read(told, Explanation.class);
        assertEquals(Json.write(read), Json.write(Explainer.explain(read.basis())), "from nothing but what it carries");
    }

    @Test
    void every_rule_says_why_also_of_a_child_that_was_in_school_and_of_one_not_known() {
        missingForThreeDays();
        String here = code + "-1-present-0";
        Hand.puts(School.at("2026-10-14 16:00"));
        School school = School.named(code);
        school.enrols("1", here);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from child where student = '" + here + "'") == 1);
        Response told = office().get("/v1/students/" + here + "/explanation?date=" + DAY_3);
        told.then().statusCode(200).body("spells.size()", equalTo(0));
        JsonPath json = told.jsonPath();
        assertEquals(
                Policies.shipped().rules().stream()
                        .map(rule -> rule.id())
                        .sorted()
                        .toList(),
                json.<String>getList("rules.rule").stream().sorted().toList());
        assertEquals("IN_SCHOOL", json.getString("rules.find { it.rule == 'home-visit' }.because"));
        office().get("/v1/students/" + here + "/explanation?date=2026-10-11")
                .then()
                .body("rules.find { it.rule == 'submit-attendance' }.because", equalTo("NO_SCHOOL_DAY"));
        assertEquals(
                "LAPSED",
                office().get("/v1/students/" + child + "/explanation?date=" + DAY_3)
                        .jsonPath()
                        .getString("spells[0].rules.find { it.rule == 'contact-guardian' }.because"));
    }

    @Test
    void what_is_still_to_come_is_not_known() {
        missingForThreeDays();
        Instant later = Hand.now().plus(Duration.ofMinutes(5));
        explanation(DAY_3, later).then().statusCode(400).body("errors.pointer", contains("query:asOf"));
        office().get("/v1/students/" + child + "/explanation?date=" + DAY_3 + "&asOf=yesterday")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query:asOf"));
        explanation(DAY_3, School.at("2026-10-01 08:00")).then().statusCode(404);
    }

    private School missingForThreeDays() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = School.open(code);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from post where scope = '" + code + "'") == 2);
        school.enrols("1", child);
        for (String day : List.of("2026-10-12", "2026-10-13", DAY_3)) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 3, List.of(child)));
            escalation.await(seen -> is("duty-opened", "contact-guardian").test(seen)
                    && seen.text("date").equals(day));
        }
        Hand.puts(School.at(DAY_3 + " 15:00"));
        school.closesDay(DAY_3);
        escalation.await(is("rule-fired", "suspected-dropout"));
        escalation.await(is("duty-opened", "home-visit"));
        escalation.await(is("duty-lapsed", "report-absence-list"));
        return school;
    }

    private void evidence() {
        Seen visit = escalation.await(is("duty-opened", "home-visit"));
        Tokens.as(Tokens.ofSchool("principal", "p-principal", code))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "visit")
                .body(Map.of("kind", "VISIT", "whom", "the father"))
                .post("/v1/duties/" + visit.text("duty") + "/evidence")
                .then()
                .statusCode(200);
    }

    private Response explanation(String date, Instant asOf) {
        return office().queryParam("date", date)
                .queryParam("asOf", asOf.toString())
                .get("/v1/students/" + child + "/explanation");
    }

    private io.restassured.specification.RequestSpecification office() {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-office", code));
    }

    private static String rule(String rule) {
        return "spells[0].rules.find { it.rule == '" + rule + "' }";
    }

    private Predicate<Seen> is(String name, String rule) {
        return seen -> seen.type().endsWith(name + ".v1")
                && rule.equals(seen.text("rule"))
                && child.equals(seen.text("student"));
    }

    private static int count(String sql) {
        return Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }
}
