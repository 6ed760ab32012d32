package org.baoxue.escalation.directory;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the directory up to date. */
@ApplicationScoped
class DirectoryListener implements EventHandler {
    private static final String SCHOOL = "SCHOOL";

    private final Inbox inbox;
    private final DirectoryStore store;
    private final SuiteClock clock;
    private final Event<CalendarsChanged> changed;

    DirectoryListener(Inbox inbox, DirectoryStore store, SuiteClock clock, Event<CalendarsChanged> changed) {
        this.inbox = inbox;
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    @Incoming("directory")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.directory.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        Map<String, IncomingEvent> latest = new LinkedHashMap<>();
        events.forEach(event -> latest.put(event.key(), event));
        List<Shapes.Place> places = new ArrayList<>();
        List<Shapes.Organisation> schools = new ArrayList<>();
        List<Shapes.Calendar> calendars = new ArrayList<>();
        List<Shapes.Post> posts = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (IncomingEvent event : latest.values()) {
            if (event.payload() == null) {
                gone.add(event.key());
                continue;
            }
            switch (event.type()) {
                case "org.baoxue.directory.place.v1" -> places.add(event.as(Shapes.Place.class));
                case "org.baoxue.directory.calendar.v1" -> calendars.add(event.as(Shapes.Calendar.class));
                case "org.baoxue.directory.post.v1" -> posts.add(event.as(Shapes.Post.class));
                case "org.baoxue.directory.organisation.v1" -> {
                    Shapes.Organisation organisation = event.as(Shapes.Organisation.class);
                    if (organisation.kind().equals(SCHOOL)) {
                        schools.add(organisation);
                    }
                }
                default -> {
                    // a newer directory speaks of more than we need
                }
            }
        }
        store.putPlaces(places);
        store.putSchools(schools, clock.now());
        store.putPosts(posts);
        store.putCalendars(calendars);
        store.remove(gone);
        if (!calendars.isEmpty() || !schools.isEmpty()) {
            changed.fire(new CalendarsChanged());
        }
    }
}
