package org.baoxue.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.baoxue.kit.event.Json;

/**
 * Requests that follow each other, each with what it is answered: {@code operation, as, method, path, headers, body} (or {@code
 * text}, of the {@code Content-Type} that the headers say), {@code status, answer}. {@code keep} names what later paths take from the answer, or
 * ({@code Location}) from where the answer says that it is.
 *
 * <p>{@code -Dbaoxue.examples.write=true} writes the answers that came into the file. Ids and times come as they may.
 */
public final class Story {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String TIME = "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}):\\d{2}(\\.\\d+)?Z";

    private static final String ORIGIN = "http://(localhost|127\\.0\\.0\\.1):\\d+";
    private static final String TAG = "\"_etag\":\"\\d+\"";

    private final Path file;
    private final List<ObjectNode> acts = new ArrayList<>();

    private Story(Path file) {
        this.file = file;
        try {
            Json.tree(Files.readString(file)).forEach(act -> acts.add((ObjectNode) act));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Story in(Path file) {
        return new Story(file);
    }

    /**
     * What came otherwise than the file says.
     *
     * @param callers a request of whoever has the role, with JSON as its content type
     */
    public List<String> play(Function<String, RequestSpecification> callers) {
        boolean writes = Boolean.getBoolean("baoxue.examples.write");
        List<String> faults = new ArrayList<>();
        Map<String, String> kept = new HashMap<>();
        for (var act : acts) {
            var request = callers.apply(act.path("as").asText());
            act.path("headers")
                    .properties()
                    .forEach(one -> request.header(one.getKey(), one.getValue().asText()));
            if (act.has("body")) {
                request.body(act.path("body").toString());
            } else if (act.has("text")) {
                request.contentType(act.path("headers").path("Content-Type").asText("application/octet-stream"))
                        .body(act.path("text").asText().getBytes(StandardCharsets.UTF_8));
            }
            var path = act.path("path").asText();
            for (var one : kept.entrySet()) {
                path = path.replace("{" + one.getKey() + "}", one.getValue());
            }
            var answer = request.request(act.path("method").asText(), path);
            var name = act.path("operation").asText() + " " + path;
            if (answer.statusCode() != act.path("status").asInt()) {
                faults.add(name + " answers " + answer.statusCode() + ": " + answer.asString());
                continue;
            }
            JsonNode came = answer.asString().isEmpty() ? MissingNode.getInstance() : Json.tree(answer.asString());
            act.path("keep")
                    .properties()
                    .forEach(one -> kept.put(one.getKey(), kept(one.getValue().asText(), came, answer)));
            if (!came.isMissingNode()) {
                if (writes) {
                    act.set("answer", Json.tree(steady(came.toString())));
                } else if (!steady(came.toString()).equals(act.path("answer").toString())) {
                    faults.add(name + " answers " + steady(came.toString()) + " instead of " + act.path("answer"));
                }
            }
        }
        if (writes) {
            write();
        }
        return faults;
    }

    private static String kept(String what, JsonNode came, Response answer) {
        var location = answer.header("Location");
        return what.equals("Location")
                ? location.substring(location.lastIndexOf('/') + 1)
                : came.at(what.startsWith("/") ? what : "/" + what).asText();
    }

    /** Each id and tag of ours the same, wherever it runs, and times to the minute. */
    private static String steady(String json) {
        return json.replaceAll(ID, "2c9f6d52-8f0a-3b1e-9c57-51d0a7f3e210")
                .replaceAll(TIME, "$1:00Z")
                .replaceAll(ORIGIN, "https://baoxue.example")
                .replaceAll(TAG, "\"_etag\":\"4077216640230987712\"");
    }

    private void write() {
        try {
            Files.writeString(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(acts) + "\n");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
