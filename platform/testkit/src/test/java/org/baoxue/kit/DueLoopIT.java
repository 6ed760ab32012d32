package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** The poll of these tests is an hour: what rings in time was waited for, not stumbled upon. */
@QuarkusTest
@WithTestResource(Platform.class)
class DueLoopIT {

    @Inject
    Alarms alarms;

    @Inject
    Pairs pairs;

    @Inject
    SuiteClock clock;

    @Test
    void aRowIsWorkedAtItsInstantAndNotBefore() {
        alarms.set("soon", clock.now().plusMillis(700));

        assertThat(lateness("soon")).isBetween(0L, 10_000L);
    }

    @Test
    void aRowThatIsAlreadyDueIsWorkedAfterTheCommitThatWroteIt() {
        alarms.set("past", clock.now().minusSeconds(60));

        assertThat(lateness("past")).isGreaterThanOrEqualTo(60_000);
    }

    @Test
    void aHandOnTheClockWakesWhatItMakesDue() {
        alarms.set("tomorrow", Hand.now().plus(Duration.ofDays(1)));
        assertThat(alarms.millisLate("tomorrow")).isEmpty();

        Hand.passes(Duration.ofDays(1));

        assertThat(lateness("tomorrow")).isGreaterThanOrEqualTo(0);
    }

    /** Of three full batches the first calls the second hand, and the other two are worked beside each other. */
    @Test
    void aSecondHandHelpsWhereABatchIsFull() {
        pairs.due(3);

        Hand.passes(Duration.ofSeconds(1));

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> pairs.met() == 1);
    }

    @Test
    void whatFallsDueNextIsInTheStanding() {
        var next = Hand.now().plus(Duration.ofDays(300));
        alarms.set("far", next);

        Tokens.as(Tokens.of("operator"))
                .get("/v1/standing")
                .then()
                .statusCode(200)
                .body("due.find { it.name == 'alarms' }.next", equalTo(next.toString()))
                .body("due.find { it.name == 'alarms' }.overdue", equalTo(0));
    }

    private long lateness(String name) {
        return Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> alarms.millisLate(name), late -> late.isPresent())
                .orElseThrow();
    }
}
