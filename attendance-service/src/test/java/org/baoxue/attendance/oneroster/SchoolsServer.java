package org.baoxue.attendance.oneroster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/**
 * A student information system with the rostering service of OneRoster 1.2. Its classes come one a page and are counted, its
 * enrollments come two a page and link to the next, its users come all at once. Of school PL5 it breaks off in mid-answer.
 */
public class SchoolsServer implements QuarkusTestResourceLifecycleManager {

    private static final String CLIENT = "bao/xue";
    private static final String SECRET = "open, sesame+1";
    private static final String BASE = "/ims/oneroster/rostering/v1p2";

    private static final List<Map<String, Object>> CLASSES = List.of(
            Map.of(
                    "sourcedId", "PL1-0701",
                    "status", "active",
                    "title", "七年级1班",
                    "grades", List.of("07"),
                    "classType", "homeroom",
                    "school", reference("PL1")),
            Map.of(
                    "sourcedId", "PL1-MATHS",
                    "status", "active",
                    "title", "Maths",
                    "classType", "scheduled",
                    "school", reference("PL1")));

    private static final List<Map<String, Object>> ENROLLMENTS = List.of(
            enrollment("pl1-a", "PL1-0701", "2026-09-01"),
            enrollment("pl1-a", "PL1-MATHS", "2026-09-01"),
            enrollment("pl1-b", "PL1-0701", "2026-09-01"),
            enrollment("pl1-c", "PL1-0701", "in autumn"),
            enrollment("pl1-d", "PL1-0701", "2026-09-01"));

    private static final List<Map<String, Object>> USERS = List.of(
            Map.of(
                    "sourcedId", "pl1-a",
                    "status", "active",
                    "familyName", "王",
                    "givenName", "小明, 次子",
                    "grades", List.of("07"),
                    "agents", List.of(reference("pl1-g"), reference("pl1-h")),
                    "metadata", Map.of("place", "530113001", "homePlace", "530113002")),
            Map.of("sourcedId", "pl1-b", "status", "active", "familyName", "李", "givenName", "小云"),
            Map.of("sourcedId", "pl1-d", "status", "tobedeleted", "familyName", "赵", "givenName", "小山"),
            Map.of(
                    "sourcedId", "pl1-g",
                    "status", "active",
                    "familyName", "王",
                    "givenName", "大明",
                    "sms", "+86 10 5550 0102"),
            Map.of("sourcedId", "pl1-h", "status", "active", "familyName", "陈", "givenName", "丽"));

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            this.server = started;
            started.createContext("/token", SchoolsServer::token);
            started.createContext(BASE, SchoolsServer::read);
            started.start();
            var settings = new HashMap<String, String>();
            set(settings, "good", started.getAddress().getPort(), SECRET, "PL1,PL5");
            set(settings, "stranger", started.getAddress().getPort(), "guessed", "PL2");
            set(settings, "gone", unused(), SECRET, "PL3");
            return settings;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void set(Map<String, String> settings, String name, int port, String secret, String schools) {
        var of = "baoxue.one-roster.servers." + name + ".";
        settings.put(of + "url", "http://127.0.0.1:" + port + BASE);
        settings.put(of + "token-url", "http://127.0.0.1:" + port + "/token");
        settings.put(of + "client-id", CLIENT);
        settings.put(of + "client-secret", secret);
        settings.put(of + "schools", schools);
    }

    private static int unused() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void token(HttpExchange exchange) throws IOException {
        var said = exchange.getRequestHeaders().getFirst("Authorization");
        var wanted =
                Base64.getEncoder().encodeToString("bao%2Fxue:open%2C+sesame%2B1".getBytes(StandardCharsets.UTF_8));
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right = ("Basic " + wanted).equals(said) && form.contains("grant_type=client_credentials");
        answer(
                exchange,
                right ? 200 : 401,
                right ? "{\"access_token\":\"for-a-while\",\"token_type\":\"Bearer\"}" : "{}");
    }

    private static void read(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(BASE.length());
        if (!"Bearer for-a-while".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        switch (path) {
            case "/schools/PL1/classes" -> page(exchange, "classes", CLASSES, 1, false);
            case "/schools/PL1/enrollments" -> page(exchange, "enrollments", ENROLLMENTS, 2, true);
            case "/schools/PL5/classes" -> page(exchange, "classes", CLASSES, 2, false);
            case "/schools/PL5/enrollments" -> answer(exchange, 200, "{\"enrollments\": [{\"sourcedId\": ");
            case "/users" -> page(exchange, "users", USERS, 1000, false);
            default -> answer(exchange, 404, "{}");
        }
    }

    private static void page(HttpExchange exchange, String name, List<Map<String, Object>> all, int most, boolean links)
            throws IOException {
        int offset = Integer.parseInt(exchange.getRequestURI().getQuery().replaceAll(".*offset=", ""));
        int end = Math.min(all.size(), offset + most);
        if (links) {
            exchange.getResponseHeaders().add("Link", "<http://127.0.0.1/?offset=0>; rel=\"first\"");
            if (end < all.size()) {
                exchange.getResponseHeaders().add("Link", "<http://127.0.0.1/?offset=" + end + ">; rel=\"next\"");
            }
        } else if (most == 1) {
            exchange.getResponseHeaders().add("X-Total-Count", Integer.toString(all.size()));
        }
        answer(exchange, 200, Json.write(Map.of(name, all.subList(offset, end))));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, Object> enrollment(String student, String classId, String begin) {
        return Map.of(
                "sourcedId",
                "E-" + student + classId,
                "status",
                "active",
                "role",
                "student",
                "beginDate",
                begin,
                "user",
                reference(student),
                "class",
                reference(classId),
                "school",
                reference("PL1"));
    }

    private static Map<String, Object> reference(String id) {
        return Map.of("href", "http://127.0.0.1/" + id, "sourcedId", id, "type", "any");
    }
}
