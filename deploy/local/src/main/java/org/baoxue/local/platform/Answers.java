package org.baoxue.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.baoxue.local.http.Json;

/**
 * The platform's answers to one report: it is taken in under a number of the platform's own, and for a case the county
 * names the township that persuades (派单), the one where the child is registered.
 */
final class Answers {
    private static final String TYPES = "org.baoxue.platform.";

    private Answers() {}

    /** None for what is no report. The platform lives by the time of what it was sent, so that a set clock holds for it too. */
    static List<ProducerRecord<String, byte[]>> to(ConsumerRecord<String, byte[]> report, String topic, Instant now) {
        var sent = Json.read(report.value());
        var type = header(report.headers(), "ce_type");
        if (!type.contains("-reported.")) {
            return List.of();
        }
        var id = header(report.headers(), "ce_id");
        var at = sent.path("at").asText(now.toString());
        var reference = "GP-" + derived("reference", id).substring(0, 8);
        var acknowledged =
                common(sent, at, reference).put("report", sent.path("report").asText());
        var answers = new ArrayList<ProducerRecord<String, byte[]>>();
        answers.add(event(topic, report.key(), "report-acknowledged.v1", derived("acknowledged", id), acknowledged));
        if (type.contains(".case-reported.")) {
            var dispatched = common(sent, at, reference)
                    .put(
                            "responsible",
                            sent.path("homePlace").asText(sent.path("place").asText()));
            answers.add(event(topic, report.key(), "dispatch-confirmed.v1", derived("dispatched", id), dispatched));
        }
        return answers;
    }

    private static ObjectNode common(JsonNode sent, String at, String reference) {
        return Json.object()
                .put("case", sent.path("case").asText())
                .put("student", sent.path("student").asText())
                .put("at", at)
                .put("reference", reference);
    }

    private static ProducerRecord<String, byte[]> event(
            String topic, String key, String type, String id, ObjectNode payload) {
        var event = new ProducerRecord<>(topic, key, payload.toString().getBytes(StandardCharsets.UTF_8));
        put(event.headers(), "ce_specversion", "1.0");
        put(event.headers(), "ce_id", id);
        put(event.headers(), "ce_source", "/baoxue/platform-simulator");
        put(event.headers(), "ce_type", TYPES + type);
        put(event.headers(), "ce_time", payload.path("at").asText());
        put(event.headers(), "ce_subject", payload.path("case").asText());
        put(event.headers(), "content-type", "application/json");
        return event;
    }

    private static String derived(String what, String id) {
        return UUID.nameUUIDFromBytes((what + " " + id).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
