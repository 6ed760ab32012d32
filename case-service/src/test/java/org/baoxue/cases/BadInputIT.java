package org.baoxue.cases;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class BadInputIT {

    private final Heard heard = new Heard();
    private final Pupil ana = Pupil.of(Town.SCHOOL);
    private String id = "";
    private int before;

    @BeforeEach
    void anEntry() {
        Town.exists();
        Hand.puts(Instant.parse("2026-09-10T08:00:00Z"));
        Rules.fires(ana);
        id = heard.caseOf(ana);
        before = lines();
    }

    @AfterEach
    void nothingChanged() {
        heard.close();
        assertEquals(before, lines());
    }

    @Test
    void brokenJsonNamesWhereItBreaks() {
        problem(sends("return", "{\"returnedOn\": "), 400, "unreadable-body");
        problem(sends("return", "{\"returnedOn\": \"tomorrow\"}"), 400, "unreadable-body")
                .body("errors.pointer", contains("/returnedOn"));
        problem(sends("closing", "{\"reason\": \"BORED\"}"), 400, "unreadable-body")
                .body("errors.pointer", contains("/reason"));
        problem(sends("closing", "{}"), 400, "invalid-request").body("errors.pointer", contains("/reason"));
        problem(sends("return", ""), 400, "invalid-request");
    }

    @Test
    void anotherContentTypeIsNotRead() {
        problem(
                Tokens.as(Town.office())
                        .contentType("text/plain")
                        .body("back")
                        .post("/v1/cases/" + id + "/return")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void aBodyOfTenMegabytesIsRefused() {
        var note = "x".repeat(10 * 1024 * 1024);
        problem(sends("return", "{\"returnedOn\": \"" + note + "\"}"), 413, "body-too-large");
    }

    @Test
    void withoutATokenNothingIsSaid() {
        problem(RestAssured.get("/v1/cases/" + id).then(), 401, "no-valid-token");
        problem(
                RestAssured.given()
                        .header("Authorization", "Bearer nonsense")
                        .get("/v1/cases")
                        .then(),
                401,
                "no-valid-token");
    }

    @Test
    void unknownOrForeignEntriesAreNotFound() {
        problem(Desk.of(Town.office()).opens(UUID.randomUUID().toString()), 404, "not-found");
        problem(Desk.of(Town.office()).opens("no-uuid"), 404, "not-found");
        var foreign = Desk.of(Tokens.ofSchool("academic-office", "p-x", Town.FOREIGN));
        problem(foreign.opens(id), 404, "not-found");
        problem(foreign.returns(id, "2026-09-10"), 404, "not-found");
        problem(Desk.of(Town.principal()).reads("none-2026-0001"), 404, "not-found");
    }

    @Test
    void strangeFiltersAndCursorsAreNamed() {
        problem(Desk.of(Town.office()).lists("cursor=%25%25"), 400, "bad-cursor");
        problem(Desk.of(Town.office()).lists("cursor=eHh4"), 400, "bad-cursor");
        problem(Desk.of(Town.office()).listsReports("cursor=eHh4"), 400, "bad-cursor");
        points(Desk.of(Town.office()).lists("limit=0"), "query:limit");
        points(Desk.of(Town.office()).lists("limit=many"), "query:limit");
        points(Desk.of(Town.office()).lists("student=' or 1=1 --"), "query:student");
        points(Desk.of(Town.office()).lists("state=FOO"), "query:state");
        points(Desk.of(Town.office()).lists("open=perhaps"), "query:open");
        points(Desk.of(Town.office()).lists("openedFrom=x"), "query:openedFrom");
        points(Desk.of(Town.office()).lists("openedTo=%2B6000000-01-01"), "query:openedTo");
        points(Desk.of(Town.office()).lists("school=%00"), "query:school");
        points(Desk.of(Town.office()).listsReports("state=FOO"), "query:state");
        points(Desk.of(Town.office()).listsReports("kind=FOO"), "query:kind");
        points(Desk.of(Town.office()).listsReports("case=1"), "query:case");
    }

    @Test
    void whatNoLedgerKeepsIsPointedAt() {
        var visit = """
                {"kind":"HOME_VISIT","on":"2026-09-10","participants":[{"kind":"CLASS_TEACHER"}],"outcome":"NOT_MET",\
                "note":"a%s"}""";
        points(sends("persuasions", visit.formatted("\\u0000")), "/note");
        points(sends("persuasions", visit.replace("2026-09-10", "+99999-09-10").formatted("")), "/on");
        points(
                sends(
                        "persuasions",
                        visit.replace("CLASS_TEACHER\"", "CLASS_TEACHER\",\"person\":\"a b\"")
                                .formatted("")),
                "/participants/0/person");
        points(sends("return", "{\"returnedOn\": \"-0001-01-01\"}"), "/returnedOn");
    }

    private static void points(ValidatableResponse response, String pointer) {
        response.statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("errors.pointer", contains(pointer));
    }

    private ValidatableResponse sends(String act, String body) {
        return Tokens.as(Town.office())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "bad")
                .body(body)
                .post("/v1/cases/" + id + "/" + act)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:baoxue:problem:" + slug));
    }

    private int lines() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from case_history join case_file on id = case_id where student = ?")
                .bind(0, ana.student())
                .mapTo(Integer.class)
                .one());
    }
}
