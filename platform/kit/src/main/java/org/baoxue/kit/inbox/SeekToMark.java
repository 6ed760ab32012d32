package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.baoxue.kit.store.Transactions;

/**
 * On assignment, and only then, reading goes to where the database says it stopped. What a node that fell out has left unread
 * is a backlog.
 */
@ApplicationScoped
@Identifier("inbox") class SeekToMark implements KafkaConsumerRebalanceListener {

    private final InboxStore store;
    private final Topics topics;
    private final Transactions transactions;
    private final Backlog backlog;

    SeekToMark(InboxStore store, Topics topics, Transactions transactions, Backlog backlog) {
        this.store = store;
        this.topics = topics;
        this.transactions = transactions;
        this.backlog = backlog;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        topics.forget();
        backlog.hearAnew();
        var byTopic = partitions.stream().collect(Collectors.groupingBy(TopicPartition::topic));
        byTopic.forEach((topic, assigned) -> {
            var marks = transactions.asWorker(() -> store.marks(topics.idOf(topic)));
            for (var partition : assigned) {
                long next = marks.stream()
                        .filter(mark -> mark.partition() == partition.partition())
                        .mapToLong(InboxStanding.Mark::next)
                        .findFirst()
                        .orElse(0);
                consumer.seek(partition, next);
            }
        });
    }
}
