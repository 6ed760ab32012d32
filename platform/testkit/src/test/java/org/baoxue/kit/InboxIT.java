package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class InboxIT {

    private static final String TOPIC = "baoxue.test.v1";
    private static final String TYPE = "org.baoxue.test.entry.v1";

    @Inject
    Inbox inbox;

    @Inject
    LedgerListener listener;

    @Test
    void anEventPublishedTwiceChangesTheStateOnce() {
        EventProbe.publish(TOPIC, "twice", TYPE, Map.of("worth", 7));
        EventProbe.publish(TOPIC, "twice", TYPE, Map.of("worth", 7));
        EventProbe.publish(TOPIC, "twice", TYPE, Map.of("worth", 8));

        await().untilAsserted(() -> assertThat(worths("twice")).containsExactlyInAnyOrder(7, 8));
    }

    @Test
    void aPoisonRecordIsParkedWithThoseOfItsKeyBehindItAndStopsNobodyElse() {
        EventProbe.publish(TOPIC, "sick", TYPE, Map.of("worth", 1));
        EventProbe.publish(TOPIC, "sick", TYPE, Map.of("worth", 1000));
        EventProbe.publish(TOPIC, "sick", TYPE, Map.of("worth", 2));
        EventProbe.publishRaw(TOPIC, "garbage", Map.of(), "not even json");
        EventProbe.publish(TOPIC, "sound", TYPE, Map.of("worth", 3));

        await().untilAsserted(() -> {
            assertThat(worths("sick")).containsExactly(1);
            assertThat(worths("sound")).containsExactly(3);
            assertThat(parked("sick")).isEqualTo(2);
            assertThat(parked("garbage")).isEqualTo(1);
        });
    }

    @Test
    void anOperatorSeesParkedRecordsWithoutTheirContentAndGivesThemUp() {
        EventProbe.publish(TOPIC, "lost", TYPE, Map.of("worth", 1000));
        await().untilAsserted(() -> assertThat(parked("lost")).isEqualTo(1));
        var operator = Tokens.of("operator");
        Tokens.as(operator).get("/v1/dead-letters").then().statusCode(200).body("items.key", hasItem("lost"));

        resolve(operator, "lost", "REPLAY").statusCode(409);
        resolve(operator, "lost", "GIVE_UP").statusCode(200).body("records", equalTo(1));

        EventProbe.publish(TOPIC, "lost", TYPE, Map.of("worth", 4));
        await().untilAsserted(() -> assertThat(worths("lost")).containsExactly(4));
    }

    @Test
    void whatIsMendedIsWorkedAgainAndWhatComesMeanwhileIsNotLost() {
        EventProbe.publish(TOPIC, "mended", TYPE, Map.of("worth", 1000));
        await().untilAsserted(() -> assertThat(parked("mended")).isEqualTo(1));
        EventProbe.publish(TOPIC, "mended", TYPE, Map.of("worth", 9));
        await().untilAsserted(() -> assertThat(parked("mended")).isEqualTo(2));
        ledgerAllows(2000);
        try {
            resolve(Tokens.of("operator"), "mended", "REPLAY").statusCode(200).body("records", equalTo(2));
            assertThat(worths("mended")).containsExactlyInAnyOrder(1000, 9);
        } finally {
            Superuser.jdbi().useHandle(handle -> handle.execute("delete from ledger where worth > 999"));
            ledgerAllows(999);
        }
    }

    private static void ledgerAllows(int most) {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("alter table ledger drop constraint ledger_worth_check");
            handle.execute("alter table ledger add constraint ledger_worth_check check (worth <= " + most + ")");
        });
    }

    @Test
    void aRecordThatCannotEvenBeKeptAsItIsStopsNobodyElse() {
        EventProbe.publishRaw(TOPIC, "nul\u0000key", Map.of("ce_id", "\u0000", "traceparent", "\u0000"), "{}");
        EventProbe.publish(TOPIC, "behind", TYPE, Map.of("worth", 11));
        await().untilAsserted(() -> assertThat(worths("behind")).containsExactly(11));
        Tokens.as(Tokens.of("operator"))
                .contentType(ContentType.JSON)
                .body(Map.of("topic", TOPIC, "action", "GIVE_UP", "reason", "made by a test"))
                .post("/v1/dead-letters/resolutions")
                .then()
                .statusCode(200)
                .body("records", greaterThan(0));
    }

    private static ValidatableResponse resolve(String operator, String key, String action) {
        return Tokens.as(operator)
                .contentType(ContentType.JSON)
                .body(Map.of("topic", TOPIC, "key", key, "action", action, "reason", "made by a test"))
                .post("/v1/dead-letters/resolutions")
                .then();
    }

    @Test
    void aConsumerThatWakesAfterItsRecordsWereWorkedChangesNothing() {
        EventProbe.publish(TOPIC, "zombie", TYPE, Map.of("worth", 5));
        await().untilAsserted(() -> assertThat(worths("zombie")).containsExactly(5));

        // the frozen consumer still holds a record of an offset below the mark, even with an id that nobody has seen
        inbox.receive(stale("zombie", "{\"worth\":6}"), listener);

        assertThat(worths("zombie")).containsExactly(5);
    }

    private static ConsumerRecords<String, byte[]> stale(String key, String payload) {
        int partition = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select partition from inbox_mark where next_offset > 0 limit 1")
                .mapTo(Integer.class)
                .one());
        var headers = new RecordHeaders();
        headers.add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        headers.add("ce_type", TYPE.getBytes(StandardCharsets.UTF_8));
        var record = new ConsumerRecord<>(
                TOPIC,
                partition,
                0L,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                payload.getBytes(StandardCharsets.UTF_8),
                headers,
                Optional.empty());
        return new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, partition), List.of(record)), Map.of());
    }

    private static List<Integer> worths(String key) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("select worth from ledger where key = :key")
                .bind("key", key)
                .mapTo(Integer.class)
                .list());
    }

    private static int parked(String key) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from dead_letter where record_key = :key")
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one());
    }
}
