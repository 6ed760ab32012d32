package org.baoxue.local.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxIT {
    private static final Instant NOW = Instant.parse("2026-09-24T00:05:00Z");
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    private final Ports ports = Ports.free();
    private final Inbox inbox = new Inbox(ports.inbox(), ports.smtp(), "token", SECRET, InstantSource.fixed(NOW));
    private final Http http = new Http();
    private final String web = "http://127.0.0.1:" + ports.inbox();

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void a_mail_with_chinese_text_and_a_file_is_shown_as_it_was_sent() throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(ports.smtp()));
        var mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("suite@baoxue.invalid"));
        mail.setRecipient(RecipientType.TO, new InternetAddress("office@school.invalid"));
        mail.setSubject("缺勤名单", "UTF-8");
        var text = new MimeBodyPart();
        text.setText("今日缺勤 1 人\n.点开头的行", "UTF-8");
        var file = new MimeBodyPart();
        file.setDataHandler(
                new DataHandler(new ByteArrayDataSource("%PDF".getBytes(StandardCharsets.UTF_8), "application/pdf")));
        file.setFileName("report.pdf");
        mail.setContent(new MimeMultipart(text, file));
        Transport.send(mail);

        var shown = http.get(web + "/messages", "").json().get(0);
        assertEquals("office@school.invalid", shown.path("to").asText());
        assertEquals("缺勤名单", shown.path("subject").asText());
        assertTrue(shown.path("text").asText().contains(".点开头的行"), shown.toString());
        assertEquals("2026-09-24T00:05:00Z", shown.path("arrivedAt").asText());
        assertEquals("%PDF", http.get(web + "/messages/1/files/0", "").text());
        assertTrue(http.get(web + "/", "").text().contains("缺勤名单"));
    }

    @Test
    void the_gateway_sends_an_order_once_however_often_it_is_placed() {
        var order = Json.object().put("to", "+8610000000001").put("text", "张三今天没有到校");
        var first = order("key-1", order);
        var second = order("key-1", order);
        assertEquals(202, first.status());
        assertEquals(first.json(), second.json());
        assertEquals(
                409,
                order("key-1", Json.object().put("to", "x").put("text", "other"))
                        .status());
        assertEquals(400, order("", order).status());
        assertEquals(1, inbox.messages().all().size());
    }

    @Test
    void a_webhook_is_taken_once_and_only_with_the_right_signature() throws Exception {
        var body = "{\"type\":\"report\"}";
        var seconds = System.currentTimeMillis() / 1000;
        var signature = new Webhook(SECRET).sign("msg_1", seconds, body);
        assertEquals(204, hook(body, seconds, signature));
        assertEquals(204, hook(body, seconds, signature));
        assertEquals(401, hook(body + " ", seconds, signature));
        assertEquals(1, inbox.messages().all().size());
    }

    private int hook(String body, long seconds, String signature) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(web + "/webhooks/township-530113001"))
                    .header("webhook-id", "msg_1")
                    .header("webhook-timestamp", Long.toString(seconds))
                    .header("webhook-signature", signature)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private org.baoxue.local.http.Answer order(String key, com.fasterxml.jackson.databind.JsonNode order) {
        return http.send("POST", web + "/sms/messages", "token", order, Map.of("Idempotency-Key", key));
    }
}
