package org.baoxue.escalation.directory;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.escalation.calendar.SchoolCalendar.Level.Kind;
import org.baoxue.escalation.directory.CalendarsChanged.Owner;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.outbox.Outbox;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the directory up to date. */
@ApplicationScoped
class DirectoryListener implements EventHandler {
    private static final String SCHOOL = "SCHOOL";
    private static final String CALENDAR = "calendar/";

    private final Inbox inbox;
    private final DirectoryStore store;
    private final CalendarStore calendars;
    private final Outbox outbox;
    private final SuiteClock clock;
    private final Event<CalendarsChanged> calendarsChanged;

    DirectoryListener(
            Inbox inbox,
            DirectoryStore store,
            CalendarStore calendars,
            Outbox outbox,
            SuiteClock clock,
            Event<CalendarsChanged> calendarsChanged) {
        this.inbox = inbox;
        this.store = store;
        this.calendars = calendars;
        this.outbox = outbox;
        this.clock = clock;
        this.calendarsChanged = calendarsChanged;
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
        News news = new News();
        latest.values().forEach(news::add);
        store.putPlaces(news.places);
        Set<String> schools = store.putSchools(news.schools, clock.now());
        store.putPosts(news.posts);
        store.remove(news.gone);
        Map<Owner, LocalDate> changed = changed(events, schools);
        if (!changed.isEmpty()) {
            calendarsChanged.fire(new CalendarsChanged(changed));
        }
    }

    /** Whose calendar changes, and from which date on; where a school's own hours may, what is still to come does. */
    private Map<Owner, LocalDate> changed(List<IncomingEvent> events, Set<String> schools) {
        Instant now = clock.now();
        CalendarStore.Entered entered = calendars.enter(
                events.stream().flatMap(DirectoryListener::calendar).toList());
        outbox.append(entered.kept().stream()
                .map(kept -> CalendarEvents.kept(kept, now))
                .toList());
        Map<Owner, LocalDate> changed = new HashMap<>(entered.since());
        LocalDate tomorrow = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        schools.forEach(
                school -> changed.merge(new Owner(Kind.SCHOOL, school), tomorrow, (a, b) -> a.isBefore(b) ? a : b));
        return changed;
    }

    /** Every calendar that was said, not only the last: each leaves what came while it stood. */
    private static Stream<CalendarStore.Said> calendar(IncomingEvent event) {
        if (!event.key().startsWith(CALENDAR)) {
            return Stream.empty();
        }
        String owner = event.key().substring(CALENDAR.length());
        return Stream.of(new CalendarStore.Said(
                owner,
                Optional.ofNullable(event.payload()).map(payload -> event.as(Shapes.Calendar.class)),
                event.at()));
    }

    /** What one batch says, kind by kind. */
    private static final class News {
        private final List<Shapes.Place> places = new ArrayList<>();
        private final List<Shapes.Organisation> schools = new ArrayList<>();
        private final List<Shapes.Post> posts = new ArrayList<>();
        private final List<String> gone = new ArrayList<>();

        void add(IncomingEvent event) {
            if (event.payload() == null) {
                gone.add(event.key());
                return;
            }
            switch (event.type()) {
                case "org.baoxue.directory.place.v1" -> places.add(event.as(Shapes.Place.class));
                case "org.baoxue.directory.post.v1" -> posts.add(event.as(Shapes.Post.class));
                case "org.baoxue.directory.organisation.v1" -> {
                    Shapes.Organisation organisation = event.as(Shapes.Organisation.class);
                    if (organisation.kind().equals(SCHOOL)) {
                        schools.add(organisation);
                    }
                }
                default -> {
                    // calendars are read one by one, and a newer directory speaks of more than we need
                }
            }
        }
    }
}
