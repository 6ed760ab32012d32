package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Text messages on their way, with a gateway that is slow, broken or sure of itself. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class TextMessageIT {

    @Inject
    Sealing sealing;

    @Test
    void whoDiesBetweenSendingAndRecordingSendsAgainUnderTheSameKey() {
        var told = Told.by(sealing);
        Phones.deliver(told.phone());
        failToRecord();
        try {
            told.due();
            eventually(() ->
                    assertTrue(Phones.requests(told.phone()).size() >= 2, "the lease ran out and it was sent again"));
        } finally {
            recordAgain();
        }
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student())));
        assertEquals(1, told.keys().size(), "one order, as far as the gateway is concerned");
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
        var told = Told.by(sealing);
        Phones.answerTooLate(told.phone());
        told.due();
        eventually(() -> assertEquals(1, Phones.requests(told.phone()).size()));
        told.passUntil("UNCLEAR");
        eventually(() -> assertEquals(3, Phones.requests(told.phone()).size()));
        assertEquals(1, told.keys().size());

        var office = told.office();
        var notice = School.notice(told.student(), "guardian").toString();
        Tokens.as(office)
                .get("/v1/notices?state=UNCLEAR")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(notice));
        Told.resolve(office, notice, "DELIVERED", 204);
        Told.resolve(office, notice, "DELIVERED", 204);
        Told.resolve(office, notice, "NOT_DELIVERED", 409);
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
        var stalled = Told.by(sealing);
        var unopenable = Told.by(sealing);
        Phones.stopInMidAnswer(stalled.phone());
        Phones.answerTooLate(unopenable.phone());
        stalled.due();
        unopenable.due();
        eventually(() -> assertEquals(1, Phones.requests(unopenable.phone()).size()));
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "update message set sealed_order = 'gone:' where id in"
                                + " (select message from message_notice join notice n on n.id = notice where n.student = ?)",
                        unopenable.student()));
        stalled.passUntil("UNCLEAR");
        unopenable.passUntil("UNCLEAR");
        assertEquals(3, Phones.requests(stalled.phone()).size());
        assertEquals(1, Phones.requests(unopenable.phone()).size());
    }

    @Test
    void aGatewayThatLetsNobodyInIsTriedAgainUntilItDoes() {
        var told = Told.by(sealing);
        Phones.refuse(told.phone(), 401);
        told.due();
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
        assertEquals(1, told.keys().size());
    }

    @Test
    void whatCertainlyDidNotGoOutIsWithdrawnWhenItIsNoLongerTrue() {
        var told = Told.by(sealing);
        Phones.refuse(told.phone(), 503);
        told.due();
        eventually(() -> assertEquals(1, Phones.requests(told.phone()).size()));
        told.isOvertaken();
        eventually(() -> {
            Hand.passes(Duration.ofSeconds(40));
            assertEquals(List.of("contact-guardian guardian opened SILENCED DONE"), notices(told.student()));
        });
        assertEquals(1, Phones.requests(told.phone()).size());
    }

    @Test
    void anAcceptedMessageIsDeliveredWithItsReceipt() {
        var told = Told.by(sealing);
        var gatewayId = "receipt-" + told.school().number;
        Phones.accept(told.phone(), gatewayId);
        told.due();
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
}
