package org.baoxue.cases.calendar;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps our copy of places, schools, class teachers and calendars in step with the directory. */
@ApplicationScoped
public class DirectoryListener implements EventHandler {

    private static final String PLACE = "place/";
    private static final String ORGANISATION = "organisation/";
    private static final String TEACHER = "post/class-teacher@";
    private static final String CALENDAR = "calendar/";

    private final Inbox inbox;
    private final DirectoryStore store;

    DirectoryListener(Inbox inbox, DirectoryStore store) {
        this.inbox = inbox;
        this.store = store;
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
        events.forEach(this::keep);
    }

    private void keep(IncomingEvent event) {
        var key = event.key();
        boolean gone = event.payload() == null;
        if (key.startsWith(PLACE)) {
            if (gone) {
                store.removePlace(key);
            } else {
                store.putPlace(key, event.as(Published.Place.class));
            }
        } else if (key.startsWith(ORGANISATION)) {
            organisation(event);
        } else if (key.startsWith(TEACHER)) {
            store.putTeachers(key, gone ? null : event.as(Published.Post.class));
        } else if (key.startsWith(CALENDAR)) {
            if (gone) {
                store.removeCalendar(key);
            } else {
                store.putCalendar(key, event.as(Published.Calendar.class));
            }
        }
    }

    private void organisation(IncomingEvent event) {
        var organisation = event.payload() == null ? null : event.as(Published.Organisation.class);
        if (organisation == null || !organisation.isSchool()) {
            store.removeSchool(event.key());
        } else {
            store.putSchool(event.key(), organisation);
        }
    }
}
