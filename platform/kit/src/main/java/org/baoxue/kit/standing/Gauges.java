package org.baoxue.kit.standing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.Agenda;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.inbox.Consumers;
import org.baoxue.kit.inbox.InboxStanding;
import org.baoxue.kit.inbox.Lag;
import org.baoxue.kit.inbox.Pauses;
import org.baoxue.kit.outbox.OutboxStanding;
import org.baoxue.kit.store.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Where the service stands, for Prometheus; docs/operation.md says what each means. One reading of the database serves all gauges of a
 * scrape; what cannot be told is no number. Labels are channels, topics and kinds of work: as many as there are in the code.
 */
@ApplicationScoped
class Gauges {

    private static final Duration ONE_SCRAPE = Duration.ofSeconds(2);

    private record Reading(
            OutboxStanding.Pending outbox,
            Instant now,
            List<Agenda.Item> due,
            Map<String, Long> parked,
            Duration horizon) {}

    private final SuiteClock clock;
    private final Transactions transactions;
    private final OutboxStanding outbox;
    private final InboxStanding inbox;
    private final Agenda agenda;
    private final Consumers consumers;
    private final Pauses pauses;
    private final Lag lag;
    private final Backlog backlog;
    private final Lately<Reading> lately = new Lately<>(ONE_SCRAPE, this::read);
    private Optional<String> oldest = Optional.empty();
    private long oldestSeenAt;

    Gauges(
            SuiteClock clock,
            Transactions transactions,
            OutboxStanding outbox,
            InboxStanding inbox,
            Agenda agenda,
            Consumers consumers,
            Pauses pauses,
            Lag lag,
            Backlog backlog) {
        this.clock = clock;
        this.transactions = transactions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.agenda = agenda;
        this.consumers = consumers;
        this.pauses = pauses;
        this.lag = lag;
        this.backlog = backlog;
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        read(registry, "baoxue.outbox.pending", Tags.empty(), reading -> reading.outbox()
                .count());
        read(
                registry,
                "baoxue.outbox.oldest.pending.seconds",
                Tags.empty(),
                reading -> since(reading.outbox().oldest(), reading.now()));
        read(
                registry,
                "baoxue.outbox.horizon.seconds",
                Tags.empty(),
                reading -> reading.horizon().toMillis() / 1000d);
        gauge(registry, "baoxue.due.held", Tags.empty(), () -> backlog.isRead() ? 0d : 1d);
        transactions.asWorker(agenda::read).forEach(work -> registerWork(registry, work.name()));
        consumers.topics().forEach((channel, topic) -> registerChannel(registry, channel, topic));
    }

    private void registerWork(MeterRegistry registry, String work) {
        var tags = Tags.of("work", work);
        // from the start, so that the first one is seen as a rise
        registry.counter("baoxue.due.put.off", tags);
        read(registry, "baoxue.overdue", tags, reading -> of(work, reading, Agenda.Item::overdue));
        read(
                registry,
                "baoxue.overdue.oldest.seconds",
                tags,
                reading -> of(work, reading, item -> since(item.next(), reading.now())));
    }

    private void registerChannel(MeterRegistry registry, String channel, String topic) {
        var tags = Tags.of("channel", channel);
        gauge(
                registry,
                "baoxue.inbox.lag",
                tags,
                () -> lag.of(topic).isPresent() ? lag.of(topic).getAsLong() : Double.NaN);
        gauge(registry, "baoxue.inbox.paused", tags, () -> pauses.of(topic).isPresent() ? 1d : 0d);
        gauge(registry, "baoxue.inbox.connected", tags, () -> consumers.isConnected(channel) ? 1d : 0d);
        read(registry, "baoxue.dead.letters", tags, reading -> reading.parked().getOrDefault(topic, 0L));
    }

    private static double of(String work, Reading reading, ToDoubleFunction<Agenda.Item> value) {
        return reading.due().stream()
                .filter(item -> item.name().equals(work))
                .mapToDouble(value)
                .sum();
    }

    /** Nothing before its time is late. */
    private static double since(@Nullable Instant instant, Instant now) {
        return instant == null ? 0 : Math.max(0, Duration.between(instant, now).toMillis() / 1000d);
    }

    private void read(MeterRegistry registry, String name, Tags tags, ToDoubleFunction<Reading> value) {
        gauge(registry, name, tags, () -> lately.get().map(value::applyAsDouble).orElse(Double.NaN));
    }

    private static void gauge(MeterRegistry registry, String name, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).tags(tags).register(registry);
    }

    private Reading read() {
        return transactions.asWorker(() -> new Reading(
                outbox.pending(), clock.now(), agenda.read(), inbox.parkedByTopic(), held(outbox.oldestWriter())));
    }

    /** How long the oldest writing transaction of the server has been seen here, by the time that passes: whose it is, only the server knows. */
    private Duration held(Optional<String> writer) {
        if (writer.isEmpty() || !writer.equals(oldest)) {
            oldest = writer;
            oldestSeenAt = System.nanoTime();
        }
        return writer.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldestSeenAt);
    }
}
