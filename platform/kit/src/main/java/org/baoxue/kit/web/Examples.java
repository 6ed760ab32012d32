package org.baoxue.kit.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.baoxue.kit.event.Json;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers as they stand in {@code META-INF/openapi-examples.json} of a service, in the order of a story that a test
 * plays: the first of each operation is its example.
 */
final class Examples {

    static final String FILE = "META-INF/openapi-examples.json";

    private final Map<String, JsonNode> first = new HashMap<>();

    /** Those of all jars that have some. */
    static Examples read() {
        var examples = new Examples();
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            for (URL file : Collections.list(loader.getResources(FILE))) {
                try (var stream = file.openStream()) {
                    Json.tree(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                            .forEach(one -> examples.first.putIfAbsent(
                                    one.path("operation").asText(), one));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return examples;
    }

    void complete(Operation operation) {
        var example = first.get(Objects.requireNonNullElse(operation.getOperationId(), ""));
        if (example == null) {
            return;
        }
        if (operation.getRequestBody() != null) {
            show(operation.getRequestBody().getContent(), said(example));
        }
        var answer =
                operation.getResponses().getAPIResponse(example.path("status").asText());
        if (answer != null && example.has("answer")) {
            show(answer.getContent(), plain(example.path("answer")));
        }
    }

    private static @Nullable Object said(JsonNode example) {
        return example.has("text") ? example.path("text").asText() : plain(example.path("body"));
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        return Json.read(value.toString(), Object.class);
    }

    private static void show(@Nullable Content content, @Nullable Object example) {
        if (content != null && example != null) {
            content.getMediaTypes().values().forEach(media -> media.setExample(example));
        }
    }
}
