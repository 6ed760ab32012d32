package org.baoxue.notification.contact;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.seal.Sealing;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the roster: the only source of a guardian's contact. */
@ApplicationScoped
class RosterListener implements EventHandler {

    private final Inbox inbox;
    private final RosterStore store;
    private final Sealing sealing;
    private final Fingerprint fingerprint;

    RosterListener(Inbox inbox, RosterStore store, Sealing sealing, Fingerprint fingerprint) {
        this.inbox = inbox;
        this.store = store;
        this.sealing = sealing;
        this.fingerprint = fingerprint;
    }

    @Incoming("roster")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.roster.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        var latest = new LinkedHashMap<String, IncomingEvent>();
        events.forEach(event -> latest.put(event.key(), event));
        var gone = new ArrayList<String>();
        var rows = new ArrayList<RosterStore.Row>();
        latest.forEach((student, event) -> {
            if (event.payload() == null) {
                gone.add(student);
            } else if (event.type().equals("org.baoxue.roster.enrolment.v1")) {
                rows.add(row(event.payload()));
            }
        });
        store.remove(gone);
        store.save(rows);
    }

    private RosterStore.Row row(String payload) {
        var tree = Json.tree(payload);
        var content = tree.path("sealed").asText();
        var family = Json.read(sealing.open(content), Guardianship.class).addresses().stream()
                .findFirst()
                .map(fingerprint::of)
                .orElse(null);
        var homePlace = tree.path("homePlace").asText(null);
        return new RosterStore.Row(
                required(tree.path("student").asText()),
                required(tree.path("school").asText()),
                tree.path("class").asText(),
                tree.path("className").asText(null),
                required(tree.path("place").asText()),
                homePlace,
                content,
                family,
                tree.path("revision").asLong());
    }

    private static String required(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an enrolment lacks a code");
        }
        return value;
    }
}
