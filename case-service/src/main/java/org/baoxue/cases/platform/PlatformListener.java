package org.baoxue.cases.platform;

import static org.baoxue.cases.platform.Published.need;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.report.Reports;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Works the platform's answers. What speaks of no entry of ours, or breaks the contract, is parked: nothing is guessed. */
@ApplicationScoped
public class PlatformListener implements EventHandler {

    private static final String ACKNOWLEDGED = "org.baoxue.platform.report-acknowledged.v1";
    private static final String DISPATCHED = "org.baoxue.platform.dispatch-confirmed.v1";
    private static final String RETURNED = "org.baoxue.platform.return-confirmed.v1";
    private static final Set<String> TYPES = Set.of(ACKNOWLEDGED, DISPATCHED, RETURNED);

    private final Inbox inbox;
    private final Cases cases;
    private final Reports reports;

    PlatformListener(Inbox inbox, Cases cases, Reports reports) {
        this.inbox = inbox;
        this.cases = cases;
        this.reports = reports;
    }

    @Incoming("platform")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.platform-in.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        events.stream().filter(event -> TYPES.contains(event.type())).forEach(this::work);
    }

    private void work(IncomingEvent event) {
        var said = event.as(Published.class);
        var entry = entry(said);
        var reference = need(said.reference(), "reference");
        switch (event.type()) {
            case ACKNOWLEDGED -> reports.acknowledged(entry, need(said.report(), "report"), reference);
            case DISPATCHED -> cases.dispatched(entry, township(said), reference);
            case RETURNED -> cases.returnConfirmed(entry, need(said.returnedOn(), "returnedOn"), reference);
            default -> throw new IllegalArgumentException("no answer of the platform");
        }
    }

    private Entry entry(Published said) {
        var student = need(said.student(), "student");
        cases.lock(Set.of(student));
        return cases.find(need(said.caseId(), "case"))
                .filter(entry -> entry.child().student().equals(student))
                .orElseThrow(() -> new IllegalArgumentException("speaks of no entry of this child"));
    }

    private static String township(Published said) {
        var code = need(said.responsible(), "responsible");
        if (!code.matches("[A-Z0-9]{2,16}")) {
            throw new IllegalArgumentException("responsible is no place code");
        }
        return code;
    }
}
