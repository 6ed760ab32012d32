package org.baoxue.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.baoxue.bench.ground.Orders;

/**
 * What cannot be left out of accepting roll calls: parse the request, keep it in one transaction, answer, and give the broker a
 * record of each class. It asks neither who posts nor who belongs to a class.
 */
public final class IntakeFloor {
    public static final String TABLES = CallRow.TABLE;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CONNECTIONS = 16;
    private static final byte[] DONE = "{\"revision\":1}".getBytes(StandardCharsets.UTF_8);

    private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(CONNECTIONS);
    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private long acknowledged;

    private IntakeFloor(String[] arguments) throws SQLException {
        for (int n = 0; n < CONNECTIONS; n++) {
            var connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
            connection.setAutoCommit(false);
            connections.add(connection);
        }
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", arguments[3], "acks", "all", "compression.type", "zstd"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.topic = arguments[4];
    }

    /** @param arguments URL, user and password of the database; brokers; topic; port to listen at */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var floor = new IntakeFloor(arguments);
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[5])), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", floor::take);
        server.start();
        Orders.take(words -> {
            floor.awaitAcknowledged(Long.parseLong(words[1]));
            return "acknowledged";
        });
        System.exit(0);
    }

    private synchronized void awaitAcknowledged(long count) throws InterruptedException {
        while (acknowledged < count) {
            wait();
        }
    }

    private synchronized void acknowledge(@org.jspecify.annotations.Nullable Exception failure) {
        if (failure != null) {
            throw new IllegalStateException("the broker did not take a record", failure);
        }
        acknowledged++;
        notifyAll();
    }

    private void take(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/", -1);
        var body = MAPPER.readTree(exchange.getRequestBody());
        try {
            keep(path[2].equals("classes") ? List.of(event(path[3], path[5], path[6], body)) : events(body));
            exchange.sendResponseHeaders(201, DONE.length);
            exchange.getResponseBody().write(DONE);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            exchange.close();
        }
    }

    private static List<ObjectNode> events(JsonNode school) {
        var events = new ArrayList<ObjectNode>();
        for (var one : school.path("classes")) {
            events.add(event(
                    one.path("class").asText(),
                    school.path("date").asText(),
                    school.path("session").asText(),
                    one));
        }
        return events;
    }

    private static ObjectNode event(String classId, String date, String session, JsonNode said) {
        boolean afternoon = session.equals("PM");
        var event = MAPPER.createObjectNode();
        event.put("school", classId.substring(0, classId.lastIndexOf('-')));
        event.put("place", "530113001");
        event.put("zone", "Asia/Shanghai");
        event.put("class", classId);
        event.put("date", date);
        event.put("session", session);
        event.put("sessionOrder", afternoon ? 2 : 1);
        event.put("sessionStarts", afternoon ? "14:00" : "08:00");
        event.put("kind", "DAILY");
        event.put("revision", 1);
        event.put("takenAt", said.path("takenAt").asText());
        event.put("takenBy", said.path("takenBy").asText());
        event.put("acceptedAt", Instant.now().toString());
        var present = event.putArray("present");
        event.putArray("late");
        var absent = event.putArray("absent");
        event.putArray("leave");
        event.putArray("unknown");
        for (var entry : said.path("entries")) {
            (entry.path("mark").asText().equals("ABSENT") ? absent : present)
                    .add(entry.path("student").asText());
        }
        return event;
    }

    private void keep(List<ObjectNode> events) throws SQLException, InterruptedException, IOException {
        var connection = connections.take();
        try (var insert = CallRow.insert(connection)) {
            for (var event : events) {
                CallRow.add(insert, event);
            }
            insert.executeBatch();
            connection.commit();
        } finally {
            connections.add(connection);
        }
        for (var event : events) {
            var record = new ProducerRecord<>(topic, event.path("school").asText(), MAPPER.writeValueAsBytes(event));
            var _ = producer.send(record, (_, failure) -> acknowledge(failure));
        }
    }
}
