package org.baoxue.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.store.Waker;
import org.jboss.logging.Logger;

/**
 * What this node knows of the pauses: read before anything is worked, then every second. What is taken in does not go by it: the
 * transaction that raises a mark asks the database itself.
 */
@ApplicationScoped
public class Pauses {

    private static final Logger LOG = Logger.getLogger(Pauses.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PauseStore store;
    private final Consumers consumers;
    private final Transactions transactions;
    private final Waker waker = new Waker();
    private volatile Map<String, Pause> known = Map.of();
    private volatile boolean running = true;

    Pauses(PauseStore store, Consumers consumers, Transactions transactions) {
        this.store = store;
        this.consumers = consumers;
        this.transactions = transactions;
    }

    /** The pause of a topic, as last read. */
    public Optional<Pause> of(String topic) {
        return Optional.ofNullable(known.get(topic));
    }

    /** All pauses, as last read, of what this version listens to: what nobody reads holds nothing up and cannot be resumed. */
    public Collection<Pause> all() {
        return known.values();
    }

    /** Reads them anew. */
    void read() {
        known = transactions.asWorker(store::all).stream()
                .filter(pause -> consumers.topics().containsValue(pause.topic()))
                .collect(Collectors.toUnmodifiableMap(Pause::topic, pause -> pause));
    }

    void start(@Observes StartupEvent started) {
        read();
        Thread.ofVirtual().name("pauses").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        waker.wake();
    }

    private void run() {
        try {
            while (running) {
                waker.await(EVERY);
                readOrKeep();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the database nothing is taken in and nothing decided: what is known stands. */
    private void readOrKeep() {
        try {
            read();
        } catch (RuntimeException failed) {
            if (running) {
                Line.of("which intake is paused is asked again").warn(LOG, failed);
            }
        }
    }
}
