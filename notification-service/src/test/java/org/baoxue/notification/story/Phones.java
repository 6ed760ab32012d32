package org.baoxue.notification.story;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.baoxue.kit.event.Json;

/** What phones, mailboxes and webhooks have received. */
final class Phones {

    /** @param key the Idempotency-Key it came under */
    record Sms(String key, String text) {}

    private static final String DELIVERED = "{\"id\":\"gw-%s\",\"status\":\"delivered\"}";

    private Phones() {}

    static WireMock gateway() {
        return new WireMock("127.0.0.1", Integer.getInteger(Carriers.GATEWAY_PORT));
    }

    /** The gateway delivers to this number at once. */
    static void deliver(String phone) {
        answer(phone, okJson(DELIVERED.formatted(phone.substring(1))));
    }

    /** The gateway answers so whatever is sent to this number. */
    static void answer(String phone, ResponseDefinitionBuilder response) {
        gateway()
                .register(post(urlEqualTo("/sms"))
                        .withRequestBody(matchingJsonPath("$.to", equalTo(phone)))
                        .willReturn(response));
    }

    static ResponseDefinitionBuilder tooSlow() {
        return aResponse().withStatus(200).withBody(DELIVERED.formatted("late")).withFixedDelay(2500);
    }

    /** Every request to the gateway for this number, repeats too. */
    static List<Sms> requests(String phone) {
        return gateway()
                .find(postRequestedFor(urlEqualTo("/sms")).withRequestBody(matchingJsonPath("$.to", equalTo(phone))))
                .stream()
                .map(Phones::sms)
                .toList();
    }

    private static Sms sms(LoggedRequest request) {
        return new Sms(
                request.getHeader("Idempotency-Key"),
                Json.tree(request.getBodyAsString()).path("text").asText());
    }

    /** The mailbox of an address, oldest first. */
    static List<MimeMessage> mailbox(String address) {
        var properties = new Properties();
        properties.put("mail.imap.host", "127.0.0.1");
        properties.put("mail.imap.port", System.getProperty(Carriers.IMAP_PORT));
        var session = Session.getInstance(properties);
        try (var store = session.getStore("imap")) {
            store.connect(address, address);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var found = new ArrayList<MimeMessage>();
                for (Message message : inbox.getMessages()) {
                    var bytes = new ByteArrayOutputStream();
                    message.writeTo(bytes);
                    found.add(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())));
                }
                return found;
            }
        } catch (jakarta.mail.AuthenticationFailedException nothingEverCame) {
            return List.of();
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(MimeMessage message) {
        try {
            return message.getContent() instanceof String text ? text : String.valueOf(message.getContent());
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
