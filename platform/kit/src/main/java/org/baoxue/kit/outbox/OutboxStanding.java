package org.baoxue.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of the outbox waits for the relay. Call it inside a worker's transaction. */
@ApplicationScoped
public class OutboxStanding {

    /** @param oldest when the oldest waiting event happened; null when none waits */
    public record Pending(long count, @Nullable Instant oldest) {}

    private final RelayStore store;

    OutboxStanding(RelayStore store) {
        this.store = store;
    }

    public Pending pending() {
        return store.pending();
    }
}
