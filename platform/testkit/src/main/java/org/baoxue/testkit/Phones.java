package org.baoxue.testkit;

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
import jakarta.mail.AuthenticationFailedException;
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
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.baoxue.kit.event.Json;

/** What phones, webhooks and mailboxes have received from {@link Carriers}, and how the carriers answer. */
public final class Phones {

    /** @param key the Idempotency-Key it came under */
    public record Sms(String key, String text) {}

    /** A call of a webhook. */
    public record Call(Map<String, String> headers, String body) {}

    private static final String GATEWAY = "/sms";
    private static final String ANSWER = "{\"id\":\"%s\",\"status\":\"%s\"}";

    private Phones() {}

    /** The gateway delivers to this number at once. */
    public static void deliver(String phone) {
        answer(phone, okJson(ANSWER.formatted("gw-" + phone.substring(1), "delivered")));
    }

    /** The gateway accepts what is sent to this number, under this id; whether it arrives is for a receipt to say. */
    public static void accept(String phone, String id) {
        answer(phone, okJson(ANSWER.formatted(id, "accepted")));
    }

    /** The gateway answers with a status that is no success. */
    public static void refuse(String phone, int status) {
        answer(phone, aResponse().withStatus(status));
    }

    /** The gateway delivers to this number, but says so when nobody listens any more. */
    public static void answerTooLate(String phone) {
        answer(phone, okJson(ANSWER.formatted("late", "delivered")).withFixedDelay(2500));
    }

    /** The gateway begins to answer and never ends. */
    public static void stopInMidAnswer(String phone) {
        answer(phone, okJson(ANSWER.formatted("slow", "delivered")).withChunkedDribbleDelay(20, 60_000));
    }

    private static void answer(String phone, ResponseDefinitionBuilder response) {
        http().register(post(urlEqualTo(GATEWAY))
                .withRequestBody(matchingJsonPath("$.to", equalTo(phone)))
                .willReturn(response));
    }

    /** Every request to the gateway for this number, repeats too. */
    public static List<Sms> requests(String phone) {
        return http()
                .find(postRequestedFor(urlEqualTo(GATEWAY)).withRequestBody(matchingJsonPath("$.to", equalTo(phone))))
                .stream()
                .map(Phones::sms)
                .toList();
    }

    private static Sms sms(LoggedRequest request) {
        return new Sms(
                request.getHeader("Idempotency-Key"),
                Json.tree(request.getBodyAsString()).path("text").asText());
    }

    /** Opens a webhook that takes every call; returns its address. */
    public static String webhook(String name) {
        http().register(post(urlEqualTo("/hooks/" + name))
                .willReturn(aResponse().withStatus(204)));
        return address("/hooks/" + name);
    }

    /** Every call of this webhook. */
    public static List<Call> calls(String name) {
        return http().find(postRequestedFor(urlEqualTo("/hooks/" + name))).stream()
                .map(Phones::call)
                .toList();
    }

    private static Call call(LoggedRequest request) {
        var headers = request.getHeaders().all().stream()
                .collect(Collectors.toMap(
                        header -> header.key().toLowerCase(java.util.Locale.ROOT), header -> header.firstValue()));
        return new Call(headers, request.getBodyAsString());
    }

    /** The mailbox of an address, oldest first. */
    public static List<MimeMessage> mailbox(String address) {
        var properties = new Properties();
        properties.put("mail.imap.host", Carriers.LOOPBACK);
        properties.put("mail.imap.port", port(Carriers.IMAP_PORT));
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
        } catch (AuthenticationFailedException nothingEverCame) {
            return List.of();
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text of a mail without attachments. */
    public static String text(MimeMessage message) {
        try {
            return message.getContent() instanceof String text ? text : String.valueOf(message.getContent());
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String gatewayAddress() {
        return address(GATEWAY);
    }

    private static String address(String path) {
        return "http://" + Carriers.LOOPBACK + ":" + port(Carriers.HTTP_PORT) + path;
    }

    private static WireMock http() {
        return new WireMock(Carriers.LOOPBACK, Integer.parseInt(port(Carriers.HTTP_PORT)));
    }

    private static String port(String name) {
        return Objects.requireNonNull(System.getProperty(name), "the test needs @WithTestResource(Carriers.class)");
    }
}
