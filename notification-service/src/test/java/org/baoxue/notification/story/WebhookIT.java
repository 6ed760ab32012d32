package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** Signed webhooks. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class WebhookIT {

    @Inject
    Sealing sealing;

    @Test
    void aWebhookIsSignedAndItsIdIsTheMessages() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var hook = "principal-" + school.number;
        var secret = "whsec_"
                + Base64.getEncoder()
                        .encodeToString("a secret of 24 characters".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        school.holds(
                "principal",
                school.code,
                school.person("principal"),
                new School.Channel("WEBHOOK", Phones.webhook(hook), secret));
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        eventually(
                () -> assertTrue(school.holdersAsRead("principal", school.code).contains("WEBHOOK")));
        school.duty("inform-principal", ana, tell(school.principal, "08:06"));
        eventually(() -> assertEquals(List.of("inform-principal principal opened DELIVERED"), notices(ana)));
        var calls = Phones.calls(hook);
        assertEquals(1, calls.size());
        var call = calls.getFirst();
        var headers = Stream.of("webhook-id", "webhook-timestamp", "webhook-signature")
                .collect(Collectors.toMap(
                        name -> name, name -> List.of(call.headers().getOrDefault(name, ""))));
        assertDoesNotThrow(
                () -> new Webhook(secret).verify(call.body(), HttpHeaders.of(headers, (name, value) -> true)),
                "signed by real time, whatever the suite's clock says");
        assertEquals(Told.messageOf(ana), call.headers().get("webhook-id"));
    }
}
