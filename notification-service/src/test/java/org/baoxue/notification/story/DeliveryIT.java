package org.baoxue.notification.story;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Messages on their way, with carriers that are slow, broken or sure of themselves. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class DeliveryIT {

    @Inject
    Sealing sealing;

    private record Told(School school, String student, String phone) {}

    /** Ana's guardian is due to be told. */
    private Told told(String email) {
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜", school.phoneOf(1), email.isEmpty() ? null : email);
        school.isKnown(1);
        return new Told(school, ana, school.phoneOf(1));
    }

    private void due(Told told) {
        Hand.puts(at("08:25"));
        told.school()
                .duty("contact-guardian", told.student(), tell(told.school().guardian(told.student()), "08:25"));
    }

    @Test
    void whoDiesBetweenSendingAndRecordingSendsAgainUnderTheSameKey() {
        var told = told("");
        Phones.deliver(told.phone());
        failToRecord();
        try {
            due(told);
            eventually(() ->
                    assertTrue(Phones.requests(told.phone()).size() >= 2, "the lease ran out and it was sent again"));
        } finally {
            recordAgain();
        }
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student())));
        assertEquals(1, keys(told.phone()).size(), "one order, as far as the gateway is concerned");
    }

    /** The record step fails for everybody, as if each process had died right after it sent. */
    private static void failToRecord() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("create or replace function die() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'died before it recorded'; end $$");
            handle.execute("create trigger die before update on message for each row"
                    + " when (old.state = 'SENDING' and new.state <> 'SENDING') execute function die()");
        });
    }

    private static void recordAgain() {
        Superuser.jdbi().useHandle(handle -> handle.execute("drop trigger die on message"));
    }

    @Test
    void aSlowGatewayIsAskedAgainUnderTheSameKeyAndThenAPersonIsAsked() {
        var told = told("");
        Phones.answer(told.phone(), Phones.tooSlow());
        due(told);
        eventually(() -> assertEquals(1, Phones.requests(told.phone()).size()));
        passUntil(told, "UNCLEAR");
        eventually(() -> assertEquals(3, Phones.requests(told.phone()).size()));
        assertEquals(1, keys(told.phone()).size());

        var office = officeOf(told);
        var notice = School.notice(told.student(), "guardian").toString();
        Tokens.as(office)
                .get("/v1/notices?state=UNCLEAR")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(notice));
        resolve(office, notice, "DELIVERED", 204);
        resolve(office, notice, "DELIVERED", 204);
        resolve(office, notice, "NOT_DELIVERED", 409);
        assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student()));
        try (var topic = EventProbe.of("baoxue.notification.v1")) {
            topic.await(event -> event.type().endsWith("notice-unclear.v1")
                    && event.text("notice").equals(notice));
            topic.await(event -> event.type().endsWith("notice-delivered.v1")
                    && event.text("notice").equals(notice)
                    && event.text("by").equals(told.school().person("office")));
        }
    }

    @Test
    void aGatewayThatStopsInMidAnswerHoldsNobodyUpAndAMessageThatCannotBeOpenedEnds() {
        var stalled = told("");
        var unopenable = told("");
        Phones.answer(
                stalled.phone(),
                okJson("{\"id\":\"slow\",\"status\":\"delivered\"}").withChunkedDribbleDelay(20, 60_000));
        Phones.answer(unopenable.phone(), Phones.tooSlow());
        due(stalled);
        due(unopenable);
        eventually(() -> assertEquals(1, Phones.requests(unopenable.phone()).size()));
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "update message set sealed_order = 'gone:' where id in"
                                + " (select message from message_notice join notice n on n.id = notice where n.student = ?)",
                        unopenable.student()));
        passUntil(stalled, "UNCLEAR");
        passUntil(unopenable, "UNCLEAR");
        assertEquals(3, Phones.requests(stalled.phone()).size());
        assertEquals(1, Phones.requests(unopenable.phone()).size());
    }

    @Test
    void aPersonMayOrderItAgainAndThatIsAnotherOrderHoweverOftenTheyAsk() {
        var told = told("");
        Phones.answer(told.phone(), Phones.tooSlow());
        due(told);
        passUntil(told, "UNCLEAR");
        var notice = School.notice(told.student(), "guardian").toString();
        var key = UUID.randomUUID().toString();
        resolve(officeOf(told), key, notice, "SEND_AGAIN", 204);
        passUntil(told, "UNCLEAR");
        resolve(officeOf(told), key, notice, "SEND_AGAIN", 204);
        assertEquals(2, keys(told.phone()).size(), "an answer that was lost is no third order");

        Phones.deliver(told.phone());
        resolve(officeOf(told), notice, "SEND_AGAIN", 204);
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student())));
        assertEquals(3, keys(told.phone()).size());
    }

    @Test
    void whoMayNotSeeAllThatAMessageCarriesMayNotSayWhatBecameOfIt() {
        var told = told("");
        var other = told("");
        Phones.answer(told.phone(), Phones.tooSlow());
        due(told);
        passUntil(told, "UNCLEAR");
        due(other);
        eventually(() -> assertTrue(!notices(other.student()).isEmpty()));
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into message_notice (message, notice) select message, other.id"
                                + " from message_notice join notice mine on mine.id = notice, notice other"
                                + " where mine.student = ? and other.student = ?",
                        told.student(),
                        other.student()));
        var notice = School.notice(told.student(), "guardian").toString();
        resolve(officeOf(told), notice, "DELIVERED", 403);
        assertEquals(List.of("contact-guardian guardian opened UNCLEAR"), notices(told.student()));
    }

    private static String officeOf(Told told) {
        return Tokens.ofSchool("academic-office", told.school().person("office"), told.school().code);
    }

    private static void resolve(String token, String notice, String finding, int status) {
        resolve(token, UUID.randomUUID().toString(), notice, finding, status);
    }

    private static void resolve(String token, String key, String notice, String finding, int status) {
        Tokens.as(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("finding", finding))
                .post("/v1/notices/" + notice + "/resolution")
                .then()
                .statusCode(status);
    }

    @Test
    void aRefusedNumberIsFollowedByTheNextAddress() {
        var told = told("home-" + System.nanoTime() + "@family.example");
        var email = familyMail(told);
        Phones.answer(told.phone(), aResponse().withStatus(422));
        due(told);
        eventually(() -> assertEquals(1, Phones.mailbox(email).size()));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student())));
        assertEquals(1, Phones.requests(told.phone()).size());
    }

    private String familyMail(Told told) {
        var sealed = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select sealed from roster_copy where student = ?")
                        .bind(0, told.student())
                        .mapTo(String.class)
                        .one());
        var opened = sealing.open(sealed);
        return opened.replaceAll("(?s).*\"email\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void whenNoAddressTakesItTheClassTeacherHearsAndAPersonMaySendItAgain() {
        var told = told("");
        Phones.answer(told.phone(), aResponse().withStatus(422));
        due(told);
        eventually(() -> assertEquals(
                List.of(
                        "contact-guardian class-teacher unreached DELIVERED",
                        "contact-guardian guardian opened FAILED"),
                notices(told.student())));
        assertEquals(1, Phones.mailbox(told.school().mailOf("teacher")).size());

        Phones.deliver(told.phone());
        resolve(officeOf(told), School.notice(told.student(), "guardian").toString(), "SEND_AGAIN", 204);
        eventually(() -> assertTrue(
                notices(told.student()).contains("contact-guardian guardian opened DELIVERED"),
                () -> notices(told.student()).toString()));
        assertEquals(2, keys(told.phone()).size(), "an order of its own");
    }

    @Test
    void aGatewayThatLetsNobodyInIsTriedAgainUntilItDoes() {
        var told = told("");
        Phones.answer(told.phone(), aResponse().withStatus(401));
        due(told);
        eventually(() -> {
            Hand.passes(Duration.ofSeconds(40));
            assertTrue(Phones.requests(told.phone()).size() > 3, "longer than other messages");
        });
        eventually(() -> assertEquals(
                List.of(
                        "contact-guardian class-teacher unreached DELIVERED",
                        "contact-guardian guardian opened SENDING"),
                notices(told.student())));
        Phones.deliver(told.phone());
        eventually(() -> {
            Hand.passes(Duration.ofMinutes(2));
            assertTrue(
                    notices(told.student()).contains("contact-guardian guardian opened DELIVERED"),
                    () -> notices(told.student()).toString());
        });
        assertEquals(1, keys(told.phone()).size());
    }

    @Test
    void theNextAddressHearsNothingThatIsNoLongerTrue() {
        var told = told("home-" + System.nanoTime() + "@family.example");
        var gatewayId = "overtaken-" + told.school().number;
        Phones.answer(told.phone(), okJson("{\"id\":\"" + gatewayId + "\",\"status\":\"accepted\"}"));
        due(told);
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened ACCEPTED"), notices(told.student())));
        overtake(told);
        Tokens.as(Tokens.of("carrier"))
                .contentType(ContentType.JSON)
                .body(Map.of("id", gatewayId, "status", "failed"))
                .post("/v1/receipts")
                .then()
                .statusCode(204);
        assertEquals(List.of("contact-guardian guardian opened SILENCED DONE"), notices(told.student()));
        assertEquals(List.of(), Phones.mailbox(familyMail(told)));
    }

    @Test
    void whatCertainlyDidNotGoOutIsWithdrawnWhenItIsNoLongerTrue() {
        var told = told("");
        Phones.answer(told.phone(), aResponse().withStatus(503));
        due(told);
        eventually(() -> assertEquals(1, Phones.requests(told.phone()).size()));
        overtake(told);
        eventually(() -> {
            Hand.passes(Duration.ofSeconds(40));
            assertEquals(List.of("contact-guardian guardian opened SILENCED DONE"), notices(told.student()));
        });
        assertEquals(1, Phones.requests(told.phone()).size());
    }

    /** As when the class teacher has reached the guardian meanwhile. */
    private static void overtake(Told told) {
        Superuser.jdbi()
                .useHandle(handle ->
                        handle.execute("update notice set overtaken = 'DONE' where student = ?", told.student()));
    }

    @Test
    void anAcceptedMessageIsDeliveredWithItsReceipt() {
        var told = told("");
        var gatewayId = "receipt-" + told.school().number;
        Phones.answer(told.phone(), okJson("{\"id\":\"" + gatewayId + "\",\"status\":\"accepted\"}"));
        due(told);
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened ACCEPTED"), notices(told.student())));
        for (int i = 0; i < 2; i++) {
            Tokens.as(Tokens.of("carrier"))
                    .contentType(ContentType.JSON)
                    .body(Map.of("id", gatewayId, "status", "delivered"))
                    .post("/v1/receipts")
                    .then()
                    .statusCode(204);
        }
        assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student()));
        Tokens.as(Tokens.of("carrier"))
                .contentType(ContentType.JSON)
                .body(Map.of("id", "nobody-knows", "status", "delivered"))
                .post("/v1/receipts")
                .then()
                .statusCode(404)
                .body("errors[0].pointer", equalTo("/id"));
    }

    @Test
    void aWebhookIsSignedAndItsIdIsTheMessages() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var path = "/hook-" + school.number;
        var secret = "whsec_"
                + Base64.getEncoder()
                        .encodeToString("a secret of 24 characters".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var port = Integer.getInteger(Carriers.GATEWAY_PORT);
        school.holds(
                "principal",
                school.code,
                school.person("principal"),
                new School.Channel("WEBHOOK", "http://127.0.0.1:" + port + path, secret));
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        Phones.gateway().register(post(urlEqualTo(path)).willReturn(aResponse().withStatus(204)));
        eventually(
                () -> assertTrue(school.holdersAsRead("principal", school.code).contains("WEBHOOK")));
        school.duty("inform-principal", ana, tell(school.principal, "08:06"));
        eventually(() -> assertEquals(List.of("inform-principal principal opened DELIVERED"), notices(ana)));
        var calls = Phones.gateway().find(postRequestedFor(urlEqualTo(path)));
        assertEquals(1, calls.size());
        var call = calls.getFirst();
        var headers = Stream.of("webhook-id", "webhook-timestamp", "webhook-signature")
                .collect(Collectors.toMap(name -> name, name -> List.of(call.getHeader(name))));
        assertDoesNotThrow(
                () -> new Webhook(secret)
                        .verify(call.getBodyAsString(), HttpHeaders.of(headers, (name, value) -> true)),
                "signed by real time, whatever the suite's clock says");
        assertEquals(messageOf(ana), call.getHeader("webhook-id"));
    }

    private static String messageOf(String student) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select message::text from message_notice join notice on id = notice where student = ?")
                .bind(0, student)
                .mapTo(String.class)
                .one());
    }

    @Test
    void aMailKeepsItsMessageId() throws Exception {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        school.duty("contact-guardian", ana, tell(school.teacher, "08:06"));
        eventually(
                () -> assertEquals(1, Phones.mailbox(school.mailOf("teacher")).size()));
        var mail = Phones.mailbox(school.mailOf("teacher")).getFirst();
        var message = messageOf(ana);
        assertEquals("<" + message + "@baoxue>", mail.getMessageID());
        var keyed = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select sealed_order from message where id::text = ?")
                        .bind(0, message)
                        .mapTo(String.class)
                        .one());
        assertTrue(keyed.startsWith("test:"), "content and address lie sealed");
    }

    /** Steps on whenever the next attempt is due, until the child's notice has come to this. */
    private static void passUntil(Told told, String state) {
        eventually(() -> {
            Hand.passes(Duration.ofSeconds(40));
            assertEquals(List.of("contact-guardian guardian opened " + state), notices(told.student()));
        });
    }

    private static Set<String> keys(String phone) {
        return Phones.requests(phone).stream().map(Phones.Sms::key).collect(Collectors.toSet());
    }
}
