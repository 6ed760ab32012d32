package org.baoxue.local.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.baoxue.local.http.Json;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Path CONTRACTS = Path.of("../../case-service/contracts/events");
    private static final Instant NOW = Instant.parse("2026-09-09T07:00:03Z");

    @Test
    void every_example_of_a_report_is_taken_in_under_the_same_ids_each_time_and_a_case_is_dispatched()
            throws Exception {
        for (var example : examples("case-reported")) {
            var answers = Answers.to(example, "in", NOW);
            assertEquals(2, answers.size());
            var again = Answers.to(example, "in", NOW.plusSeconds(60));
            for (int i = 0; i < answers.size(); i++) {
                assertArrayEquals(
                        answers.get(i).headers().lastHeader("ce_id").value(),
                        again.get(i).headers().lastHeader("ce_id").value());
                mustHaveWhatIsRequired(
                        i == 0 ? "report-acknowledged" : "dispatch-confirmed",
                        answers.get(i).value());
            }
        }
    }

    @Test
    void a_month_report_is_acknowledged_and_a_withdrawal_needs_no_answer() throws Exception {
        for (var example : examples("month-reported")) {
            assertEquals(1, Answers.to(example, "in", NOW).size());
        }
        for (var example : examples("case-withdrawn")) {
            assertEquals(List.of(), Answers.to(example, "in", NOW));
        }
    }

    private static void mustHaveWhatIsRequired(String type, byte[] payload) throws Exception {
        var schema = Json.read(Files.readAllBytes(CONTRACTS.resolve(type + ".v1.schema.json")));
        var sent = Json.read(payload);
        schema.path("required").forEach(field -> assertEquals(true, sent.has(field.asText()), type + " " + field));
    }

    private static List<ConsumerRecord<String, byte[]>> examples(String type) throws Exception {
        try (var files = Files.list(CONTRACTS.resolve("examples"))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(type))
                    .map(file -> message(type, file))
                    .toList();
        }
    }

    private static ConsumerRecord<String, byte[]> message(String type, Path file) {
        try {
            var message = new ConsumerRecord<>("out", 0, 0, "s-1", Files.readAllBytes(file));
            message.headers().add("ce_id", file.toString().getBytes(StandardCharsets.UTF_8));
            message.headers().add("ce_type", ("org.baoxue.platform." + type + ".v1").getBytes(StandardCharsets.UTF_8));
            return message;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
