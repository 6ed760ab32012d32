package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller hears while the store turns everybody away: come again, and nothing of the inside. */
@QuarkusTest
@WithTestResource(Platform.class)
class OutageIT {

    @AfterEach
    void the_store_is_back() {
        Superuser.jdbi().useHandle(handle -> handle.execute("alter role kit connection limit -1"));
    }

    @Test
    void while_the_store_is_away_a_caller_is_told_to_come_again() {
        operator().get("/v1/clock").then().statusCode(200);
        storeTurnsEverybodyAway();
        comeAgain(operator().get("/v1/clock").then());
        comeAgain(operator().get("/v1/standing").then());
        comeAgain(operator()
                .contentType(ContentType.JSON)
                .body("{\"now\":\"2026-10-12T00:05:00Z\"}")
                .put("/v1/clock")
                .then());
        the_store_is_back();
        // a connection that was ended while it lay idle is found out by who takes it
        Awaitility.await().until(() -> operator().get("/v1/clock").statusCode() == 200);
    }

    @Test
    void a_transaction_that_loses_its_connection_is_to_be_sent_again() {
        comeAgain(operator().post("/test/trouble/lost-connection").then());
    }

    @Test
    void what_is_broken_is_an_incident_without_a_word_of_the_inside() {
        var answer = operator().post("/test/trouble/broken").then();
        answer.statusCode(500)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:baoxue:problem:internal-error"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
        assertThat(answer.extract().header("Retry-After")).isNull();
    }

    private static void storeTurnsEverybodyAway() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("alter role kit connection limit 0");
            handle.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kit'");
        });
    }

    private static RequestSpecification operator() {
        return RestAssured.given().header("Authorization", "Bearer " + Tokens.of("operator"));
    }

    private static void comeAgain(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", "5")
                .body("type", equalTo("urn:baoxue:problem:not-available"))
                .body("status", equalTo(503));
    }
}
