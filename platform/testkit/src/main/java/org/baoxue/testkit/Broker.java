package org.baoxue.testkit;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in this JVM, with the suite's topics. */
final class Broker {

    static final String PROPERTY = "baoxue.test.kafka";
    private static final int PARTITIONS = 2;
    private static final List<String> TOPICS = List.of(
            "baoxue.attendance.v1",
            "baoxue.roster.v1",
            "baoxue.escalation.v1",
            "baoxue.case.v1",
            "baoxue.notification.v1",
            "baoxue.directory.v1",
            "baoxue.platform-out.v1",
            "baoxue.platform-in.v1",
            "baoxue.test.v1");

    private @Nullable EmbeddedKafkaBroker broker;

    Map<String, String> start() {
        broker = new EmbeddedKafkaBroker()
                .withNodeId(1)
                .withDeleteLogDirsOnClose(true)
                .start();
        String servers = broker.getAdvertisedListeners();
        makeTopics(servers);
        System.setProperty(PROPERTY, servers);
        return Map.of("kafka.bootstrap.servers", servers);
    }

    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static void makeTopics(String servers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Stream<NewTopic> topics = TOPICS.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1));
            admin.createTopics(topics.toList()).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the broker made no topics", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
