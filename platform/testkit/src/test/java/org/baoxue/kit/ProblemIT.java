package org.baoxue.kit;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
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
