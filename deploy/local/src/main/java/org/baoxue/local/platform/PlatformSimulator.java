package org.baoxue.local.platform;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stands in for the government platform: takes in every report it is sent. What it answers follows from what it was
 * sent alone, so a report read twice is answered with the same event ids.
 */
public final class PlatformSimulator implements AutoCloseable {
    private static final String OUT = "baoxue.platform-out.v1";
    private static final String IN = "baoxue.platform-in.v1";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final InstantSource clock;
    private final Thread thread;

    public PlatformSimulator(String bootstrap, InstantSource clock) {
        this.clock = clock;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "platform-simulator",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.thread = Thread.ofPlatform().name("platform-simulator").daemon().start(this::run);
    }

    private void run() {
        try (consumer;
                producer) {
            consumer.subscribe(List.of(OUT));
            while (true) {
                answerAll();
            }
        } catch (WakeupException closing) {
            return;
        }
    }

    private void answerAll() {
        try {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                for (var sent : answers(records)) {
                    sent.get();
                }
                consumer.commitSync();
            }
        } catch (WakeupException | InterruptException closing) {
            throw closing;
        } catch (KafkaException | ExecutionException brokerAway) {
            rewind(); // the same reports are read again and answered with the same ids
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void rewind() {
        var committed = consumer.committed(consumer.assignment());
        committed.forEach((partition, offset) -> consumer.seek(partition, offset == null ? 0 : offset.offset()));
    }

    private List<Future<RecordMetadata>> answers(ConsumerRecords<String, byte[]> records) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var report : records) {
            Answers.to(report, IN, clock.instant()).forEach(answer -> sent.add(producer.send(answer)));
        }
        return sent;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join(Duration.ofSeconds(5));
    }
}
