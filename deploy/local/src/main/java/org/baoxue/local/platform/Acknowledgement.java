package org.baoxue.local.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.baoxue.local.http.Json;

/** The platform's answer to one report: `report-acknowledged` with a reference number of its own. */
final class Acknowledgement {
    private static final String TYPE = "org.baoxue.platform.report-acknowledged.v1";

    private Acknowledgement() {}

    /** None for what is no report. The platform lives by the time of what it was sent, so that a set clock holds for it too. */
    static Optional<ProducerRecord<String, byte[]>> of(
            ConsumerRecord<String, byte[]> report, String topic, Instant now) {
        var sent = Json.read(report.value());
        if (!header(report.headers(), "ce_type").contains("-reported.")
                || sent.path("report").isMissingNode()) {
            return Optional.empty();
        }
        var at = sent.path("at").asText(now.toString());
        var id = UUID.nameUUIDFromBytes(
                        ("acknowledge " + header(report.headers(), "ce_id")).getBytes(StandardCharsets.UTF_8))
                .toString();
        var payload = Json.object()
                .put("case", sent.path("case").asText())
                .put("student", sent.path("student").asText())
                .put("report", sent.path("report").asText())
                .put("at", at)
                .put("reference", "GP-" + id.substring(0, 8));
        var answer =
                new ProducerRecord<>(topic, report.key(), payload.toString().getBytes(StandardCharsets.UTF_8));
        put(answer.headers(), "ce_specversion", "1.0");
        put(answer.headers(), "ce_id", id);
        put(answer.headers(), "ce_source", "/baoxue/platform-simulator");
        put(answer.headers(), "ce_type", TYPE);
        put(answer.headers(), "ce_time", at);
        put(answer.headers(), "ce_subject", sent.path("case").asText());
        put(answer.headers(), "content-type", "application/json");
        return Optional.of(answer);
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
