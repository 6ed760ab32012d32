package org.baoxue.notification.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.vacancy.Owing;
import org.baoxue.notification.vacancy.Vacancies;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What is owed, done, late or wrong: from it follow the notices. */
@ApplicationScoped
class EscalationListener implements EventHandler {

    private static final Set<String> CONTACTS =
            Set.of("org.baoxue.escalation.duty-evidence.v1", "org.baoxue.escalation.duty-done.v1");

    private final Inbox inbox;
    private final Notices notices;
    private final Vacancies vacancies;

    EscalationListener(Inbox inbox, Notices notices, Vacancies vacancies) {
        this.inbox = inbox;
        this.notices = notices;
        this.vacancies = vacancies;
    }

    @Incoming("escalation")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.escalation.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        var heard = new ArrayList<Heard>();
        var owing = new ArrayList<Owing>();
        for (var event : events) {
            heard.addAll(Hearing.of(event));
            Hearing.owing(event).ifPresent(owing::add);
            if (CONTACTS.contains(event.type())) {
                hearContact(event.as(DutyEvent.class));
            }
        }
        vacancies.hear(owing);
        notices.hear(heard);
    }

    private void hearContact(DutyEvent said) {
        var evidence = said.evidence();
        var outcome = evidence != null ? evidence.outcome() : said.outcome();
        if ("contact-guardian".equals(said.rule())
                && said.student() != null
                && said.date() != null
                && outcome != null) {
            notices.heardContact(said.student(), said.date(), outcome, said.happenedAt());
        }
    }
}
