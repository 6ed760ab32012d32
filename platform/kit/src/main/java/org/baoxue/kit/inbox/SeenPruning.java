package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.baoxue.kit.store.Prunable;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets ids seen longer ago than any relay could repeat them. */
@ApplicationScoped
class SeenPruning implements Prunable {

    private final InboxStore store;
    private final Duration keep;

    SeenPruning(InboxStore store, @ConfigProperty(name = "baoxue.inbox.keep") Duration keep) {
        this.store = store;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "inbox_seen";
    }

    @Override
    public int prune() {
        return store.prune(keep);
    }
}
