package org.baoxue.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
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

    /**
     * Which transaction of the whole server has been writing longest, as a number that stays the same while it does; empty when
     * nobody writes. What commits after it waits for nothing, but cleaning does, and what it wrote itself is unpublished.
     */
    public Optional<String> oldestWriter() {
        return store.oldestWriter();
    }
}
