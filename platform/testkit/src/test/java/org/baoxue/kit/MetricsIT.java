package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** What an operator is alarmed by has the value that it should have. */
@QuarkusTest
@WithTestResource(Platform.class)
class MetricsIT {

    private static final String TOPIC = "baoxue.test.v1";
    private static final String TYPE = "org.baoxue.test.entry.v1";

    @Inject
    Backlog backlog;

    @Inject
    Alarms alarms;

    @Inject
    SuiteClock clock;

    @Test
    void whatIsPausedUnreadHeldAndOverdueIsCounted() {
        await().until(backlog::isRead);
        becomes("baoxue_inbox_lag{channel=\"ledger\"", 0);
        becomes("baoxue_inbox_connected{channel=\"ledger\"", 1);
        becomes("baoxue_due_held", 0);
        Tokens.as(Tokens.of("operator"))
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "to be measured"))
                .put("/v1/consumption/ledger/pause")
                .then()
                .statusCode(200);
        try {
            for (int worth = 1; worth <= 3; worth++) {
                EventProbe.publish(TOPIC, "measured", TYPE, Map.of("worth", worth));
            }
            alarms.set("measured", clock.now().minusSeconds(600));
            becomes("baoxue_inbox_paused{channel=\"ledger\"", 1);
            becomes("baoxue_inbox_lag{channel=\"ledger\"", 3);
            becomes("baoxue_due_held", 1);
            becomes("baoxue_overdue{work=\"alarms\"", 1);
            assertThat(value("baoxue_overdue_oldest_seconds{work=\"alarms\"")).isBetween(599d, 900d);
        } finally {
            Tokens.as(Tokens.of("operator")).delete("/v1/consumption/ledger/pause");
        }
        becomes("baoxue_inbox_paused{channel=\"ledger\"", 0);
        becomes("baoxue_inbox_lag{channel=\"ledger\"", 0);
        becomes("baoxue_overdue{work=\"alarms\"", 0);
        becomes("baoxue_overdue_oldest_seconds{work=\"alarms\"", 0);
    }

    @Test
    void parkedRecordsAreCountedUntilTheyAreSettled() {
        await().until(() -> value("baoxue_dead_letters{channel=\"ledger\"") >= 0);
        double before = value("baoxue_dead_letters{channel=\"ledger\"");
        EventProbe.publish(TOPIC, "counted", TYPE, Map.of("worth", 1000));
        becomes("baoxue_dead_letters{channel=\"ledger\"", before + 1);
        Tokens.as(Tokens.of("operator"))
                .contentType(ContentType.JSON)
                .body(Map.of("topic", TOPIC, "key", "counted", "action", "GIVE_UP", "reason", "made by a test"))
                .post("/v1/dead-letters/resolutions")
                .then()
                .statusCode(200);
        becomes("baoxue_dead_letters{channel=\"ledger\"", before);
    }

    @Test
    void aTransactionThatWritesForLongIsSeenAndSoIsWhatWaitsForTheRelay() {
        Superuser.jdbi().useTransaction(handle -> {
            // the relay cannot take its row, so what is written waits
            handle.execute("select * from outbox_relay for update");
            handle.execute("select pg_current_xact_id()");
            Superuser.jdbi().useHandle(other -> other.execute("""
                    insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)
                    values (gen_random_uuid(), 'baoxue.test.v1', 'waits', 'org.baoxue.test.none.v1', '{}',
                        baoxue_now() - interval '90 seconds')
                    """));
            becomes("baoxue_outbox_pending", 1);
            assertThat(value("baoxue_outbox_oldest_pending_seconds")).isBetween(90d, 200d);
            await().atMost(Duration.ofSeconds(30)).until(() -> value("baoxue_outbox_horizon_seconds") > 3);
        });
        becomes("baoxue_outbox_pending", 0);
        becomes("baoxue_outbox_oldest_pending_seconds", 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> value("baoxue_outbox_horizon_seconds") < 3);
    }

    private static void becomes(String metric, double wanted) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(value(metric)).as(metric).isEqualTo(wanted));
    }

    /** The value of the one line that begins so. */
    private static double value(String metric) {
        var lines = RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric))
                .toList();
        assertThat(lines).as(metric).hasSize(1);
        return Double.parseDouble(lines.getFirst().substring(lines.getFirst().lastIndexOf(' ')));
    }
}
