package org.baoxue.kit.inbox;

import java.util.List;

/**
 * Works one topic's events into the service's state.
 *
 * <pre>{@code
 * @Incoming("attendance")
 * @Blocking
 * void on(ConsumerRecords<String, byte[]> records) {
 *     inbox.receive(records, this);
 * }
 * }</pre>
 */
public interface EventHandler {

    /** The topic, by which an operator's replay finds its handler. */
    String topic();

    /**
     * Changes state and appends to the outbox, inside the batch's transaction, with set-based SQL. May be called again with
     * the same events after a rollback. Unknown types are ignored.
     *
     * @param events in order; none of them seen before; several keys, each in its own order
     */
    void handle(List<IncomingEvent> events);
}
