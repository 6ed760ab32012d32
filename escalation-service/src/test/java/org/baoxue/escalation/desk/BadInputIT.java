package org.baoxue.escalation.desk;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad input is answered by what is wrong and where, changes nothing, and is never our fault. */
@QuarkusTest
@WithTestResource(Platform.class)
class BadInputIT {
    private final String code = "S-bad-" + UUID.randomUUID();
    private String duty = "";
    private int before;

    @BeforeEach
    void aDuty() {
        Hand.puts(School.at("2026-09-16 07:00"));
        String child = "bad-" + UUID.randomUUID();
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            School school = School.open(code);
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> count("select count(*) from post where scope = '" + code + "'") == 2);
            school.enrols("1", child);
            school.calls(school.rollCall("1", "2026-09-16 08:05", 3, List.of(child)));
            Hand.puts(School.at("2026-09-16 08:06"));
            duty = escalation.await(contact(child)).text("duty");
        }
        before = kept();
    }

    @AfterEach
    void nothingChanged() {
        assertEquals(before, kept());
    }

    @Test
    void broken_json_names_where_it_breaks() {
        problem(sends("{\"kind\": "), 400, "unreadable-body");
        problem(sends("{\"kind\": \"HEARSAY\"}"), 400, "unreadable-body").body("errors.pointer", contains("/kind"));
        problem(sends("{\"kind\": []}"), 400, "unreadable-body").body("errors.pointer", contains("/kind"));
        problem(sends(""), 400, "invalid-request");
        problem(sends("{}"), 400, "kind-missing").body("errors.pointer", contains("/kind"));
    }

    @Test
    void values_that_nobody_keeps_are_pointed_at() {
        points(sends("{\"kind\": \"NOTE\", \"note\": \"a\\u0000\"}"), 400, "/note");
        points(sends("{\"kind\": \"NOTE\", \"note\": \"" + "x".repeat(2001) + "\"}"), 400, "/note");
        points(sends("{\"kind\": \"CONTACT_ATTEMPT\", \"outcome\": \"" + "x".repeat(41) + "\"}"), 400, "/outcome");
        points(sends("{\"kind\": \"CONTACT_ATTEMPT\", \"outcome\": \"SHOUTED\"}"), 422, "/outcome");
        problem(sends("{\"kind\": \"RELEASE\"}"), 422, "evidence-does-not-fit");
    }

    @Test
    void another_content_type_or_ten_megabytes_are_not_read() {
        problem(
                office().contentType("text/plain")
                        .body("called")
                        .post(evidence(duty))
                        .then(),
                415,
                "unsupported-media-type");
        problem(sends("{\"note\": \"" + "x".repeat(10 * 1024 * 1024) + "\"}"), 413, "body-too-large");
    }

    @Test
    void without_a_token_nothing_is_said() {
        for (String path : List.of("/v1/duties", "/v1/duties/" + duty, "/v1/students/x/spells", "/v1/policies/53")) {
            problem(RestAssured.get(path).then(), 401, "no-valid-token");
        }
        problem(
                RestAssured.given()
                        .header("Authorization", "Bearer nonsense")
                        .get("/v1/duties")
                        .then(),
                401,
                "no-valid-token");
    }

    @Test
    void unknown_or_foreign_duties_and_children_are_not_found() {
        problem(office().get("/v1/duties/" + UUID.randomUUID()).then(), 404, "not-found");
        problem(foreign().get("/v1/duties/" + duty).then(), 404, "not-found");
        problem(
                foreign()
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", "foreign")
                        .body("{\"kind\": \"NOTE\", \"note\": \"x\"}")
                        .post(evidence(duty))
                        .then(),
                404,
                "not-found");
        problem(office().get("/v1/students/nobody/explanation?date=2026-09-16").then(), 404, "not-found");
        problem(office().get("/v1/schools/nowhere/policy").then(), 404, "not-found");
    }

    @Test
    void strange_filters_cursors_and_codes_are_named() {
        points(office().get("/v1/duties?limit=0").then(), 400, "query:limit");
        points(office().get("/v1/duties?limit=many").then(), 400, "query:limit");
        points(office().get("/v1/duties?state=ASLEEP").then(), 400, "query:state");
        points(office().get("/v1/duties?owner=a b@c").then(), 400, "query:owner");
        points(office().get("/v1/duties?student=%00").then(), 400, "query:student");
        points(office().get("/v1/duties?rule=' or 1=1 --").then(), 400, "query:rule");
        points(office().get("/v1/duties?date=%2B6000000-01-01").then(), 400, "query:date");
        points(office().get("/v1/duties?cursor=eHh4").then(), 400, "query:cursor");
        points(office().get("/v1/duties/%00").then(), 400, "path:duty");
        points(office().get("/v1/students/%00/spells").then(), 400, "path:student");
        points(office().get("/v1/students/x/explanation").then(), 400, "query:date");
        points(office().get("/v1/students/x/explanation?date=2026-02-30").then(), 400, "query:date");
        points(office().get("/v1/policies/a%20b").then(), 400, "path:place");
        points(office().get("/v1/policies/53?on=%2B999999999-01-01").then(), 400, "query:on");
        points(office().get("/v1/policies/53/never").then(), 400, "path:from");
        points(office().get("/v1/schools/%00/policy").then(), 400, "path:school");
    }

    @Test
    void a_policy_is_refused_where_it_cannot_be_read() {
        problem(policy("{\"values\": "), 400, "unreadable-body");
        points(policy("{}"), 400, "/values");
        points(
                policy("{\"values\": {\"hours.window\": null}}"),
                422,
                "/values/hours.window/clause",
                "/values/hours.window/value");
        points(
                policy("{\"values\": {\"a\\u0000\": {\"value\": \"1\", \"clause\": \"x\"}}}"),
                422,
                "/values/a\u0000/value");
        problem(
                bureau().contentType("text/plain")
                        .body("x")
                        .put("/v1/policies/530999/2100-01-01")
                        .then(),
                415,
                "unsupported-media-type");
        points(
                bureau().contentType(ContentType.JSON)
                        .header("If-Match", "W/\"x\"")
                        .body("{\"values\": {}}")
                        .put("/v1/policies/530999/2100-01-01")
                        .then(),
                400,
                "header:If-Match");
        assertEquals(0, count("select count(*) from policy where place = '530999'"));
    }

    private static ValidatableResponse policy(String body) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into place (code, level) values ('530999', 'COUNTY') on conflict do nothing"));
        return bureau().contentType(ContentType.JSON)
                .body(body)
                .put("/v1/policies/530999/2100-01-01")
                .then();
    }

    private ValidatableResponse sends(String body) {
        return office().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(body)
                .post(evidence(duty))
                .then();
    }

    private static String evidence(String duty) {
        return "/v1/duties/" + duty + "/evidence";
    }

    private RequestSpecification office() {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-office", code));
    }

    private static RequestSpecification foreign() {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-x", "S-82"));
    }

    private static RequestSpecification bureau() {
        return Tokens.as(Tokens.ofPlace("county-bureau", "p-bureau", "530999"));
    }

    private static void points(ValidatableResponse response, int status, String... pointers) {
        response.log()
                .ifError()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("errors.pointer", contains(pointers));
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:baoxue:problem:" + slug));
    }

    private int kept() {
        return count("select count(*) from duty_evidence where duty = '" + duty + "'");
    }

    private static int count(String sql) {
        return Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private static Predicate<Seen> contact(String child) {
        return seen -> seen.type().endsWith("duty-opened.v1")
                && seen.text("rule").equals("contact-guardian")
                && seen.text("student").equals(child);
    }
}
