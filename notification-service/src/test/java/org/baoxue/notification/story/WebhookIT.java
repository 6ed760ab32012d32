package org.baoxue.notification.story;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
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
import org.baoxue.testkit.Hand;
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
        assertEquals(Told.messageOf(ana), call.getHeader("webhook-id"));
    }
}
