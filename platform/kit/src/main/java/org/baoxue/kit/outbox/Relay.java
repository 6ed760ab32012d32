package org.baoxue.kit.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Changed;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.store.Waker;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Carries the outbox to Kafka: at least once, in commit order, the same id on every repeat. One node at a time holds
 * the relay's row; it is let go by PostgreSQL when its holder freezes. Switched off where Debezium reads the table.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int BATCH = 1000;

    /** A whole number of batches, so that only the last of a window is smaller. */
    private static final int AHEAD = 100 * BATCH;

    private static final Duration ACKS = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final RelayStore store;
    private final Transactions transactions;
    private final Waker waker = new Waker();
    private final Emitter<byte[]> emitter;
    private final boolean enabled;
    private final Duration poll;
    private final String source;
    private Ahead ahead = Ahead.NOTHING;
    private volatile boolean running;

    Relay(
            RelayStore store,
            Transactions transactions,
            @Channel("outbox") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> emitter,
            @ConfigProperty(name = "baoxue.outbox.relay.enabled") boolean enabled,
            @ConfigProperty(name = "baoxue.outbox.relay.poll") Duration poll,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.store = store;
        this.transactions = transactions;
        this.emitter = emitter;
        this.enabled = enabled;
        this.poll = poll;
        this.source = "/baoxue/" + application;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            running = true;
            Thread.ofVirtual().name("outbox-relay").start(this::run);
        }
    }

    /** Before it has started there is nothing to be woken. */
    void look(
            @Observes(during = TransactionPhase.AFTER_SUCCESS, notifyObserver = Reception.IF_EXISTS) Changed changed) {
        waker.wake();
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        waker.wake();
    }

    private void run() {
        while (running) {
            try {
                if (!publishSome()) {
                    waker.await(poll);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                ahead = Ahead.NOTHING;
                if (running) {
                    Line.of("outbox relay failed, trying again").warn(LOG, failed);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            waker.await(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Publishes up to one batch; false when nothing waited. */
    private boolean publishSome() {
        return transactions.asWorker(() -> {
            var claimed = store.claim();
            if (claimed.isEmpty()) {
                return false;
            }
            var window = claimed.get();
            boolean known = ahead.knows(window);
            var rows = known ? store.events(ahead.batch(BATCH)) : store.next(window, BATCH);
            if (rows.isEmpty()) {
                if (window.done() > 0) {
                    store.finish(window);
                }
                return false;
            }
            send(rows);
            if (rows.size() < BATCH) {
                store.finish(window);
            } else {
                long done = rows.getLast().seq();
                store.advance(window, done);
                ahead = known ? ahead.after(BATCH) : store.ahead(window.doneTo(done), AHEAD);
            }
            return true;
        });
    }

    /** Returns when the broker has acknowledged every row; the producer keeps their order. */
    private void send(List<RelayStore.Row> rows) {
        var acks = rows.stream().map(this::send).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(acks).get(ACKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unsent) {
            throw new IllegalStateException("the broker did not take the events", unsent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while sending", stopped);
        }
    }

    private CompletableFuture<Void> send(RelayStore.Row row) {
        var sent = new CompletableFuture<Void>();
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(row.topic())
                .withKey(row.key())
                .withHeaders(headers(row))
                .build();
        var payload = row.payload();
        emitter.send(Message.of(
                payload == null ? null : payload.getBytes(StandardCharsets.UTF_8),
                Metadata.of(metadata),
                () -> {
                    sent.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    sent.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return sent;
    }

    private Headers headers(RelayStore.Row row) {
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", row.id().toString());
        add(headers, "ce_source", source);
        add(headers, "ce_type", row.type());
        add(headers, "ce_time", row.at().toString());
        add(headers, "content-type", "application/json");
        if (row.traceparent() != null) {
            add(headers, "traceparent", row.traceparent());
        }
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
