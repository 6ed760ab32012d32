package org.baoxue.kit.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.Agenda;
import org.baoxue.kit.inbox.InboxStanding;
import org.baoxue.kit.inbox.Pause;
import org.baoxue.kit.outbox.OutboxStanding;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Reads where the service stands, for {@code /v1/standing}. */
@ApplicationScoped
public class Standings {

    /** @param next the earliest instant at which something of this kind falls due */
    public record Due(String name, @Nullable Instant next, long overdue) {

        static Due of(Agenda.Item item) {
            return new Due(item.name(), item.next(), item.overdue());
        }
    }

    /**
     * @param paused topics that an operator has paused
     * @param parked records that wait for an operator
     */
    public record Standing(
            String service,
            Instant now,
            OutboxStanding.Pending outbox,
            List<InboxStanding.Mark> inbox,
            List<Pause> paused,
            List<Due> due,
            long parked) {}

    private final SuiteClock clock;
    private final Transactions transactions;
    private final OutboxStanding outbox;
    private final InboxStanding inbox;
    private final Agenda agenda;
    private final String service;

    Standings(
            SuiteClock clock,
            Transactions transactions,
            OutboxStanding outbox,
            InboxStanding inbox,
            Agenda agenda,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.transactions = transactions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.agenda = agenda;
        this.service = service;
    }

    Standing read() {
        return transactions.asWorker(() -> new Standing(
                service,
                clock.now(),
                outbox.pending(),
                inbox.marks(),
                inbox.paused(),
                agenda.read().stream().map(Due::of).toList(),
                inbox.parked()));
    }
}
