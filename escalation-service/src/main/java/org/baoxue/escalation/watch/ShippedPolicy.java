package org.baoxue.escalation.watch;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.store.Passing;
import org.baoxue.kit.store.Transactions;
import org.jboss.logging.Logger;

/**
 * Keeps and publishes the shipped policy at the first start that has it: absences that run already keep the one before, and
 * others can rebuild what was in force.
 */
@ApplicationScoped
class ShippedPolicy {
    private static final Logger LOG = Logger.getLogger(ShippedPolicy.class);

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
        if (transactions.asWorker(this::keep)) {
            lookAgain();
        }
    }

    /** Returns whether another version held before. What was published before it was kept was set when it was published. */
    boolean keep() {
        store.lock();
        Instant now = clock.now();
        Policy shipped = Policies.shipped();
        Instant setAt = store.publishedAt(shipped.key()).orElse(now);
        boolean another = store.keepsShipped();
        boolean added = store.add(new PolicyStore.Version(shipped, setAt, null));
        if (store.markPublished(shipped.key(), now)) {
            outbox.append(List.of(EscalationEvents.policySet(shipped, null, now)));
        }
        return added && another;
    }

    /** A start does not fail because somebody holds a school: each is looked at again anyway, at its next class day. */
    void lookAgain() {
        try {
            transactions.asWorker(() -> classDays.lookAgain(Policy.EVERYWHERE, clock.now()));
        } catch (RuntimeException failed) {
            if (!Passing.is(failed)) {
                throw failed;
            }
            Line.of("schools not looked at again for the shipped policy").warn(LOG, failed);
        }
    }
}
