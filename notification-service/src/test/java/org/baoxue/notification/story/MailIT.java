package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Mails, also as the next address after a number that takes nothing. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class MailIT {

    @Inject
    Sealing sealing;

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
        var message = Told.messageOf(ana);
        assertEquals("<" + message + "@baoxue>", mail.getMessageID());
        var keyed = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select sealed_order from message where id::text = ?")
                        .bind(0, message)
                        .mapTo(String.class)
                        .one());
        assertTrue(keyed.startsWith("test:"), "content and address lie sealed");
    }

    @Test
    void aRefusedNumberIsFollowedByTheNextAddress() {
        var told = Told.by(sealing, "home-" + System.nanoTime() + "@family.example");
        var email = told.familyMail(sealing);
        Phones.refuse(told.phone(), 422);
        told.due();
        eventually(() -> assertEquals(1, Phones.mailbox(email).size()));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student())));
        assertEquals(1, Phones.requests(told.phone()).size());
    }

    @Test
    void theNextAddressHearsNothingThatIsNoLongerTrue() {
        var told = Told.by(sealing, "home-" + System.nanoTime() + "@family.example");
        var gatewayId = "overtaken-" + told.school().number;
        Phones.accept(told.phone(), gatewayId);
        told.due();
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened ACCEPTED"), notices(told.student())));
        told.isOvertaken();
        Tokens.as(Tokens.of("carrier"))
                .contentType(ContentType.JSON)
                .body(Map.of("id", gatewayId, "status", "failed"))
                .post("/v1/receipts")
                .then()
                .statusCode(204);
        assertEquals(List.of("contact-guardian guardian opened SILENCED DONE"), notices(told.student()));
        assertEquals(List.of(), Phones.mailbox(told.familyMail(sealing)));
    }
}
