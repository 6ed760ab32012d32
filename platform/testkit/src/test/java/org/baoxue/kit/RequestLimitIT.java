package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Who asks too often hears when to come again, and keeps nobody else out. */
@QuarkusTest
@WithTestResource(Platform.class)
@TestProfile(RequestLimitIT.OneASecond.class)
class RequestLimitIT {

    private static final int MORE_THAN_SAVED = 200;

    public static class OneASecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("baoxue.http.requests-per-second", "1");
        }
    }

    @Test
    void a_caller_beyond_the_limit_waits_and_nobody_else() {
        var refused = Stream.generate(() -> asks("hasty"))
                .limit(MORE_THAN_SAVED)
                .filter(answer -> answer.extract().statusCode() == 429)
                .findFirst()
                .orElseThrow();
        refused.header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:baoxue:problem:too-many-requests"))
                .body("detail", containsString("1 requests a second"));
        assertThat(asks("calm").extract().statusCode()).isEqualTo(400);
        await().untilAsserted(
                        () -> assertThat(asks("hasty").extract().statusCode()).isEqualTo(400));
    }

    private static ValidatableResponse asks(String person) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + Tokens.ofPlace("operator", person, "53"))
                .contentType("application/json")
                .body("{}")
                .post("/test/trouble/told")
                .then();
    }
}
