package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** How far each topic was read, and what is parked. Call it inside a worker's transaction. */
@ApplicationScoped
public class InboxStanding {

    /** @param next the offset of the next record to work */
    public record Mark(String topic, int partition, long next) {}

    private final InboxStore store;
    private final PauseStore pauses;
    private final Consumers consumers;

    InboxStanding(InboxStore store, PauseStore pauses, Consumers consumers) {
        this.store = store;
        this.pauses = pauses;
        this.consumers = consumers;
    }

    /** Of the topics on which this service listens now. */
    public List<Mark> marks() {
        return store.marks().stream()
                .filter(mark -> consumers.topics().containsValue(mark.topic()))
                .toList();
    }

    /** Which topics an operator has paused. */
    public List<Pause> paused() {
        return pauses.all();
    }

    public long parked() {
        return store.parked();
    }

    /** Parked records by topic; a topic without any is left out. */
    public Map<String, Long> parkedByTopic() {
        return store.parkedByTopic();
    }
}
