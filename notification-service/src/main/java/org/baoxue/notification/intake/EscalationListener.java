package org.baoxue.notification.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.notification.contact.Contacts;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Holder;
import org.baoxue.notification.plan.PostRef;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What is owed, done, late or wrong: from it follow the notices. */
@ApplicationScoped
class EscalationListener implements EventHandler {

    private static final String OPENED = "org.baoxue.escalation.duty-opened.v1";
    private static final Set<String> CONTACTS =
            Set.of("org.baoxue.escalation.duty-evidence.v1", "org.baoxue.escalation.duty-done.v1");

    private final Inbox inbox;
    private final Notices notices;
    private final Contacts contacts;
    private final SuiteClock clock;

    EscalationListener(Inbox inbox, Notices notices, Contacts contacts, SuiteClock clock) {
        this.inbox = inbox;
        this.notices = notices;
        this.contacts = contacts;
        this.clock = clock;
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
        var vacant = vacantOwners(events);
        var heard = new ArrayList<Heard>();
        for (var event : events) {
            heard.addAll(Hearing.of(event, vacant));
            if (CONTACTS.contains(event.type())) {
                hearContact(event.as(DutyEvent.class));
            }
        }
        notices.hear(heard);
    }

    private Set<PostRef> vacantOwners(List<IncomingEvent> events) {
        var owners = new HashSet<PostRef>();
        events.stream()
                .filter(event -> event.type().equals(OPENED))
                .map(event -> event.as(DutyEvent.class).owner())
                .filter(Objects::nonNull)
                .forEach(owners::add);
        if (!owners.isEmpty()) {
            var today = clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
            contacts.holders(owners).forEach((post, holders) -> {
                if (holders.stream().anyMatch(holder -> isHeldAround(today, holder))) {
                    owners.remove(post);
                }
            });
        }
        return owners;
    }

    /** Wherever the school lies; what is doubtful is decided when it is to be told. */
    private static boolean isHeldAround(LocalDate date, Holder holder) {
        return holder.holdsOn(date.minusDays(1)) && holder.holdsOn(date.plusDays(1));
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
