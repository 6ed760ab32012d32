package org.baoxue.kit.standing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.Agenda;
import org.baoxue.kit.inbox.InboxStanding;
import org.baoxue.kit.inbox.Pause;
import org.baoxue.kit.outbox.OutboxStanding;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads where the service stands, once for {@code /v1/standing} and gauge by gauge for Prometheus. */
@ApplicationScoped
public class Standings {

    /** @param next the earliest instant at which something of this kind falls due */
    public record Due(String name, @Nullable Instant next, long overdue) {

        static Due of(Agenda.Item item) {
            return new Due(item.name(), item.next(), item.overdue());
        }
    }

    /**
     * @param paused topics that an operator has paused
     * @param parked records that wait for an operator
     */
    public record Standing(
            String service,
            Instant now,
            OutboxStanding.Pending outbox,
            List<InboxStanding.Mark> inbox,
            List<Pause> paused,
            List<Due> due,
            long parked) {}

    private final SuiteClock clock;
    private final Transactions transactions;
    private final OutboxStanding outbox;
    private final InboxStanding inbox;
    private final Agenda agenda;
    private final String service;

    Standings(
            SuiteClock clock,
            Transactions transactions,
            OutboxStanding outbox,
            InboxStanding inbox,
            Agenda agenda,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.transactions = transactions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.agenda = agenda;
        this.service = service;
    }

    Standing read() {
        return transactions.asWorker(() -> new Standing(
                service,
                clock.now(),
                outbox.pending(),
                inbox.marks(),
                inbox.paused(),
                agenda.read().stream().map(Due::of).toList(),
                inbox.parked()));
    }

    void gauges(@Observes StartupEvent started, MeterRegistry registry) {
        gauge(registry, "baoxue.outbox.pending", () -> outbox.pending().count());
        gauge(registry, "baoxue.outbox.oldest.pending.seconds", this::oldestPending);
        gauge(registry, "baoxue.dead.letters", inbox::parked);
        for (var kind : transactions.asWorker(agenda::read)) {
            Gauge.builder("baoxue.overdue", () -> inTransaction(() -> overdue(kind.name())))
                    .tag("work", kind.name())
                    .register(registry);
        }
    }

    private long overdue(String work) {
        return agenda.read().stream()
                .filter(item -> item.name().equals(work))
                .mapToLong(Agenda.Item::overdue)
                .sum();
    }

    private long oldestPending() {
        var oldest = outbox.pending().oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.now()).toSeconds();
    }

    private void gauge(MeterRegistry registry, String name, Count count) {
        Gauge.builder(name, () -> inTransaction(count)).register(registry);
    }

    private double inTransaction(Count count) {
        return transactions.asWorker(() -> (double) count.now());
    }

    private interface Count {
        long now();
    }
}
