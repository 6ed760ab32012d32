package org.baoxue.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;

/** An OpenAPI 3.1 document, as far as requests are made and answers judged by it. */
final class Api {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** @param path as the document has it, with its parameters in braces */
    record Operation(String id, String method, String path, JsonNode said, List<JsonNode> parameters) {

        Stream<JsonNode> parameters(String in) {
            return parameters.stream().filter(one -> one.path("in").asText().equals(in));
        }

        /** By media type. */
        Optional<Map.Entry<String, JsonNode>> body() {
            return said.path("requestBody").path("content").properties().stream()
                    .findFirst();
        }

        boolean answers(int status) {
            return said.path("responses").has(String.valueOf(status));
        }
    }

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> answers = new HashMap<>();

    Api(String json) {
        this.document = Json.tree(json);
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    List<JsonNode> parameters = new ArrayList<>();
                    path.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
                    method.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
                    operations.add(new Operation(
                            method.getValue().path("operationId").asText(),
                            method.getKey(),
                            path.getKey(),
                            method.getValue(),
                            parameters));
                }
            }
        }
        return operations;
    }

    /** What a reference means; anything else means itself. */
    JsonNode resolved(JsonNode said) {
        var reference = said.path("$ref").asText("");
        return reference.isEmpty() ? said : resolved(document.at(reference.substring(1)));
    }

    /** What is wrong with the body of an answer by the schema that the operation names for its status. */
    List<String> faults(Operation operation, int status, String body) {
        var content = resolved(operation.said().path("responses").path(String.valueOf(status)))
                .path("content");
        var media = content.properties().stream().findFirst();
        if (media.isEmpty() || !media.get().getKey().contains("json")) {
            return List.of();
        }
        return answers
                .computeIfAbsent(
                        operation.id() + " " + status,
                        name -> schema(media.get().getValue().path("schema")))
                .validate(body, InputFormat.JSON)
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema schema(JsonNode said) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("$id", "urn:baoxue:answer:" + answers.size());
        whole.setAll((ObjectNode) said.deepCopy());
        whole.set("components", document.path("components"));
        return registry.getSchema(whole.toString());
    }
}
