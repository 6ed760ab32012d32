package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.kit.due.DueWork;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.store.Transactions;

/**
 * Notes when the suite stood still. As long as any node lives it gives a sign of life, by the database's own time: setting the
 * suite's clock is no outage. Whoever looks first after waking notes the outage before anything is decided.
 */
@ApplicationScoped
public class Outages implements DueWork {
    private static final Duration SIGN_EVERY = Duration.ofSeconds(5);
    private static final Duration LATELY = Duration.ofDays(7);

    private final OutageStore store;
    private final Outbox outbox;
    private final Transactions transactions;
    private volatile long lookedAt = System.nanoTime() - SIGN_EVERY.toNanos();

    Outages(OutageStore store, Outbox outbox, Transactions transactions) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** The outages that may concern what falls due about now. Runs inside the caller's transaction. */
    public List<Outage> lately(Instant now) {
        if (store.standsStill(limit())) {
            note();
        }
        return store.since(now.minus(LATELY));
    }

    @Override
    public String name() {
        return "outages";
    }

    @Override
    public int work(Instant now, int limit) {
        // asked for every second; whoever decides looks for itself, in lately
        if (System.nanoTime() - lookedAt >= SIGN_EVERY.toNanos()) {
            note();
            lookedAt = System.nanoTime();
        }
        return 0;
    }

    @Override
    public Optional<String> waiting() {
        return Optional.empty();
    }

    /** Who waits for what others published lives, and people can go on recording what they do. */
    @Override
    public boolean decides() {
        return false;
    }

    /** In a transaction of its own, which waits for nothing else. */
    private void note() {
        transactions.asWorker(() -> {
            Optional<Outage> outage = store.standstill(limit());
            outage.ifPresent(slept -> {
                store.add(slept);
                outbox.append(List.of(EscalationEvents.outage(slept, store.dueWithin(slept))));
            });
            store.giveSign(SIGN_EVERY);
            return outage.isPresent();
        });
    }

    private static Duration limit() {
        return Policies.shipped().duration("suite.sleep-tolerance");
    }
}
