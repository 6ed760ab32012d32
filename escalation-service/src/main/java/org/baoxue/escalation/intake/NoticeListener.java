package org.baoxue.escalation.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A list that has reached the office ends the duty to report it. */
@ApplicationScoped
class NoticeListener implements EventHandler {
    private final Inbox inbox;
    private final EvidenceListener evidence;

    NoticeListener(Inbox inbox, EvidenceListener evidence) {
        this.inbox = inbox;
        this.evidence = evidence;
    }

    @Incoming("notification")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.notification.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        evidence.handle(events);
    }
}
