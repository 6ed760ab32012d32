package org.baoxue.bench.ours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baoxue.local.http.Json;

/** Hears what the service publishes from now on, as another service would, and when. */
public final class Told implements AutoCloseable {
    private static final String TOPIC = "baoxue.escalation.v1";
    private static final String LAPSED = "org.baoxue.escalation.duty-lapsed.v1";

    /**
     * A duty that nobody did in time.
     *
     * @param heard when this process read of it, by the machine's clock
     */
    public record Lapse(String duty, Instant heard) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final ConcurrentLinkedQueue<Lapse> lapses = new ConcurrentLinkedQueue<>();
    private final Thread reader;
    private volatile boolean running = true;

    public Told(String bootstrap) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 10),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.reader = Thread.ofPlatform().name("told").start(this::read);
    }

    private void read() {
        while (running) {
            for (var record : consumer.poll(Duration.ofMillis(50))) {
                note(record);
            }
        }
        consumer.close();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        var heard = Instant.now();
        var type = record.headers().lastHeader("ce_type");
        if (type != null && LAPSED.equals(new String(type.value(), java.nio.charset.StandardCharsets.UTF_8))) {
            JsonNode event = Json.read(record.value());
            lapses.add(new Lapse(event.path("duty").asText(), heard));
        }
    }

    public List<Lapse> lapses() {
        return List.copyOf(lapses);
    }

    @Override
    public void close() {
        running = false;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
