package org.baoxue.kit;

import io.opentelemetry.api.trace.Span;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** A consumer as every service has them; a worth of 1000 breaks the table's check. */
@ApplicationScoped
class LedgerListener implements EventHandler {

    record Entry(int worth) {}

    private final Inbox inbox;
    private final Jdbi jdbi;
    private final Queue<String> traces = new ConcurrentLinkedQueue<>();

    LedgerListener(Inbox inbox, Jdbi jdbi) {
        this.inbox = inbox;
        this.jdbi = jdbi;
    }

    @Incoming("ledger")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.test.v1";
    }

    /** The traces under which batches were worked. */
    List<String> traces() {
        return List.copyOf(traces);
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        traces.add(Span.current().getSpanContext().getTraceId());
        for (var event : events) {
            jdbi.useHandle(handle -> handle.createUpdate("insert into ledger values (:key, :id, :worth)")
                    .bind("key", event.key())
                    .bind("id", event.id())
                    .bind("worth", event.as(Entry.class).worth())
                    .execute());
        }
    }
}
