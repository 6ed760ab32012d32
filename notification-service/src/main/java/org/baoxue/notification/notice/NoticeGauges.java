package org.baoxue.notification.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import org.baoxue.kit.store.Transactions;
import org.baoxue.notification.plan.Notice.State;

/** How many notices nobody was told, or perhaps nobody: people see to them. */
@ApplicationScoped
class NoticeGauges {

    private final OvertakenStore store;
    private final Transactions transactions;

    NoticeGauges(OvertakenStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        for (var state : List.of(State.FAILED, State.UNCLEAR)) {
            Gauge.builder("baoxue.notices", () -> transactions.asWorker(() -> (double) store.count(state)))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("baoxue.notices.untold", () -> transactions.asWorker(() -> (double) store.countUntold()))
                .register(registry);
    }
}
