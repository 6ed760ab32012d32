package org.baoxue.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/** Reads what a topic really holds, and writes to topics as other services do. */
public final class EventProbe implements AutoCloseable {

    /** @param body null for a tombstone */
    public record Seen(
            String key, String id, String type, @Nullable JsonNode body, Map<String, String> headers) {

        /** The text of a field of the body; empty when absent. */
        public String text(String field) {
            return body == null ? "" : body.path(field).asText();
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Seen> seen = new ArrayList<>();

    private EventProbe(String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A probe that reads the topic from its beginning. */
    public static EventProbe of(String topic) {
        return new EventProbe(topic);
    }

    /** Reads on until one event fits, and returns it; fails after a while with what was there. */
    public Seen await(Predicate<Seen> fits) {
        return awaitAll(1, fits).getFirst();
    }

    /** Reads on until {@code count} events fit, and returns all that do. */
    public List<Seen> awaitAll(int count, Predicate<Seen> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var fitting = seen.stream().filter(fits).toList();
            if (fitting.size() >= count) {
                return fitting;
            }
            poll();
        }
        throw new AssertionError("no such event within " + PATIENCE + "; the topic holds " + seen.size() + ": "
                + seen.stream().map(one -> one.type() + "@" + one.key()).toList());
    }

    /** Everything the topic holds up to its present end. */
    public List<Seen> all() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        return List.copyOf(seen);
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> seen.add(read(record)));
    }

    private static Seen read(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new Seen(
                record.key(),
                headers.getOrDefault("ce_id", ""),
                headers.getOrDefault("ce_type", ""),
                record.value() == null ? null : tree(record.value()),
                headers);
    }

    private static @Nullable JsonNode tree(byte[] value) {
        var text = new String(value, StandardCharsets.UTF_8);
        return text.startsWith("{") ? Json.tree(text) : null;
    }

    /** Publishes an event as another service would; returns its id. */
    public static UUID publish(String topic, String key, String type, Object body) {
        var payload = body instanceof String text ? text : Json.write(body);
        var id = EventId.of(type, key, payload);
        publishRaw(topic, key, Map.of("ce_specversion", "1.0", "ce_id", id.toString(), "ce_type", type), payload);
        return id;
    }

    /** Publishes any bytes at all, with any headers. */
    public static void publishRaw(String topic, String key, Map<String, String> headers, @Nullable String payload) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            byte[] value = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
            var record = new ProducerRecord<>(topic, key, value);
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String brokers() {
        return Objects.requireNonNull(
                System.getProperty(Broker.PROPERTY), "the test needs @WithTestResource(Platform.class)");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
