package org.baoxue.cases.escalation;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.SpellStore;
import org.baoxue.cases.casefile.SpellStore.Known;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Works what the rules publish. Most of it speaks of children who never come to an entry: a batch costs them a fixed number
 * of statements, however many they are.
 */
@ApplicationScoped
public class EscalationListener implements EventHandler {

    private final Inbox inbox;
    private final Cases cases;
    private final SpellStore spells;
    private final AskedWork work;

    EscalationListener(Inbox inbox, Cases cases, SpellStore spells, AskedWork work) {
        this.inbox = inbox;
        this.cases = cases;
        this.spells = spells;
        this.work = work;
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
        var asked = events.stream().map(Asked::of).flatMap(Optional::stream).toList();
        if (asked.isEmpty()) {
            return;
        }
        keepSpells(asked);
        var concerned =
                new HashSet<>(cases.known(asked.stream().map(Asked::student).collect(Collectors.toSet())));
        asked.stream().filter(Asked::opens).map(Asked::student).forEach(concerned::add);
        if (concerned.isEmpty()) {
            return;
        }
        cases.lock(concerned);
        for (var one : asked) {
            if (concerned.contains(one.student())) {
                work.work(one);
            }
        }
    }

    /** The last word of the batch on each absence. */
    private void keepSpells(List<Asked> asked) {
        var last = new LinkedHashMap<String, Known>();
        for (var one : asked) {
            if (one instanceof Asked.Absence absence) {
                last.put(absence.event().ofSpell(), absence.event().known());
            }
        }
        spells.keep(List.copyOf(last.values()));
    }
}
