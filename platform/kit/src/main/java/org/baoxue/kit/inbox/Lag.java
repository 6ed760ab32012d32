package org.baoxue.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.store.Waker;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How many records of each topic this service has not taken in, all nodes and partitions together: where the topics end less where
 * the database says reading stands. The Kafka client's own lag stands still while nothing is fetched: in a pause, and without a broker.
 */
@ApplicationScoped
public class Lag {

    private static final Logger LOG = Logger.getLogger(Lag.class);

    private final Consumers consumers;
    private final Topics topics;
    private final InboxStore store;
    private final Transactions transactions;
    private final Duration every;
    private final Waker waker = new Waker();
    private volatile Map<String, Long> records = Map.of();
    private volatile boolean running = true;

    Lag(
            Consumers consumers,
            Topics topics,
            InboxStore store,
            Transactions transactions,
            @ConfigProperty(name = "baoxue.inbox.lag.poll") Duration every) {
        this.consumers = consumers;
        this.topics = topics;
        this.store = store;
        this.transactions = transactions;
        this.every = every;
    }

    /** Of a topic, as last asked; nothing where the broker did not answer. */
    public OptionalLong of(String topic) {
        var known = records.get(topic);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    void start(@Observes StartupEvent started) {
        if (!consumers.topics().isEmpty()) {
            Thread.ofVirtual().name("lag").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        waker.wake();
    }

    private void run() {
        try {
            while (running) {
                records = ask();
                waker.await(every);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Long> ask() {
        try {
            return consumers.areConnected() ? count() : Map.of();
        } catch (RuntimeException failed) {
            if (running) {
                Line.of("how much is unread is asked again").warn(LOG, failed);
            }
            return Map.of();
        }
    }

    private Map<String, Long> count() {
        var counted = new TreeMap<String, Long>();
        consumers.topics().values().forEach(topic -> counted.put(topic, 0L));
        var ends = topics.ends(consumers.topics().values());
        var ids = ends.stream().map(Mark::topic).distinct().map(topics::idOf).toList();
        var marks = transactions.asWorker(
                () -> ids.stream().flatMap(id -> store.marks(id).stream()).toList());
        for (var end : ends) {
            long next = marks.stream()
                    .filter(mark -> mark.topic().equals(end.topic()) && mark.partition() == end.partition())
                    .mapToLong(Mark::next)
                    .findFirst()
                    .orElse(0);
            counted.merge(end.topic(), Math.max(0, end.next() - next), Long::sum);
        }
        return counted;
    }
}
