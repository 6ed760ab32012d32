package org.baoxue.escalation.watch;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.store.Transactions;

/**
 * Keeps and publishes the shipped policy at the first start that has it: absences that run already keep the one before, and
 * others can rebuild what was in force.
 */
@ApplicationScoped
class ShippedPolicy {
    private final PolicyStore store;
    private final ClassDayStore classDays;
    private final Outbox outbox;
    private final Transactions transactions;
    private final SuiteClock clock;

    ShippedPolicy(
            PolicyStore store, ClassDayStore classDays, Outbox outbox, Transactions transactions, SuiteClock clock) {
        this.store = store;
        this.classDays = classDays;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void publish(@Observes StartupEvent started) {
        transactions.asWorker(() -> {
            store.lock();
            Instant now = clock.now();
            Policy shipped = Policies.shipped();
            if (store.add(new PolicyStore.Version(shipped, now, null))) {
                classDays.lookAgain(shipped.key().place(), now);
            }
            if (store.markPublished(shipped.key(), now)) {
                outbox.append(List.of(EscalationEvents.policySet(shipped, null, now)));
            }
        });
    }
}
