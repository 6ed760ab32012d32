package org.baoxue.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.baoxue.local.http.Json;

/** The mail listener, the text-message gateway and the webhook receiver, with one page and one list for all of them. */
public final class Inbox implements AutoCloseable {
    private static final Pattern FILE = Pattern.compile("/messages/(\\d+)/files/(\\d+)");
    private static final Pattern WEBHOOK = Pattern.compile("/webhooks/([A-Za-z0-9._@-]{1,80})");

    private final Messages messages;
    private final SmsGateway sms;
    private final WebhookReceiver webhooks;
    private final SmtpListener smtp;
    private final HttpServer web;

    public Inbox(int webPort, int smtpPort, String smsToken, String webhookSecret, InstantSource clock) {
        this.messages = new Messages(clock);
        this.sms = new SmsGateway(messages, smsToken);
        this.webhooks = new WebhookReceiver(messages, webhookSecret);
        this.smtp = new SmtpListener(messages, smtpPort);
        try {
            this.web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), webPort), 100);
        } catch (IOException e) {
            smtp.close();
            throw new UncheckedIOException("port " + webPort + " cannot be listened on", e);
        }
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/", this::serve);
        web.start();
    }

    public Messages messages() {
        return messages;
    }

    @Override
    public void close() {
        web.stop(0);
        smtp.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "GET" -> show(exchange, path);
                case "POST" -> take(exchange, path);
                default -> answer(exchange, 405, "text/plain", "GET or POST");
            }
        }
    }

    private void show(HttpExchange exchange, String path) throws IOException {
        Matcher file = FILE.matcher(path);
        if (path.equals("/")) {
            answer(exchange, 200, "text/html; charset=utf-8", InboxPage.of(messages.all()));
        } else if (path.equals("/messages")) {
            answer(exchange, 200, "application/json", Json.write(MessageList.of(messages.all())));
        } else if (file.matches()) {
            var found = messages.file(file.group(1) + "/" + file.group(2));
            answer(exchange, found.name().isEmpty() ? 404 : 200, found.type(), found.content());
        } else {
            answer(exchange, 404, "text/plain", "nothing here");
        }
    }

    private void take(HttpExchange exchange, String path) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        Matcher webhook = WEBHOOK.matcher(path);
        if (path.equals("/sms/messages")) {
            var reply = sms.order(header(exchange, "Authorization"), header(exchange, "Idempotency-Key"), body);
            answer(exchange, reply.status(), "application/json", reply.body().toString());
        } else if (webhook.matches()) {
            int status = webhooks.receive(webhook.group(1), exchange.getRequestHeaders(), body);
            exchange.sendResponseHeaders(status, -1);
        } else {
            answer(exchange, 404, "text/plain", "nothing here");
        }
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type.isEmpty() ? "application/octet-stream" : type);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }
}
