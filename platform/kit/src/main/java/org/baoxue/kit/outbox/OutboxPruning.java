package org.baoxue.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.baoxue.kit.store.Prunable;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets published events after as long as a lost broker might need them again. */
@ApplicationScoped
class OutboxPruning implements Prunable {

    private final RelayStore store;
    private final Duration keep;

    OutboxPruning(RelayStore store, @ConfigProperty(name = "baoxue.outbox.keep") Duration keep) {
        this.store = store;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public int prune() {
        return store.prune(keep);
    }
}
