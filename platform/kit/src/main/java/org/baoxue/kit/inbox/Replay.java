package org.baoxue.kit.inbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Passing;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic once, from its first record (or from where an earlier attempt came to) to where it ends now: for a service
 * that tells its own state anew from what it has published. Each batch goes through the {@link Inbox}, so it may be broken off
 * and begun again, and two nodes that do it at once do it once. What is no event at all nobody published as one: it is passed by.
 */
@ApplicationScoped
public class Replay {

    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration TELL = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    /** So many records before the end are looked at again, for when the last word was said. */
    private static final int LAST_WORDS = 100;

    private final String brokers;
    private final Map<String, Object> config;
    private final Inbox inbox;
    private final InboxStore store;
    private final DeadLetterStore letters;
    private final ParkedRecords parked;
    private final SuiteClock clock;
    private final Topics topics;
    private final Transactions transactions;

    Replay(
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @Identifier("default-kafka-broker") Map<String, Object> config,
            Inbox inbox,
            InboxStore store,
            DeadLetterStore letters,
            ParkedRecords parked,
            SuiteClock clock,
            Topics topics,
            Transactions transactions) {
        this.brokers = brokers;
        this.config = config;
        this.inbox = inbox;
        this.store = store;
        this.letters = letters;
        this.parked = parked;
        this.clock = clock;
        this.topics = topics;
        this.transactions = transactions;
    }

    /**
     * Waits for the broker as long as it takes: nobody can know before what there is to be read. What an earlier attempt could not
     * work is tried again first, for the program may be another one now.
     *
     * @return when the last of the events was published, by the broker's or the publisher's real time; empty where there is none
     * @throws IllegalStateException when an event could not be worked: it is parked, and the state would not be whole
     */
    public Optional<Instant> read(EventHandler handler) {
        List<Mark> ends = ends(handler.topic());
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        workParked(handler);
        Optional<Instant> last = read(handler, ends);
        if (transactions.asWorker(() -> store.isParked(handler.topic()))) {
            throw notWhole(handler, null);
        }
        return last;
    }

    private void workParked(EventHandler handler) {
        try {
            while (transactions.asWorker(() -> workSomeParked(handler))) {
                // the next of them
            }
        } catch (RuntimeException failed) {
            throw Passing.is(failed) ? failed : notWhole(handler, failed);
        }
    }

    private boolean workSomeParked(EventHandler handler) {
        var held = letters.hold(handler.topic(), BATCH);
        parked.work(handler, held);
        return letters.settle(held, clock.now()) > 0;
    }

    private static IllegalStateException notWhole(EventHandler handler, @Nullable RuntimeException failed) {
        return new IllegalStateException(
                "An event of " + handler.topic()
                        + " cannot be read, so the state told from it would not be whole: see the log before this line and the"
                        + " table dead_letter, let a version start that can read it, or restore the database from its backup.",
                failed);
    }

    private List<Mark> ends(String topic) {
        while (true) {
            try {
                return topics.ends(List.of(topic));
            } catch (IllegalStateException noAnswer) {
                Line.of("waiting for the broker, to learn what was published before")
                        .with("topic", topic)
                        .warn(LOG, noAnswer);
                pause();
            }
        }
    }

    private Optional<Instant> read(EventHandler handler, List<Mark> ends) {
        Map<TopicPartition, Long> left = new HashMap<>();
        ends.forEach(end -> left.put(new TopicPartition(end.topic(), end.partition()), end.next()));
        long all = left.values().stream().mapToLong(Long::longValue).sum();
        Instant last = Instant.EPOCH;
        long toldAt = System.nanoTime();
        try (var consumer = consumer()) {
            consumer.assign(left.keySet());
            left.forEach((partition, end) -> consumer.seek(partition, begin(partition, end)));
            while (left.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                var records = events(consumer.poll(POLL));
                inbox.receive(records, handler);
                for (ConsumerRecord<String, byte[]> record : records) {
                    Instant at = Instant.ofEpochMilli(record.timestamp());
                    last = at.isAfter(last) ? at : last;
                }
                if (System.nanoTime() - toldAt > TELL.toNanos()) {
                    toldAt = System.nanoTime();
                    tell(handler.topic(), consumer, left, all);
                }
            }
        }
        return Optional.of(last).filter(Instant.EPOCH::isBefore);
    }

    private static ConsumerRecords<String, byte[]> events(ConsumerRecords<String, byte[]> read) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> events = new HashMap<>();
        for (var partition : read.partitions()) {
            var all = read.records(partition);
            var some = all.stream().filter(IncomingEvent::isOne).toList();
            events.put(partition, some);
            if (some.size() < all.size()) {
                Line.of("records that are no events are passed by")
                        .with("topic", partition.topic())
                        .with("partition", partition.partition())
                        .with("records", all.size() - some.size())
                        .warn(LOG);
            }
        }
        return new ConsumerRecords<>(events, read.nextOffsets());
    }

    private static void tell(
            String topic, Consumer<String, byte[]> consumer, Map<TopicPartition, Long> left, long all) {
        long done = left.keySet().stream().mapToLong(consumer::position).sum();
        Line.of("telling the state anew")
                .with("topic", topic)
                .with("offset", done)
                .with("of", all)
                .info(LOG);
    }

    /** Where an earlier attempt came to; what the inbox has seen of it does nothing again. */
    private long begin(TopicPartition partition, long end) {
        return Math.max(0, Math.min(markOf(partition), end - LAST_WORDS));
    }

    private long markOf(TopicPartition partition) {
        return transactions.asWorker(() -> store.marks(topics.idOf(partition.topic())).stream()
                .filter(mark -> mark.partition() == partition.partition())
                .mapToLong(Mark::next)
                .findFirst()
                .orElse(0));
    }

    private Consumer<String, byte[]> consumer() {
        var settings = new HashMap<>(config);
        settings.put("bootstrap.servers", brokers);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.keySet()
                .removeIf(name -> name.startsWith("key.") || name.startsWith("value.") || name.equals("group.id"));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the broker answered", stopping);
        }
    }
}
