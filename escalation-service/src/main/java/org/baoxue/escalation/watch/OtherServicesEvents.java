package org.baoxue.escalation.watch;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How far the topics reach in which other services say what ends a duty. */
@ApplicationScoped
class OtherServicesEvents {
    private static final List<String> TOPICS = List.of("baoxue.case.v1", "baoxue.notification.v1");
    private static final long ANSWER_SECONDS = 10;

    private final Map<String, Object> kafka;

    OtherServicesEvents(
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @Identifier("default-kafka-broker") Map<String, Object> config) {
        this.kafka = new HashMap<>(config);
        kafka.keySet().removeIf(name -> name.startsWith("key.") || name.startsWith("value."));
        kafka.put("bootstrap.servers", brokers);
    }

    /** Where each partition that holds anything ends now. */
    List<Mark> ends() {
        try (Admin admin = Admin.create(kafka)) {
            List<TopicPartition> partitions =
                    admin.describeTopics(TOPICS).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS).values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .toList();
            Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
            return offsets(admin, partitions, OffsetSpec.latest()).entrySet().stream()
                    .filter(end -> !end.getValue().equals(first.get(end.getKey())))
                    .map(end -> new Mark(end.getKey().topic(), end.getKey().partition(), end.getValue()))
                    .toList();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the broker did not say where the topics end", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while asking where the topics end", stopped);
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(wanted).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
