package org.baoxue.notification.report;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps what a report is to state; the document is made afterwards, outside of the batch's transaction. */
@ApplicationScoped
class CaseListener implements EventHandler {

    private static final String PREFIX = "org.baoxue.case.";

    private final Inbox inbox;
    private final ReportStore store;

    CaseListener(Inbox inbox, ReportStore store) {
        this.inbox = inbox;
        this.store = store;
    }

    @Incoming("case")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.case.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        for (var event : events) {
            if (event.type().startsWith(PREFIX) && event.payload() != null) {
                handle(event.type().substring(PREFIX.length()), event);
            }
        }
    }

    private void handle(String name, IncomingEvent event) {
        switch (name) {
            case "report-drafted.v1" -> store.save(Report.State.DRAFTED, event.as(CaseEvent.class), event.payload());
            case "report-signed.v1" -> store.save(Report.State.SIGNED, event.as(CaseEvent.class), event.payload());
            case "report-cancelled.v1" -> store.cancel(event.as(CaseEvent.class).report());
            default -> {
                // the ledger's other events are no business of this service
            }
        }
    }
}
