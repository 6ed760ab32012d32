package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;
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

    @Test
    void theFirstOfAKeyIsGivenUpAndWhatCameBehindIsWorkedInItsOrder() {
        EventProbe.publish(TOPIC, "order", TYPE, Map.of("worth", 1000));
        EventProbe.publish(TOPIC, "order", TYPE, Map.of("worth", 21));
        EventProbe.publish(TOPIC, "order", TYPE, Map.of("worth", 22));
        await().untilAsserted(() -> assertThat(parked("order")).isEqualTo(3));
        var operator = Tokens.as(Tokens.of("operator"));
        var ids = operator.get("/v1/dead-letters?topic=" + TOPIC + "&key=order&limit=2")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("items[1].cause", nullValue())
                .body("next", notNullValue())
                .extract()
                .jsonPath()
                .getList("items.id", Long.class);
        operator.get("/v1/dead-letters/" + ids.getFirst())
                .then()
                .statusCode(200)
                .body("key", equalTo("order"))
                .body("cause", containsString("23514 ledger ledger_worth_check"))
                .body("cause", containsString("LedgerListener.java:"))
                .body("tries", equalTo(0))
                .body(not(containsString("1000")));

        settle("order", "REPLAY", null).statusCode(409);
        operator.get("/v1/dead-letters/" + ids.getFirst()).then().body("tries", equalTo(1));
        settle("order", "GIVE_UP", ids.getFirst())
                .statusCode(200)
                .body("records", equalTo(1))
                .body("left", equalTo(2));
        EventProbe.publish(TOPIC, "order", TYPE, Map.of("worth", 23));
        await().untilAsserted(() -> assertThat(parked("order")).isEqualTo(4));
        settle("order", "REPLAY", null)
                .statusCode(200)
                .body("records", equalTo(3))
                .body("left", equalTo(0));
        settle("order", "REPLAY", null).statusCode(200).body("records", equalTo(0));
        assertThat(worths("order")).containsExactly(21, 22, 23);
        operator.get("/v1/dead-letters/" + ids.getFirst()).then().statusCode(404);
        assertThat(operations("baoxue.test.v1 order"))
                .containsExactly("resolveDeadLetters GIVE_UP 1 operator", "resolveDeadLetters REPLAY 3 operator");
    }

    @Test
    void aReplayStopsAtTheFirstThatFailsAgain() {
        EventProbe.publish(TOPIC, "stops", TYPE, Map.of("worth", 1500));
        EventProbe.publish(TOPIC, "stops", TYPE, Map.of("worth", 31));
        EventProbe.publish(TOPIC, "stops", TYPE, Map.of("worth", 2500));
        EventProbe.publish(TOPIC, "stops", TYPE, Map.of("worth", 32));
        await().untilAsserted(() -> assertThat(parked("stops")).isEqualTo(4));
        ledgerAllows(2000);
        try {
            settle("stops", "REPLAY", null)
                    .statusCode(200)
                    .body("records", equalTo(2))
                    .body("left", equalTo(2));
            assertThat(worths("stops")).containsExactly(1500, 31);
            settle("stops", "GIVE_UP", null).statusCode(200).body("records", equalTo(2));
        } finally {
            Superuser.jdbi().useHandle(handle -> handle.execute("delete from ledger where worth > 999"));
            ledgerAllows(999);
        }
    }

    @Test
    void aLongQueueIsReplayedSomeHundredAtATime() {
        EventProbe.publish(TOPIC, "long", TYPE, Map.of("worth", 1500));
        EventProbe.publish(TOPIC, "long", TYPE, Map.of("worth", 41));
        await().untilAsserted(() -> assertThat(parked("long")).isEqualTo(2));
        settle("long", "GIVE_UP", idsOf("long").getFirst()).statusCode(200).body("records", equalTo(1));
        Superuser.jdbi().useHandle(handle -> handle.execute("""
                insert into dead_letter (topic, partition, record_offset, record_key, event_id, type, headers, payload, reason, parked_at)
                select topic, partition, 1000000 + n, record_key, gen_random_uuid(), type, headers, payload, reason, parked_at
                from dead_letter, generate_series(1, 600) as n where record_key = 'long' and replayed_at is null
                """));
        settle("long", "REPLAY", null)
                .statusCode(200)
                .body("records", equalTo(601))
                .body("left", equalTo(0));
        assertThat(worths("long")).hasSize(601);
        assertThat(operations("baoxue.test.v1 long"))
                .containsExactly(
                        "resolveDeadLetters GIVE_UP 1 operator",
                        "resolveDeadLetters REPLAY 500 operator",
                        "resolveDeadLetters REPLAY 101 operator");
    }

    private static List<Long> idsOf(String key) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select id from dead_letter where record_key = :key order by id")
                .bind("key", key)
                .mapTo(Long.class)
                .list());
    }

    private static ValidatableResponse settle(String key, String action, @Nullable Long upTo) {
        var body = new HashMap<String, Object>(
                Map.of("topic", TOPIC, "key", key, "action", action, "reason", "made by a test"));
        if (upTo != null) {
            body.put("upTo", upTo);
        }
        return Tokens.as(Tokens.of("operator"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/dead-letters/resolutions")
                .then();
    }

    private static List<String> operations(String subject) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select operation || ' ' || records || ' ' || person from operation_audit"
                                + " where subject = :subject order by at")
                .bind("subject", subject)
                .mapTo(String.class)
                .list());
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
