package org.baoxue.kit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ProblemIT {

    @Test
    void everyRefusalIsAProblemDocument() {
        problem(RestAssured.get("/v1/clock").then(), 401, "no-valid-token");
        problem(
                RestAssured.given()
                        .header("Authorization", "Bearer rubbish")
                        .get("/v1/clock")
                        .then(),
                401,
                "no-valid-token");
        problem(Tokens.as(Tokens.of("principal")).get("/v1/clock").then(), 403, "role-not-allowed");
        problem(operator().get("/v1/nowhere").then(), 404, "not-found");
        problem(operator().delete("/v1/clock").then(), 405, "method-not-allowed");
        problem(
                operator()
                        .contentType(ContentType.XML)
                        .body("<now/>")
                        .put("/v1/clock")
                        .then(),
                415,
                "unsupported-media-type");
        problem(
                operator()
                        .contentType(ContentType.JSON)
                        .body("{")
                        .put("/v1/clock")
                        .then(),
                400,
                "unreadable-body");
        problem(
                operator()
                        .contentType(ContentType.JSON)
                        .body("x".repeat(6_000_000))
                        .put("/v1/clock")
                        .then(),
                413,
                "body-too-large");
    }

    @Test
    void whatAnOperatorMistypesIsRefusedToo() {
        problem(operator().get("/v1/dead-letters?cursor=YWJj").then(), 400, "bad-cursor");
        problem(operator().get("/v1/dead-letters?cursor=AA").then(), 400, "bad-cursor");
        problem(operator().get("/v1/dead-letters?limit=many").then(), 400, "bad-limit");
        for (var body : new String[] {"null", "{}", ""}) {
            problem(
                    operator()
                            .contentType(ContentType.JSON)
                            .body(body)
                            .put("/v1/clock")
                            .then(),
                    400,
                    "invalid-request");
        }
    }

    @Test
    void aContentTypeThatIsNoneIsNotRead() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/clock"))
                .header("Authorization", "Bearer " + Tokens.of("operator"))
                .header("Content-Type", "json")
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            Assertions.assertThat(answer.statusCode()).isEqualTo(415);
            Assertions.assertThat(answer.body()).contains("urn:baoxue:problem:unsupported-media-type");
        }
    }

    @Test
    void aValueThatDoesNotFitIsPointedAt() {
        problem(
                        operator()
                                .contentType(ContentType.JSON)
                                .body("{\"now\":\"noon\"}")
                                .put("/v1/clock")
                                .then(),
                        400,
                        "unreadable-body")
                .body("errors[0].pointer", equalTo("/now"));
    }

    @Test
    void aPointerNamesAFieldAsTheClientWroteIt() {
        told("", "{}", "invalid-request", "/class");
        told("?limit=0", "{\"class\":\"1\"}", "invalid-request", "query:limit");
        told("", "{\"class\":\"1\",\"note\":\"a\\u0000b\"}", "unreadable-body", "/note");
        told("", "{\"class\":\"1\",\"on\":\"+10000-01-01\"}", "unreadable-body", "/on");
        told("", "null", "invalid-request", "");
    }

    private static void told(String query, String body, String slug, String pointer) {
        problem(
                        operator()
                                .contentType(ContentType.JSON)
                                .body(body)
                                .post("/test/trouble/told" + query)
                                .then(),
                        400,
                        slug)
                .body("errors.pointer", equalTo(List.of(pointer)));
    }

    @Test
    void theClockIsSetByHand() {
        Hand.puts(Instant.parse("2026-10-12T00:05:00Z"));
        Assertions.assertThat(Hand.now()).isBetween("2026-10-12T00:05:00Z", "2026-10-12T00:06:00Z");
        Hand.passes(Duration.ofHours(2));
        Assertions.assertThat(Hand.now()).isBetween("2026-10-12T02:05:00Z", "2026-10-12T02:06:00Z");
    }

    @Test
    void theStandingTellsWhatWaits() {
        operator().get("/v1/standing").then().statusCode(200).body("service", equalTo("kit"));
    }

    private static RequestSpecification operator() {
        return Tokens.as(Tokens.of("operator"));
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:baoxue:problem:" + slug))
                .body("status", equalTo(status));
    }
}
