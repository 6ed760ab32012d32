package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baoxue.local.http.Json;
import org.baoxue.local.kafka.Topics;

/** Reads what the suite publishes, each event once however often it was sent, and hands it on in the order of the topics. */
final class Observer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final List<String> TOPICS =
            List.of("baoxue.attendance.v1", "baoxue.escalation.v1", "baoxue.case.v1", "baoxue.notification.v1");

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> seen = new HashSet<>();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private long repeated;

    Observer(String bootstrap) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : TOPICS) {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void tell(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** Reads on until these ends are reached. */
    void catchUp(Map<String, Long> ends) {
        while (!reached(ends)) {
            consumer.poll(POLL).forEach(this::hand);
        }
    }

    /** Events that came more than once, with the same id. */
    long repeated() {
        return repeated;
    }

    private boolean reached(Map<String, Long> ends) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.position(partition)
                        >= ends.getOrDefault(partition.topic() + "/" + partition.partition(), 0L));
    }

    private void hand(ConsumerRecord<String, byte[]> message) {
        var id = header(message, "ce_id");
        if (!seen.add(id)) {
            repeated++;
            return;
        }
        var type = header(message, "ce_type").split("\\.", -1);
        if (type.length == 5) {
            var payload = message.value() == null ? MissingNode.getInstance() : Json.read(message.value());
            var event = new Event(id, type[2], type[3], Instant.parse(header(message, "ce_time")), payload);
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
