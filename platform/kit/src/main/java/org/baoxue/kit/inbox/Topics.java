package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the broker says of topics: their ids, and how far they reach. */
@ApplicationScoped
class Topics {

    private static final long ANSWER_SECONDS = 10;

    private final String brokers;
    private final Map<String, Object> config;
    private final Map<String, UUID> known = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    Topics(
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @Identifier("default-kafka-broker") Map<String, Object> config) {
        this.brokers = brokers;
        this.config = config;
    }

    /** A topic made anew under the same name has another id, so that old offsets do not hide its records. */
    UUID idOf(String topic) {
        return Objects.requireNonNull(known.computeIfAbsent(topic, this::askId));
    }

    /** Forgets what it knew: called when partitions are assigned. */
    void forget() {
        known.clear();
    }

    /** Where each partition that holds anything ends now. A topic that is not there holds nothing. */
    List<Mark> ends(Collection<String> topics) {
        if (topics.isEmpty()) {
            return List.of();
        }
        var partitions = admin().describeTopics(topics).topicNameValues().values().stream()
                .flatMap(topic -> answerIfThere(topic).stream())
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        var first = offsets(partitions, OffsetSpec.earliest());
        return offsets(partitions, OffsetSpec.latest()).entrySet().stream()
                .filter(end -> !end.getValue().equals(first.get(end.getKey())))
                .map(end -> new Mark(end.getKey().topic(), end.getKey().partition(), end.getValue()))
                .toList();
    }

    private UUID askId(String topic) {
        var found = answer(admin().describeTopics(List.of(topic)).allTopicNames());
        var id = Objects.requireNonNull(found.get(topic)).topicId();
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        var wanted = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        return answer(admin().listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> offset(found.getValue())));
    }

    private static long offset(ListOffsetsResultInfo found) {
        return found.offset();
    }

    private static Optional<TopicDescription> answerIfThere(KafkaFuture<TopicDescription> asked) {
        try {
            return Optional.of(answer(asked));
        } catch (IllegalStateException failed) {
            if (failed.getCause() instanceof ExecutionException because
                    && because.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the broker did not answer about its topics", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking the broker about its topics", stopped);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            var settings = new HashMap<>(config);
            settings.put("bootstrap.servers", brokers);
            settings.keySet().removeIf(name -> name.startsWith("key.") || name.startsWith("value."));
            admin = Admin.create(settings);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
