package org.baoxue.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baoxue.local.kafka.Topics;
import org.jspecify.annotations.Nullable;

/** Records that nobody can work: one in a hundred of the school systems' topic and of the directory's. */
final class Garbage implements AutoCloseable {
    static final String ATTENDANCE = "baoxue.attendance.v1";
    static final String DIRECTORY = "baoxue.directory.v1";
    private static final long ONE_IN = 100;

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private long ofAttendance;
    private long ofDirectory;

    Garbage(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.idempotence", true, "max.block.ms", 120_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** As many as the topics have come to deserve. */
    synchronized void strew() {
        Map<String, Long> records = new HashMap<>();
        Published.ends(bootstrap).forEach((partition, end) -> records.merge(partition.topic(), end, Long::sum));
        while (ofAttendance * ONE_IN < records.getOrDefault(ATTENDANCE, 0L)) {
            ofAttendance++;
            strewOne(ATTENDANCE, ofAttendance, ofAttendance % 2 == 0);
        }
        while (ofDirectory * ONE_IN < records.getOrDefault(DIRECTORY, 0L)) {
            ofDirectory++;
            strewOne(DIRECTORY, ofDirectory, true);
        }
    }

    /** The directory's topic keeps the latest of a key, so there must be one. */
    static @Nullable String keyOf(String topic) {
        return topic.equals(DIRECTORY) ? "organisation/garbage" : null;
    }

    private void strewOne(String topic, long number, boolean named) {
        var headers = new RecordHeaders();
        if (named) {
            headers.add("ce_id", bytes(UUID.randomUUID().toString()));
            headers.add(
                    "ce_type",
                    bytes(
                            topic.equals(ATTENDANCE)
                                    ? "org.baoxue.attendance.leave-granted.v1"
                                    : "org.baoxue.directory.organisation.v1"));
            headers.add("ce_time", bytes("2026-09-21T00:00:00Z"));
        }
        sent.add(producer.send(new ProducerRecord<>(
                topic,
                (int) (number % Topics.PARTITIONS),
                keyOf(topic),
                bytes(named ? "{\"code\": {\"is\": 7}}" : "no JSON {"),
                headers)));
    }

    /** How many lie in a topic. */
    long of(String topic) throws InterruptedException {
        for (var one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return topic.equals(ATTENDANCE) ? ofAttendance : ofDirectory;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
