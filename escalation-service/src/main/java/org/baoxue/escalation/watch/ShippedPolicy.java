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

/** Publishes the shipped policy at the first start that has it, so that others can rebuild what was in force. */
@ApplicationScoped
class ShippedPolicy {
    private final PolicyStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final SuiteClock clock;

    ShippedPolicy(PolicyStore store, Outbox outbox, Transactions transactions, SuiteClock clock) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void publish(@Observes StartupEvent started) {
        transactions.asWorker(() -> {
            Instant now = clock.now();
            Policy shipped = Policies.shipped();
            boolean isNew = store.markPublished(shipped.key(), now);
            if (isNew) {
                outbox.append(List.of(EscalationEvents.policySet(shipped, null, now)));
            }
            return isNew;
        });
    }
}
