package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baoxue.local.http.Json;
import org.baoxue.local.kafka.Topics;

/** The roll calls of attendance's topic, from its beginning, beside those that were taken over REST. */
final class RollCallsInTopic {
    private static final String TOPIC = "baoxue.attendance.v1";
    private static final String TYPE = "org.baoxue.attendance.roll-call-recorded.v1";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SHOWN = 5;

    private final String bootstrap;
    private final Map<String, String> idsOf = new HashMap<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<String, List<String>> absentOf = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int repeats;

    RollCallsInTopic(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Reads on until everything that was taken is there, or for as long as a relay may take at the most. */
    List<String> differences(Map<String, List<String>> taken) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "max.poll.records", 2000);
        try (var consumer =
                new KafkaConsumer<String, byte[]>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = new ArrayList<TopicPartition>();
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                partitions.add(new TopicPartition(TOPIC, partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!absentOf.keySet().containsAll(taken.keySet()) && System.nanoTime() < end) {
                consumer.poll(POLL).forEach(this::take);
            }
        }
        compare(taken);
        Stage.say(absentOf.size() + " roll calls in the topic of " + taken.size() + " taken, " + repeats
                + " of them twice under the same id");
        return faults;
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        if (!header(message, "ce_type").equals(TYPE)) {
            return;
        }
        var id = header(message, "ce_id");
        var said = Json.read(message.value());
        var before = byId.putIfAbsent(id, said);
        if (before != null) {
            repeats++;
            if (!before.equals(said)) {
                faults.add("one event id, two roll calls: " + before + " and " + said);
            }
            return;
        }
        var name = said.path("class").asText() + "/" + said.path("date").asText() + "/"
                + said.path("session").asText();
        var other = idsOf.putIfAbsent(name, id);
        if (other != null) {
            faults.add(name + " is there under two ids: " + byId.get(other) + " and " + said);
        }
        var absent = new TreeSet<String>();
        said.path("absent").forEach(student -> absent.add(student.asText()));
        absentOf.put(name, List.copyOf(absent));
    }

    private void compare(Map<String, List<String>> taken) {
        taken.entrySet().stream()
                .filter(one -> !one.getValue().equals(absentOf.get(one.getKey())))
                .limit(SHOWN)
                .forEach(one -> faults.add(one + " was taken, and published is " + absentOf.get(one.getKey())));
        absentOf.keySet().stream()
                .filter(name -> !taken.containsKey(name))
                .limit(SHOWN)
                .forEach(name -> faults.add(name + " is published and nobody was told that it is taken"));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
