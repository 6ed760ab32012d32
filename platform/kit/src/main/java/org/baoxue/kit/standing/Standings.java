package org.baoxue.kit.standing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.DueWork;
import org.baoxue.kit.inbox.InboxStanding;
import org.baoxue.kit.outbox.OutboxStanding;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads where the service stands, once for {@code /v1/standing} and gauge by gauge for Prometheus. */
@ApplicationScoped
public class Standings {

    /** @param next the earliest instant at which something of this kind falls due */
    public record Due(String name, @Nullable Instant next, long overdue) {}

    /** @param parked records that wait for an operator */
    public record Standing(
            String service,
            Instant now,
            OutboxStanding.Pending outbox,
            List<InboxStanding.Mark> inbox,
            List<Due> due,
            long parked) {}

    private final SuiteClock clock;
    private final Transactions transactions;
    private final OutboxStanding outbox;
    private final InboxStanding inbox;
    private final Instance<DueWork> works;
    private final String service;

    Standings(
            SuiteClock clock,
            Transactions transactions,
            OutboxStanding outbox,
            InboxStanding inbox,
            @Any Instance<DueWork> works,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.transactions = transactions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.works = works;
        this.service = service;
    }

    Standing read() {
        return transactions.asWorker(() -> {
            var now = clock.now();
            var due = new ArrayList<Due>();
            for (var work : works) {
                due.add(new Due(work.name(), work.next().orElse(null), work.overdue(now)));
            }
            return new Standing(service, now, outbox.pending(), inbox.marks(), due, inbox.parked());
        });
    }

    void gauges(@Observes StartupEvent started, MeterRegistry registry) {
        gauge(registry, "baoxue.outbox.pending", () -> outbox.pending().count());
        gauge(registry, "baoxue.outbox.oldest.pending.seconds", this::oldestPending);
        gauge(registry, "baoxue.dead.letters", inbox::parked);
        for (var work : works) {
            Gauge.builder("baoxue.overdue", () -> inTransaction(() -> work.overdue(clock.now())))
                    .tag("work", work.name())
                    .register(registry);
        }
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
