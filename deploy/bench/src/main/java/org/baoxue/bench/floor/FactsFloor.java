package org.baoxue.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baoxue.bench.ground.Orders;

/**
 * What cannot be left out of taking in roll calls: parse each record, keep it, keep one row for each missing child, and
 * remember the offset, in one transaction for what one poll brought.
 */
public final class FactsFloor {
    public static final String TABLES = CallRow.TABLE + """
            create table spell (student text primary key, school text, class_id text, opened_at timestamptz, state text);
            create table mark (part int primary key, next_offset bigint);
            """;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KafkaConsumer<String, byte[]> consumer;
    private final Connection connection;
    private long taken;

    private FactsFloor(String[] arguments) throws SQLException {
        this.connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
        connection.setAutoCommit(false);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", arguments[3],
                        "group.id", "floor",
                        "auto.offset.reset", "latest",
                        "enable.auto.commit", "false",
                        "max.poll.records", "500"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(arguments[4]));
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        consumer.assignment().forEach(consumer::position);
    }

    /** @param arguments URL, user and password of the database; brokers; topic */
    public static void main(String[] arguments) throws Exception {
        var floor = new FactsFloor(arguments);
        Thread.ofPlatform().daemon().name("consumer").start(floor::consume);
        Orders.take(words -> {
            floor.awaitTaken(Long.parseLong(words[1]));
            return "taken";
        });
        System.exit(0);
    }

    private synchronized void awaitTaken(long count) throws InterruptedException {
        while (taken < count) {
            wait();
        }
    }

    private void consume() {
        while (true) {
            var records = consumer.poll(Duration.ofMillis(100));
            if (!records.isEmpty()) {
                try {
                    keep(records);
                } catch (SQLException | IOException e) {
                    throw new IllegalStateException(e);
                }
                synchronized (this) {
                    taken += records.count();
                    notifyAll();
                }
            }
        }
    }

    private void keep(ConsumerRecords<String, byte[]> records) throws SQLException, IOException {
        try (var call = CallRow.insert(connection);
                var spell = connection.prepareStatement(
                        "insert into spell values (?, ?, ?, ?::timestamptz, 'OPEN') on conflict do nothing");
                var mark = connection.prepareStatement("insert into mark values (?, ?)"
                        + " on conflict (part) do update set next_offset = excluded.next_offset")) {
            for (var partition : records.partitions()) {
                var batch = records.records(partition);
                for (var record : batch) {
                    var event = MAPPER.readTree(record.value());
                    if (event.has("class")) {
                        CallRow.add(call, event);
                        addSpells(spell, event);
                    }
                }
                mark.setInt(1, partition.partition());
                mark.setLong(2, batch.getLast().offset() + 1);
                mark.addBatch();
            }
            call.executeBatch();
            spell.executeBatch();
            mark.executeBatch();
        }
        connection.commit();
    }

    private static void addSpells(java.sql.PreparedStatement spell, JsonNode event) throws SQLException {
        for (var student : CallRow.names(event, "absent")) {
            spell.setString(1, student);
            spell.setString(2, event.path("school").asText());
            spell.setString(3, event.path("class").asText());
            spell.setString(4, event.path("takenAt").asText());
            spell.addBatch();
        }
    }
}
