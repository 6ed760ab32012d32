package org.baoxue.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values for the schemas of a document: ones that fit, and ones that somebody sends all the same. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    /** What honest mistakes and dishonest hands send as text. */
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "\uFFFF",
            "𪚥",
            "\u202Egpj.exe",
            "é",
            "x".repeat(5_000),
            "9".repeat(400),
            "' or '1'='1' --",
            "\"; drop table student; --",
            "$1::regclass",
            "../../../../etc/passwd",
            "%00",
            "%2e%2e%2f",
            "{}",
            "[]",
            "null",
            "undefined",
            "NaN",
            "-0",
            "1e309",
            "-99999999999999999999",
            "0x10",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1:1/x}",
            "{{7*7}}",
            "*",
            "\r\nX-Injected: 1",
            "9999-12-31",
            "0000-00-00",
            "-99999-01-01",
            "2026-02-30",
            "2026-10-12T25:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "2026-10-12T00:05:00");

    private final Api api;
    private final Random random;
    private final Map<String, List<String>> known;

    /** @param known values that there are, by the names of parameters and fields */
    Values(Api api, Random random, Map<String, List<String>> known) {
        this.api = api;
        this.random = random;
        this.known = known;
    }

    String hostile() {
        return pick(HOSTILE);
    }

    /** For a parameter: of text. */
    String text(String name, JsonNode schema) {
        return fitting(name, schema, 0).asText();
    }

    /** A value that fits the schema, as often as its words allow, and names what there is. */
    JsonNode fitting(String name, JsonNode said, int depth) {
        var schema = api.resolved(said);
        if (schema.has("anyOf") || schema.has("oneOf")) {
            var choices = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
            return fitting(name, choices.get(random.nextInt(choices.size())), depth);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> JSON.numberNode(number(schema));
            case "number" -> JSON.numberNode(random.nextInt(100) / 4.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(string(name, schema));
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.get(random.nextInt(type.size())).asText();
        }
        return type.isMissingNode() && schema.has("properties") ? "object" : type.asText("string");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(one -> required.add(one.asText()));
        for (var field : schema.path("properties").properties()) {
            if (required.contains(field.getKey()) || (depth < DEEPEST && random.nextInt(4) > 0)) {
                object.set(field.getKey(), fitting(field.getKey(), field.getValue(), depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        var array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int length = depth < DEEPEST ? Math.max(least, random.nextInt(3)) : least;
        for (int i = 0; i < length; i++) {
            array.add(fitting(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    /** Mostly inside the bounds, often on them, sometimes just beyond. */
    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(least + 20);
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> least - 1;
            case 3 -> most + 1;
            default -> least + random.nextInt((int) Math.min(1_000, most - least + 1));
        };
    }

    private String string(String name, JsonNode schema) {
        var there = known.get(name);
        if (there != null && random.nextInt(10) > 0) {
            return pick(there);
        }
        return switch (schema.path("format").asText("")) {
            case "date" -> "2026-10-%02d".formatted(1 + random.nextInt(28));
            case "date-time" -> "2026-10-%02dT00:%02d:00Z".formatted(10 + random.nextInt(4), random.nextInt(60));
            default -> {
                int most = schema.path("maxLength").asInt(12);
                int length = random.nextInt(6) == 0 ? most + random.nextInt(2) : 1 + random.nextInt(Math.min(most, 12));
                yield "f" + "z".repeat(Math.max(0, length - 1));
            }
        };
    }

    /** The value with something wrong in it, at one place of it. */
    JsonNode spoilt(JsonNode value) {
        if (value.isContainerNode() && !value.isEmpty() && random.nextInt(5) > 0) {
            return spoiltInside(value);
        }
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextLong());
            case 2 -> JSON.booleanNode(true);
            case 3 -> JSON.arrayNode().add(value.deepCopy());
            case 4 -> JSON.objectNode().put("unknown", "x");
            case 5 -> nested();
            default -> JSON.textNode(hostile());
        };
    }

    private JsonNode spoiltInside(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ArrayNode array) {
            int at = random.nextInt(array.size());
            if (random.nextInt(6) == 0) {
                array.add(array.get(at).deepCopy());
            } else {
                array.set(at, spoilt(array.get(at)));
            }
        } else if (copy instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            var name = pick(names);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.put("unknown", hostile());
                default -> object.set(name, spoilt(object.path(name)));
            }
        }
        return copy;
    }

    private static JsonNode nested() {
        JsonNode inner = JSON.arrayNode();
        for (int i = 0; i < 900; i++) {
            inner = JSON.arrayNode().add(inner);
        }
        return inner;
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
