package org.baoxue.notification.contact;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.notification.plan.PostRef;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Keeps the copy of places, organisations and posts. */
@ApplicationScoped
class DirectoryListener implements EventHandler {

    private static final String CLASS_TEACHER = "class-teacher";

    public record Place(String code, @Nullable String parent, String level, String name) {}

    public record Organisation(String code, String kind, String name, String place, String zone) {}

    private final Inbox inbox;
    private final DirectoryStore store;
    private final Sealing sealing;
    private final Event<PostsChanged> changed;

    DirectoryListener(Inbox inbox, DirectoryStore store, Sealing sealing, Event<PostsChanged> changed) {
        this.inbox = inbox;
        this.store = store;
        this.sealing = sealing;
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
        var latest = new LinkedHashMap<String, IncomingEvent>();
        events.forEach(event -> latest.put(event.key(), event));
        store.savePlaces(of(latest.values().stream().toList(), "org.baoxue.directory.place.v1", Place.class));
        store.saveOrganisations(
                of(latest.values().stream().toList(), "org.baoxue.directory.organisation.v1", Organisation.class));
        var posts = new LinkedHashSet<PostRef>();
        for (var event : latest.values()) {
            if (event.payload() == null) {
                remove(event.key()).ifPresent(posts::add);
            } else if (event.type().equals("org.baoxue.directory.post.v1")) {
                posts.add(save(event.as(HeldPost.class)));
            }
        }
        if (!posts.isEmpty()) {
            changed.fire(new PostsChanged(posts));
        }
    }

    private static <T> List<T> of(List<IncomingEvent> events, String type, Class<T> shape) {
        return events.stream()
                .filter(event -> event.type().equals(type) && event.payload() != null)
                .map(event -> event.as(shape))
                .toList();
    }

    private PostRef save(HeldPost post) {
        // what cannot be opened is parked at the door, not found out when somebody is to be told
        post.people().forEach(holder -> holder.reach(sealing));
        store.savePost(post.post(), post.scope(), sealing.seal(Json.write(post)));
        if (post.post().equals(CLASS_TEACHER)) {
            store.saveTeachers(post.scope(), post.people());
        }
        return new PostRef(post.post(), post.scope());
    }

    /** The post that it was. */
    private Optional<PostRef> remove(String key) {
        int slash = key.indexOf('/');
        var code = key.substring(slash + 1);
        switch (key.substring(0, Math.max(slash, 0))) {
            case "place" -> store.removePlace(code);
            case "organisation" -> store.removeOrganisation(code);
            case "post" -> {
                return removePost(code);
            }
            default -> {
                // calendars are no business of this service
            }
        }
        return Optional.empty();
    }

    private Optional<PostRef> removePost(String code) {
        int at = code.indexOf('@');
        if (at <= 0) {
            return Optional.empty();
        }
        var post = code.substring(0, at);
        var scope = code.substring(at + 1);
        store.removePost(post, scope);
        if (post.equals(CLASS_TEACHER)) {
            store.saveTeachers(scope, List.of());
        }
        return Optional.of(new PostRef(post, scope));
    }
}
