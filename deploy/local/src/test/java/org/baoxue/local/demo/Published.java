package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baoxue.local.http.Json;
import org.baoxue.local.kafka.Topics;

/** Everything that lies in the topics at the end, repeats included, and what must be true of it whatever happened. */
final class Published {
    private record Said(String topic, String type, String time, JsonNode payload) {
        Instant at() {
            return Instant.parse(time);
        }

        Instant instant(String field) {
            return Instant.parse(text(field));
        }

        String text(String field) {
            return payload.path(field).asText("");
        }

        boolean is(String name) {
            return type.endsWith("." + name + ".v1");
        }
    }

    private final Map<String, Said> byId = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int repeats;

    static Published in(String bootstrap) {
        var published = new Published();
        try (var consumer = consumer(bootstrap)) {
            var partitions = partitions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(published::take);
            }
        }
        published.check();
        return published;
    }

    /** Where each partition ends now. */
    static Map<TopicPartition, Long> ends(String bootstrap) {
        try (var consumer = consumer(bootstrap)) {
            return consumer.endOffsets(partitions());
        }
    }

    /** What was published after {@code from}, each with its topic and type. */
    static List<String> since(String bootstrap, Map<TopicPartition, Long> from) {
        var said = new ArrayList<String>();
        try (var consumer = consumer(bootstrap)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            var ends = consumer.endOffsets(from.keySet());
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(message -> said.add(message.topic() + " " + header(message, "ce_type") + " "
                                + (message.value() == null
                                        ? ""
                                        : new String(message.value(), StandardCharsets.UTF_8))));
            }
        }
        return said;
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "max.poll.records", 2000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions() {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : Topics.all()) {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        return partitions;
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        if (header(message, "ce_id").isEmpty()) {
            return; // nothing that the suite has said
        }
        var said = new Said(
                message.topic(),
                header(message, "ce_type"),
                header(message, "ce_time"),
                message.value() == null ? MissingNode.getInstance() : Json.read(message.value()));
        var before = byId.putIfAbsent(header(message, "ce_id"), said);
        if (before != null) {
            repeats++;
            if (!before.equals(said)) {
                faults.add("one event id, two events: " + before + " and " + said);
            }
        }
    }

    private void check() {
        once(
                "a duty is opened twice for one thing",
                "duty-opened",
                said -> said.payload().path("subject").path("id").asText() + " " + said.text("rule") + " "
                        + said.text("date") + " " + said.text("day") + " "
                        + said.text("revision"));
        once(
                "a rule fires twice",
                "rule-fired",
                said -> said.text("spell") + " " + said.text("rule") + " " + said.text("day") + " "
                        + said.text("revision"));
        once("a case is opened twice", "case-opened", said -> said.text("student"));
        once("a report is drafted twice", "report-drafted", said -> said.text("duty"));
        once("a report is signed twice", "report-signed", said -> said.text("report"));
        once(
                "a notice is taken up twice",
                "notice-accepted",
                said -> said.text("duty") + said.text("telling") + " "
                        + said.payload().path("audience") + " " + said.text("occasion") + " " + said.text("report")
                        + said.text("corrects"));
        once("a notice is delivered twice", "notice-delivered", said -> said.text("notice"));
        duties();
        early();
    }

    /** Nothing that only time makes the suite do is done, and nobody is told, before its time. */
    private void early() {
        Map<String, Instant> due = new HashMap<>();
        for (var said : byId.values()) {
            if (said.is("duty-opened") || said.is("duty-moved")) {
                due.put(said.text("duty"), said.instant("dueAt"));
            } else if (said.is("duty-lapsed")) {
                notBefore(due.getOrDefault(said.text("duty"), Instant.MAX), said);
            } else if (said.is("rule-fired")
                    || (said.is("notice-accepted") && said.payload().has("dueAt"))) {
                notBefore(said.instant("dueAt"), said);
            }
        }
    }

    private void notBefore(Instant due, Said said) {
        if (said.at().isBefore(due)) {
            faults.add("early, at " + said.at() + " and not " + due + ": " + said.type() + " " + said.payload());
        }
    }

    private interface Key {
        String of(Said said);
    }

    private void once(String what, String name, Key key) {
        var found = new HashMap<String, Said>();
        for (var said : byId.values()) {
            if (said.is(name)) {
                var before = found.putIfAbsent(key.of(said), said);
                if (before != null) {
                    faults.add(what + ": " + key.of(said) + ": " + before.payload() + " and " + said.payload());
                }
            }
        }
    }

    /** Each has one ending, none before it was opened. */
    private void duties() {
        var opened = new HashSet<String>();
        var ended = new HashMap<String, String>();
        for (var said : byId.values()) {
            if (said.is("duty-opened")) {
                opened.add(said.text("duty"));
            } else if (Set.of("duty-done", "duty-lapsed", "duty-cancelled").stream()
                    .anyMatch(said::is)) {
                var before = ended.put(said.text("duty"), said.type());
                if (before != null) {
                    faults.add("a duty ends twice: " + before + " and " + said.type() + " " + said.payload());
                }
            }
        }
        ended.keySet().stream()
                .filter(duty -> !opened.contains(duty))
                .forEach(duty -> faults.add("a duty ended that nobody opened: " + duty));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Events that lie in a topic more than once: what a relay that was killed sends again. */
    int repeats() {
        return repeats;
    }
}
