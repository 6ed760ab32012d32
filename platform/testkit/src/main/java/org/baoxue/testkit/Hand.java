package org.baoxue.testkit;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A hand on the clock of the service under test. Time runs on from where it is put. */
public final class Hand {

    private Hand() {}

    public static Instant now() {
        return instant(Tokens.as(Tokens.of("operator"))
                .get("/v1/clock")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath());
    }

    public static void puts(Instant wanted) {
        Tokens.as(Tokens.of("operator"))
                .contentType(ContentType.JSON)
                .body(Map.of("now", wanted.toString()))
                .put("/v1/clock")
                .then()
                .statusCode(200);
    }

    public static void passes(Duration time) {
        puts(now().plus(time));
    }

    private static Instant instant(JsonPath reading) {
        return Instant.parse(reading.getString("now"));
    }
}
