package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** A topic made anew under the same name has another id, so that old offsets do not hide its records. */
@ApplicationScoped
class TopicIds {

    private final String brokers;
    private final Map<String, Object> config;
    private final Map<String, UUID> known = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    TopicIds(
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @Identifier("default-kafka-broker") Map<String, Object> config) {
        this.brokers = brokers;
        this.config = config;
    }

    UUID of(String topic) {
        return Objects.requireNonNull(known.computeIfAbsent(topic, this::ask));
    }

    /** Forgets what it knew: called when partitions are assigned. */
    void forget() {
        known.clear();
    }

    private synchronized UUID ask(String topic) {
        if (admin == null) {
            var settings = new HashMap<>(config);
            settings.put("bootstrap.servers", brokers);
            settings.keySet().removeIf(name -> name.startsWith("key.") || name.startsWith("value."));
            admin = Admin.create(settings);
        }
        try {
            var id = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(10, TimeUnit.SECONDS)
                            .get(topic))
                    .topicId();
            return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the broker did not say the id of topic " + topic, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking for the id of topic " + topic, stopped);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
