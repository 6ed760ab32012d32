package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How far each topic was read, and what is parked. Call it inside a worker's transaction. */
@ApplicationScoped
public class InboxStanding {

    /** @param next the offset of the next record to work */
    public record Mark(String topic, int partition, long next) {}

    private final InboxStore store;

    InboxStanding(InboxStore store) {
        this.store = store;
    }

    public List<Mark> marks() {
        return store.marks();
    }

    public long parked() {
        return store.parked();
    }
}
