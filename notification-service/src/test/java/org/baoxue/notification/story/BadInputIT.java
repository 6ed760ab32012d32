package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Bad input gets a problem document that says where, changes nothing, and is never our failure. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class BadInputIT {

    /** @param pointer empty: the refusal points at nothing in particular */
    private record Bad(String address, String body, int status, String pointer) {}

    private static final String NOWHERE = "/v1/notices/" + UUID.randomUUID();

    private static final List<String> ASKED = List.of(
            "400 query:limit /v1/notices?limit=0",
            "400 query:limit /v1/notices?limit=many",
            "400 query:limit /v1/notices?limit=501",
            "400 query:limit /v1/notices?limit=99999999999999999999",
            "400 query:cursor /v1/notices?cursor=%25%25",
            "400 query:cursor /v1/notices?cursor=eHh4",
            "400 query:state /v1/notices?state=NONSENSE",
            "400 query:school /v1/notices?school=%00",
            "400 query:school /v1/notices?school=' or 1=1 --",
            "400 query:audience /v1/notices?audience=a%00b",
            "400 path:studentId /v1/students/%00/notices",
            "400 query:limit /v1/students/s-1/notices?limit=-1",
            "400 query:cursor /v1/students/s-1/notices?cursor=eHh4",
            "404 path:studentId /v1/students/nobody/notices",
            "404 path:id " + NOWHERE,
            "404 - /v1/notices/no-uuid",
            "400 path:number /v1/reports/%00",
            "404 path:number /v1/reports/none-2026-0001",
            "400 path:number /v1/reports/a%00b/document",
            "404 path:number /v1/reports/none-2026-0001/document");

    private static final List<Bad> RESOLUTIONS = List.of(
            new Bad("/resolution", "{\"finding\":", 400, ""),
            new Bad("/resolution", "[]", 400, ""),
            new Bad("/resolution", "null", 400, ""),
            new Bad("/resolution", "", 400, ""),
            new Bad("/resolution", "{}", 400, "/finding"),
            new Bad("/resolution", "{\"finding\":\"LOST\"}", 400, "/finding"),
            new Bad("/resolution", "{\"finding\":\"DELI\\u0000VERED\"}", 400, "/finding"));

    private static final List<Bad> RECEIPTS = List.of(
            new Bad("/v1/receipts", "{\"status\":", 400, ""),
            new Bad("/v1/receipts", "null", 400, ""),
            new Bad("/v1/receipts", "{\"id\":\"gw\"}", 400, "/status"),
            new Bad("/v1/receipts", "{\"id\":\"gw\",\"status\":\"LOST\"}", 400, "/status"),
            new Bad("/v1/receipts", "{\"id\":\"a\\u0000\",\"status\":\"failed\"}", 400, "/id"),
            new Bad("/v1/receipts", "{\"id\":\"%s\",\"status\":\"failed\"}".formatted("x".repeat(201)), 400, "/id"),
            new Bad("/v1/receipts", "{\"message\":\"no-uuid\",\"status\":\"failed\"}", 400, "/message"),
            new Bad("/v1/receipts", "{\"status\":\"failed\"}", 400, "/id"),
            new Bad("/v1/receipts", "{\"id\":\"nobody-knows\",\"status\":\"failed\"}", 404, "/id"),
            new Bad(
                    "/v1/receipts",
                    "{\"message\":\"%s\",\"status\":\"failed\"}".formatted(UUID.randomUUID()),
                    404,
                    "/message"));

    @Inject
    Sealing sealing;

    @Test
    void whatIsAskedStrangelyIsPointedAt() {
        var principal = Tokens.ofSchool("principal", "p-bad-input", "2153019901");
        for (var line : ASKED) {
            var part = line.split(" ", 3);
            var answer = Tokens.as(principal).urlEncodingEnabled(false).get(part[2].replace(" ", "%20"));
            problem(answer.then(), Integer.parseInt(part[0]), part[1].equals("-") ? "" : part[1]);
        }
    }

    @Test
    void whatIsSentStrangelyIsPointedAtAndChangesNothing() {
        var told = unclear();
        var notice = "/v1/notices/" + School.notice(told.student(), "guardian");
        for (var bad : RESOLUTIONS) {
            problem(sends(told.office(), notice + bad.address(), bad.body()), bad.status(), bad.pointer());
        }
        for (var bad : RECEIPTS) {
            problem(sends(Tokens.of("carrier"), bad.address(), bad.body()), bad.status(), bad.pointer());
        }
        var delivered = "{\"finding\":\"DELIVERED\"}";
        problem(sends(told.office(), NOWHERE + "/resolution", delivered), 404, "path:id");
        problem(sends(told.office(), "/v1/notices/no-uuid/resolution", delivered), 404, "");
        problem(sends(told.office(), NOWHERE + "/acknowledgement", ""), 404, "path:id");
        var withoutKey = Tokens.as(told.office()).contentType(ContentType.JSON).body(delivered);
        problem(withoutKey.post(notice + "/resolution").then(), 400, "header:Idempotency-Key");
        assertEquals(List.of("contact-guardian guardian opened UNCLEAR"), notices(told.student()));
    }

    @Test
    void anotherContentTypeAndABodyWithoutEndAreNotRead() {
        var large = "{\"id\":\"" + "x".repeat(10 * 1024 * 1024) + "\",\"status\":\"failed\"}";
        for (var address : List.of("/v1/receipts", NOWHERE + "/resolution")) {
            var token = address.equals("/v1/receipts")
                    ? Tokens.of("carrier")
                    : Tokens.ofSchool("principal", "p-bad-input", "2153019901");
            problem(
                    Tokens.as(token)
                            .contentType("text/plain")
                            .body("arrived")
                            .post(address)
                            .then(),
                    415,
                    "header:Content-Type");
            problem(sends(token, address, large), 413, "");
        }
    }

    @Test
    void withoutATokenNothingIsSaid() {
        for (var address : List.of("/v1/notices", NOWHERE, "/v1/students/s-1/notices", "/v1/reports/none-2026-0001")) {
            problem(RestAssured.get(address).then(), 401, "header:Authorization");
            problem(
                    RestAssured.given()
                            .header("Authorization", "Bearer nonsense")
                            .get(address)
                            .then(),
                    401,
                    "header:Authorization");
        }
        problem(RestAssured.post(NOWHERE + "/acknowledgement").then(), 401, "header:Authorization");
    }

    @Test
    void whatCanNoLongerBeOpenedIsStillResolvedButNotSentAgain() {
        var told = unclear();
        makeUnopenable(told);
        var notice = "/v1/notices/" + School.notice(told.student(), "guardian") + "/resolution";
        problem(sends(told.office(), notice, "{\"finding\":\"SEND_AGAIN\"}"), 409, "/finding");
        assertEquals(List.of("contact-guardian guardian opened UNCLEAR"), notices(told.student()));

        sends(told.office(), notice, "{\"finding\":\"NOT_DELIVERED\"}").statusCode(204);
        eventually(() -> assertEquals(
                List.of(
                        "contact-guardian class-teacher unreached DELIVERED",
                        "contact-guardian guardian opened FAILED"),
                notices(told.student())));
    }

    @Test
    void aReceiptCountsAlsoWhenTheMessageCanNoLongerBeOpened() {
        var told = unclear();
        makeUnopenable(told);
        var receipt = "{\"message\":\"%s\",\"status\":\"failed\"}".formatted(Told.messageOf(told.student()));
        sends(Tokens.of("carrier"), "/v1/receipts", receipt).statusCode(204);
        eventually(() -> assertEquals(
                List.of(
                        "contact-guardian class-teacher unreached DELIVERED",
                        "contact-guardian guardian opened FAILED"),
                notices(told.student())));
    }

    private Told unclear() {
        var told = Told.by(sealing);
        Phones.answerTooLate(told.phone());
        told.due();
        told.passUntil("UNCLEAR");
        return told;
    }

    private static void makeUnopenable(Told told) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "update message set sealed_order = 'gone:' where id::text = ?",
                        Told.messageOf(told.student())));
    }

    private static ValidatableResponse sends(String token, String address, String body) {
        return Tokens.as(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(address)
                .then();
    }

    private static void problem(ValidatableResponse answer, int status, String pointer) {
        var sent = answer.extract().asString();
        assertEquals(status, answer.extract().statusCode(), sent);
        answer.contentType(startsWith("application/problem+json")).body("status", equalTo(status));
        if (!pointer.isEmpty()) {
            answer.body("errors.pointer", contains(pointer));
        }
    }
}
