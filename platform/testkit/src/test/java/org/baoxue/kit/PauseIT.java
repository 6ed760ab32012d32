package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator pauses intake: nothing comes in, nothing is decided on what is unread, and everybody can see who did it and why. */
@QuarkusTest
@WithTestResource(Platform.class)
class PauseIT {

    private static final String TOPIC = "baoxue.test.v1";
    private static final String TYPE = "org.baoxue.test.entry.v1";
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Inject
    Backlog backlog;

    @Inject
    Alarms alarms;

    @Inject
    SuiteClock clock;

    @AfterEach
    void intake_goes_on() {
        operator().delete("/v1/consumption/ledger/pause").then().statusCode(200).body("state", equalTo("READING"));
        await().until(backlog::isRead);
    }

    @Test
    void whatComesWhileIntakeIsPausedIsTakenInAfterIt() {
        pause("a bad release upstream").statusCode(200).body("state", equalTo("PAUSED"));
        EventProbe.publish(TOPIC, "paused", TYPE, Map.of("worth", 1));
        EventProbe.publish(TOPIC, "paused", TYPE, Map.of("worth", 2));
        await().during(A_WHILE).until(() -> entries("paused") == 0);

        operator().delete("/v1/consumption/ledger/pause").then().statusCode(200);
        await().until(() -> entries("paused") == 2);
    }

    @Test
    void nothingIsDecidedOnWhatIsUnread() {
        await().until(backlog::isRead);
        pause("before a restore").statusCode(200);
        EventProbe.publish(TOPIC, "unread", TYPE, Map.of("worth", 3));
        alarms.set("while paused", clock.now().minusSeconds(60));
        await().during(A_WHILE).until(() -> alarms.millisLate("while paused").isEmpty() && !backlog.isRead());

        operator().delete("/v1/consumption/ledger/pause").then().statusCode(200);
        await().until(() -> alarms.millisLate("while paused").isPresent());
        assertThat(entries("unread")).isEqualTo(1);
    }

    @Test
    void aPauseOfAnotherNodeHoldsHereToo() {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into inbox_pause values (?, 'p-other', 'on another node', now())", TOPIC));
        EventProbe.publish(TOPIC, "elsewhere", TYPE, Map.of("worth", 4));
        await().until(() -> !backlog.isRead());
        await().during(A_WHILE).until(() -> entries("elsewhere") == 0);
        pause("too late to be the first")
                .body("pausedBy", equalTo("p-other"))
                .body("reason", equalTo("on another node"));
    }

    @Test
    void aPauseOfWhatNobodyListensToAnyMoreHoldsNothingUp() {
        await().until(backlog::isRead);
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into inbox_pause values ('baoxue.gone.v1', 'p-other', 'of a version before', now())"));
        try {
            await().during(A_WHILE).until(backlog::isRead);
        } finally {
            Superuser.jdbi()
                    .useHandle(handle -> handle.execute("delete from inbox_pause where topic = 'baoxue.gone.v1'"));
        }
    }

    @Test
    void whoPausedItAndWhyIsSeenAndItIsNotDown() {
        pause("a bad release upstream").statusCode(200).body("pausedBy", equalTo("operator"));
        EventProbe.publish(TOPIC, "seen", TYPE, Map.of("worth", 5));
        operator()
                .get("/v1/consumption")
                .then()
                .statusCode(200)
                .body("find { it.channel == 'ledger' }.state", equalTo("PAUSED"))
                .body("find { it.channel == 'ledger' }.reason", equalTo("a bad release upstream"));
        await().untilAsserted(() -> operator().get("/v1/consumption").then().body("lag", hasItem(1)));
        operator().get("/v1/standing").then().body("paused.by", hasItem("operator"));
        RestAssured.get("/q/health/group/consumers")
                .then()
                .statusCode(200)
                .body("checks[0].data.ledger", equalTo("paused"));
        assertThat(audited("a bad release upstream")).isPositive();
    }

    @Test
    void aPauseNeedsAReasonAndAChannel() {
        pause(" ").statusCode(400);
        operator()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "no such channel"))
                .put("/v1/consumption/none/pause")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:baoxue:problem:not-found"));
        operator().delete("/v1/consumption/none/pause").then().statusCode(404);
    }

    private static ValidatableResponse pause(String reason) {
        return operator()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .put("/v1/consumption/ledger/pause")
                .then();
    }

    private static RequestSpecification operator() {
        return Tokens.as(Tokens.of("operator"));
    }

    private static int audited(String reason) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from operation_audit where operation = 'pauseConsumption'"
                                + " and subject = 'ledger' and reason = :reason")
                .bind("reason", reason)
                .mapTo(Integer.class)
                .one());
    }

    private static int entries(String key) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("select count(*) from ledger where key = :key")
                .bind("key", key)
                .mapTo(Integer.class)
                .one());
    }
}
