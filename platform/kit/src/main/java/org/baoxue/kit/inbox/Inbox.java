package org.baoxue.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Changed;
import org.baoxue.kit.store.Passing;
import org.baoxue.kit.store.Transactions;
import org.jboss.logging.Logger;

/**
 * Works a Kafka batch as one transaction: seen, state and outbox together.
 *
 * <p>The partition's row is locked first and records below its mark are skipped, so a frozen consumer that wakes after
 * its partition was given away changes nothing. A batch that fails is worked again record by record; only the record
 * that fails alone is parked, and those of its key behind it. What is not the records' fault (the database or the broker
 * away, a lock lost, intake that an operator has paused) is tried again until it passes: nothing is ever skipped for it.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSED = Duration.ofMillis(500);

    private final InboxStore store;
    private final PauseStore pauses;
    private final Topics topics;
    private final Transactions transactions;
    private final BatchTrace trace;
    private final Event<Changed> changed;
    private volatile boolean running = true;

    Inbox(
            InboxStore store,
            PauseStore pauses,
            Topics topics,
            Transactions transactions,
            BatchTrace trace,
            Event<Changed> changed) {
        this.store = store;
        this.pauses = pauses;
        this.topics = topics;
        this.transactions = transactions;
        this.trace = trace;
        this.changed = changed;
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
    }

    /** Returns once every record is in the state, or parked; throws only when the service is stopping. */
    public void receive(ConsumerRecords<String, byte[]> records, EventHandler handler) {
        for (TopicPartition partition : records.partitions()) {
            var batch = records.records(partition);
            trace.around(batch, () -> receive(partition, batch, handler));
        }
    }

    private void receive(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, EventHandler handler) {
        try {
            untilTheWorldAllows(true, () -> work(partition, records, handler));
        } catch (Stopping stopping) {
            throw stopping;
        } catch (RuntimeException bad) {
            Line.of("batch failed, working it record by record")
                    .with("topic", partition.topic())
                    .with("records", records.size())
                    .warn(LOG, bad);
            for (var record : records) {
                receiveAlone(partition, record, handler);
            }
        }
    }

    private void receiveAlone(TopicPartition partition, ConsumerRecord<String, byte[]> record, EventHandler handler) {
        try {
            untilTheWorldAllows(false, () -> work(partition, List.of(record), handler));
        } catch (Stopping stopping) {
            throw stopping;
        } catch (RuntimeException bad) {
            Line.of("record parked")
                    .with("topic", record.topic())
                    .with("partition", record.partition())
                    .with("offset", record.offset())
                    .warn(LOG, bad);
            untilTheWorldAllows(false, () -> park(partition, record, bad));
        }
    }

    /** @return false while intake is paused: nothing was done */
    private boolean work(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, EventHandler handler) {
        return transactions.asWorker(() -> {
            var topicId = topics.idOf(partition.topic());
            long mark = store.lock(topicId, partition.topic(), partition.partition());
            var fresh =
                    records.stream().filter(record -> record.offset() >= mark).toList();
            if (fresh.isEmpty()) {
                return true;
            }
            if (pauses.isPaused(partition.topic())) {
                return false;
            }
            handleUnseen(partition.topic(), fresh, handler);
            store.raise(topicId, partition.partition(), fresh.getLast().offset() + 1);
            return true;
        });
    }

    private void handleUnseen(String topic, List<ConsumerRecord<String, byte[]>> records, EventHandler handler) {
        var keys = records.stream()
                .map(IncomingEvent::key)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        var blocked = store.blocked(topic, keys);
        var events = new ArrayList<IncomingEvent>();
        for (var record : records) {
            if (blocked.contains(record.key())) {
                store.park(record, DeadLetterStore.BEHIND, null);
            } else {
                events.add(IncomingEvent.of(record));
            }
        }
        var unseen = store.unseen(events.stream().map(IncomingEvent::id).toList());
        // remove() makes the second of two equal ids in one batch count as seen
        events.removeIf(event -> !unseen.remove(event.id()));
        if (!events.isEmpty()) {
            handler.handle(events);
            changed.fire(new Changed());
        }
    }

    private boolean park(TopicPartition partition, ConsumerRecord<String, byte[]> record, RuntimeException bad) {
        return transactions.asWorker(() -> {
            var topicId = topics.idOf(partition.topic());
            if (store.lock(topicId, partition.topic(), partition.partition()) > record.offset()) {
                return true;
            }
            if (pauses.isPaused(partition.topic())) {
                return false;
            }
            store.park(record, bad.getClass().getSimpleName(), Cause.of(bad));
            store.raise(topicId, partition.partition(), record.offset() + 1);
            return true;
        });
    }

    /** @param divisible a second time limit is the work's own size: it is to be done in smaller pieces */
    private void untilTheWorldAllows(boolean divisible, BooleanSupplier work) {
        var pause = FIRST_PAUSE;
        int tooSlow = 0;
        while (true) {
            try {
                while (!work.getAsBoolean()) {
                    sleep(PAUSED);
                    if (!running) {
                        throw new Stopping();
                    }
                }
                return;
            } catch (RuntimeException failed) {
                tooSlow += isTimeLimit(failed) ? 1 : 0;
                if (!Passing.is(failed) || (divisible && tooSlow > 1)) {
                    throw failed;
                }
                Line.of("inbox waits for the database or the broker").warn(LOG, failed);
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Whether the work took longer than a transaction or statement may. */
    private static boolean isTimeLimit(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof jakarta.transaction.RollbackException
                    || (cause instanceof SQLException sql
                            && (String.valueOf(sql.getSQLState()).matches("25P0[34]|57014")
                                    || Passing.isClosedUnderUs(sql)))) {
                return true;
            }
        }
        return false;
    }

    /** The service ends: nothing is the records' fault. */
    private static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopping() {
            super("the service ends while intake is paused");
        }

        Stopping(InterruptedException interrupted) {
            super(interrupted);
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Stopping(stopping);
        }
    }
}
