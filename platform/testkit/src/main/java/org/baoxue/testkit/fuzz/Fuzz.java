package org.baoxue.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.fuzz.Api.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Requests of which some are right, some nearly so and some hostile: each answer is one that the operation documents, no 5xx; one
 * that says 2xx fits its schema; one that refuses is a problem document, repeats nothing personal and has changed nothing.
 *
 * <p>{@code -Dbaoxue.fuzz.requests=100000} asks more, {@code -Dbaoxue.fuzz.seed=N} asks the same again.
 */
public final class Fuzz {
    private static final int REQUESTS = Integer.getInteger("baoxue.fuzz.requests", 3_000);
    private static final int SHOWN = 20;

    /** What HTTP refuses before any operation is found: a line or head too long is answered without a document. */
    private static final Set<Integer> BEFORE_ANY_OPERATION = Set.of(414, 431);

    /** What every operation may answer to a header of content negotiation. */
    private static final Set<Integer> OF_EVERY_OPERATION = Set.of(406, 415);

    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD");

    /**
     * @param known values that there are, by the names of parameters and fields
     * @param tokens of callers, of whom one is chosen for each request
     * @param personal what only a record of a child may show
     * @param kept what a refusal must leave as it is: counted before and after
     */
    public record World(
            Map<String, List<String>> known, List<String> tokens, List<String> personal, Supplier<List<Long>> kept) {}

    /** What is sent, whether or not it is text. */
    private static final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private record Asked(Operation operation, String method, String path, Map<String, String> headers, Body body) {
        @Override
        public String toString() {
            var text = new String(body.bytes, StandardCharsets.UTF_8);
            return method + " " + path + " " + headers.keySet() + " "
                    + (text.length() > 300 ? text.substring(0, 300) + "…" : text);
        }
    }

    private final World world;
    private final long seed =
            Long.getLong("baoxue.fuzz.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final Api api;
    private final Values values;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> faults = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    private Fuzz(World world) {
        this.world = world;
        this.api = new Api(RestAssured.get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        this.values = new Values(api, random, world.known());
    }

    /** What was answered otherwise than it must be, with how to ask it again; and how often which status was answered. */
    public record Findings(List<String> faults, Map<Integer, Integer> statuses, long seed) {}

    public static Findings of(World world) {
        var fuzz = new Fuzz(world);
        fuzz.run();
        return new Findings(fuzz.faults, fuzz.statuses, fuzz.seed);
    }

    private void run() {
        var operations = api.operations();
        var before = world.kept().get();
        for (int i = 0; i < REQUESTS && faults.size() < SHOWN; i++) {
            var asked = ask(values.pick(operations));
            var answer = send(asked);
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            var after = world.kept().get();
            judge(i, asked, answer, before.equals(after));
            before = after;
        }
    }

    private Asked ask(Operation operation) {
        int what = random.nextInt(20);
        var path = operation.path();
        for (var parameter : operation.parameters("path").toList()) {
            var name = parameter.path("name").asText();
            var value = what == 0 ? values.hostile() : values.text(name, parameter.path("schema"));
            path = path.replace("{" + name + "}", encoded(value.isEmpty() ? " " : value));
        }
        var query = new ArrayList<String>();
        for (var parameter : operation.parameters("query").toList()) {
            if (parameter.path("required").asBoolean() || random.nextInt(3) > 0) {
                var name = parameter.path("name").asText();
                var value = what == 1 ? values.hostile() : values.text(name, parameter.path("schema"));
                query.add(encoded(name) + "=" + encoded(value));
            }
        }
        Map<String, String> headers = new HashMap<>();
        for (var parameter : operation.parameters("header").toList()) {
            if (random.nextInt(5) > 0) {
                var name = parameter.path("name").asText();
                headers.put(name, header(what == 2 ? values.hostile() : known(name, parameter)));
            }
        }
        token(what).ifPresentHeader(headers);
        var body = new Body(body(operation, what, headers));
        var method = what == 3 ? values.pick(METHODS) : operation.method().toUpperCase(Locale.ROOT);
        return new Asked(
                operation, method, query.isEmpty() ? path : path + "?" + String.join("&", query), headers, body);
    }

    private String known(String name, JsonNode parameter) {
        return values.text(name, parameter.path("schema"));
    }

    private record Token(@Nullable String text) {
        void ifPresentHeader(Map<String, String> headers) {
            if (text != null) {
                headers.put("Authorization", text);
            }
        }
    }

    private Token token(int what) {
        var good = values.pick(world.tokens());
        return switch (what) {
            case 4 -> new Token(null);
            case 5 -> new Token("Bearer " + header(values.hostile()));
            case 6 -> new Token("Bearer " + good.substring(0, good.length() - 4) + "AAAA");
            default -> new Token("Bearer " + good);
        };
    }

    private byte[] body(Operation operation, int what, Map<String, String> headers) {
        if (operation.body().isEmpty()) {
            return new byte[0];
        }
        var media = operation.body().get().getKey();
        headers.put("Content-Type", what == 7 ? "text/plain" : media);
        if (!media.contains("json")) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        JsonNode fitting = values.fitting("", operation.body().get().getValue().path("schema"), 0);
        if (what >= 8 && what < 14) {
            return Json.write(values.spoilt(fitting)).getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = Json.write(fitting).getBytes(StandardCharsets.UTF_8);
        return switch (what) {
            case 14 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 15 ->
                Json.write(JsonNodeFactory.instance.textNode(values.hostile())).getBytes(StandardCharsets.UTF_8);
            case 16 -> withOneByteWrong(bytes);
            default -> bytes;
        };
    }

    private byte[] withOneByteWrong(byte[] bytes) {
        var copy = bytes.clone();
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        return copy;
    }

    /** What a client can send in a header at all. */
    private static String header(String value) {
        return value.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(Asked asked) {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + asked.path()))
                .timeout(Duration.ofMinutes(1))
                .method(asked.method(), BodyPublishers.ofByteArray(asked.body().bytes));
        asked.headers().forEach(request::setHeader);
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new AssertionError("no answer to " + asked, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void judge(int number, Asked asked, HttpResponse<String> answer, boolean same) {
        int status = answer.statusCode();
        boolean itself = asked.method().equalsIgnoreCase(asked.operation().method());
        if (status >= 500) {
            fault(number, asked, answer, "an error of ours");
        } else if (BEFORE_ANY_OPERATION.contains(status)) {
            unchanged(number, asked, answer, same);
        } else if (itself && !asked.operation().answers(status) && !OF_EVERY_OPERATION.contains(status)) {
            fault(number, asked, answer, "a status that is not documented");
        } else if (status >= 400) {
            refusal(number, asked, answer, same);
        } else if (itself && !answer.body().isEmpty()) {
            api.faults(asked.operation(), status, answer.body()).stream()
                    .limit(1)
                    .forEach(fault -> fault(number, asked, answer, "not what the schema says: " + fault));
        }
    }

    private void unchanged(int number, Asked asked, HttpResponse<String> answer, boolean same) {
        if (!same) {
            fault(number, asked, answer, "refused, and something changed");
        }
    }

    private void refusal(int number, Asked asked, HttpResponse<String> answer, boolean same) {
        unchanged(number, asked, answer, same);
        for (var word : world.personal()) {
            if (answer.body().contains(word)) {
                fault(number, asked, answer, "repeats what is personal");
            }
        }
        var type = answer.headers().firstValue("Content-Type").orElse("");
        boolean ofOurs = answer.statusCode() != 401
                && !asked.method().equals("HEAD")
                && !asked.method().equals("OPTIONS");
        if (ofOurs && !type.startsWith("application/problem+json")) {
            fault(number, asked, answer, "no problem document but " + type);
        } else if (ofOurs && Json.tree(answer.body()).path("status").asInt() != answer.statusCode()) {
            fault(number, asked, answer, "a problem document of another status");
        }
    }

    private void fault(int number, Asked asked, HttpResponse<String> answer, String what) {
        var body = answer.body();
        faults.add("request %d of seed %d, %s: %s\n  %s\n  -> %d %s"
                .formatted(
                        number,
                        seed,
                        asked.operation().id(),
                        what,
                        asked,
                        answer.statusCode(),
                        body.length() > 300 ? body.substring(0, 300) + "…" : body));
    }
}
