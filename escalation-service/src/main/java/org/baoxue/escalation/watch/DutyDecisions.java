package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/** Writes what was decided of duties that no absence made owed, with its events: the same number of statements however many. */
@ApplicationScoped
public class DutyDecisions {
    private final DutyStore duties;
    private final Outbox outbox;
    private final Lateness lateness;

    DutyDecisions(DutyStore duties, Outbox outbox, Lateness lateness) {
        this.duties = duties;
        this.outbox = outbox;
        this.lateness = lateness;
    }

    /** @param codes whose it is; of no child where its student is empty */
    public record Decided(WatchedChild codes, Decision.OfDuty decision) {}

    /** In the order in which it was decided. */
    public void write(List<Decided> decided, Instant now) {
        Map<String, Owed> after = new LinkedHashMap<>();
        Map<String, Why> opened = new HashMap<>();
        List<OutgoingEvent> events = new ArrayList<>();
        for (Decided one : decided) {
            Decision.OfDuty decision = one.decision();
            String student = one.codes().student();
            after.put(decision.duty().id(), new Owed(decision.duty(), student.isEmpty() ? null : student, one.codes()));
            if (decision instanceof Decision.Opened) {
                opened.put(decision.duty().id(), decision.why());
            }
            EscalationEvents.of(one.codes(), decision, decision.tells(), false, now)
                    .ifPresent(events::add);
        }
        Map<Boolean, List<Owed>> isNew = after.values().stream()
                .collect(Collectors.partitioningBy(
                        owed -> opened.containsKey(owed.duty().id())));
        duties.add(isNew.getOrDefault(true, List.of()), opened);
        duties.saveChanged(
                isNew.getOrDefault(false, List.of()).stream().map(Owed::duty).toList());
        outbox.append(events);
        decided.forEach(one -> lateness.of(one.decision(), now));
    }
}
