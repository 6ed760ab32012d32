package org.baoxue.attendance.directory;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.attendance.day.SchoolDays;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps our copy of schools, calendars and class teachers in step with the directory. */
@ApplicationScoped
public class DirectoryListener implements EventHandler {

    private static final String ORGANISATION = "organisation/";
    private static final String CALENDAR = "calendar/";
    private static final String TEACHER = "post/class-teacher@";

    private final Inbox inbox;
    private final DirectoryStore store;
    private final SchoolDays days;

    DirectoryListener(Inbox inbox, DirectoryStore store, SchoolDays days) {
        this.inbox = inbox;
        this.store = store;
        this.days = days;
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
        Set<String> changedOwners = new HashSet<>();
        for (var event : events) {
            if (event.key().startsWith(ORGANISATION)) {
                organisation(event, changedOwners);
            } else if (event.key().startsWith(CALENDAR)) {
                calendar(event, changedOwners);
            } else if (event.key().startsWith(TEACHER)) {
                teachers(event);
            }
        }
        days.replan(changedOwners);
    }

    private void organisation(IncomingEvent event, Set<String> changedOwners) {
        var code = event.key().substring(ORGANISATION.length());
        if (event.payload() == null) {
            store.removeSchool(code);
        } else {
            var organisation = event.as(Published.Organisation.class);
            if (organisation.school() == null) {
                return;
            }
            store.putSchool(organisation, organisation.school());
        }
        changedOwners.add(code);
    }

    private void calendar(IncomingEvent event, Set<String> changedOwners) {
        var owner = event.key().substring(CALENDAR.length());
        if (event.payload() == null) {
            store.removeCalendar(owner);
        } else {
            var calendar = event.as(Published.Calendar.class);
            store.putCalendar(owner, calendar.ownerKind(), calendar.content());
        }
        changedOwners.add(owner);
    }

    private void teachers(IncomingEvent event) {
        var classId = event.key().substring(TEACHER.length());
        store.putTeachers(
                classId,
                event.payload() == null
                        ? List.of()
                        : event.as(Published.Post.class).holders());
    }
}
