package org.baoxue.escalation.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.IncomingEvent;

/**
 * Puts what this service said of its decisions back into its tables: each kind of a batch in one statement. Kinds are taken in
 * the order in which they can follow each other about one thing; of several of one kind the last speaks.
 */
@ApplicationScoped
class OwnEvents implements EventHandler {
    private static final String TYPE = "org.baoxue.escalation.";
    private static final String VERSION = ".v1";

    private final RebuildStore store;

    OwnEvents(RebuildStore store) {
        this.store = store;
    }

    @Override
    public String topic() {
        return "baoxue.escalation.v1";
    }

    /** Where another node was quicker, its decisions are in the tables already. */
    @Override
    public void handle(List<IncomingEvent> events) {
        if (store.isWhole()) {
            return;
        }
        Map<String, List<Map<String, Object>>> rows = new HashMap<>();
        for (IncomingEvent event : events) {
            if (event.payload() != null
                    && event.type().startsWith(TYPE)
                    && event.type().endsWith(VERSION)) {
                Map<String, Object> row = new HashMap<>();
                row.put("n", rows.values().stream().mapToInt(List::size).sum());
                row.put("said", Json.tree(event.payload()));
                rows.computeIfAbsent(nameOf(event), name -> new ArrayList<>()).add(row);
            }
        }
        for (RebuildStore.Kept kept : RebuildStore.Kept.values()) {
            List<Map<String, Object>> said = kept.events().stream()
                    .flatMap(name -> rows.getOrDefault(name, List.of()).stream())
                    .toList();
            if (!said.isEmpty()) {
                store.keep(kept, said);
            }
        }
    }

    private static String nameOf(IncomingEvent event) {
        return event.type().substring(TYPE.length(), event.type().length() - VERSION.length());
    }
}
