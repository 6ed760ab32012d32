package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.kit.store.Changed;

/** Works records that were parked, each once: also where it, or its repeat on the topic, was worked before. */
@ApplicationScoped
class ParkedRecords {

    private final DeadLetterStore letters;
    private final InboxStore inbox;
    private final Event<Changed> changed;

    ParkedRecords(DeadLetterStore letters, InboxStore inbox, Event<Changed> changed) {
        this.letters = letters;
        this.inbox = inbox;
        this.changed = changed;
    }

    /** Call it inside the worker's transaction that holds them and settles them afterwards. */
    void work(EventHandler handler, List<Long> held) {
        var events = new ArrayList<>(letters.events(held));
        var unseen = inbox.unseen(events.stream().map(IncomingEvent::id).toList());
        events.removeIf(event -> !unseen.remove(event.id()));
        if (!events.isEmpty()) {
            handler.handle(events);
            changed.fire(new Changed());
        }
    }
}
