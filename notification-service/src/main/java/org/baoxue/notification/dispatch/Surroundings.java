package org.baoxue.notification.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.baoxue.notification.contact.Contacts;
import org.baoxue.notification.deliver.Messages;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Bundler;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.World;

/** Gathers what the bundler looks at, in a fixed number of statements however many notices are due. */
@ApplicationScoped
class Surroundings {

    private final Contacts contacts;
    private final Notices notices;
    private final Messages messages;
    private final TellingConfig config;

    Surroundings(Contacts contacts, Notices notices, Messages messages, TellingConfig config) {
        this.contacts = contacts;
        this.notices = notices;
        this.messages = messages;
        this.config = config;
    }

    World of(List<Notice> planned, Instant now) {
        var ancestors = contacts.ancestors(places(planned));
        var guardians = planned.stream()
                .map(Notice::audience)
                .filter(PostRef::isGuardian)
                .map(PostRef::scope)
                .distinct()
                .toList();
        return new World(
                now,
                contacts.holders(Bundler.posts(planned, ancestors)),
                contacts.families(guardians),
                ancestors,
                new HashSet<>(notices.told(planned)),
                originals(planned),
                unreached(planned),
                contacts.zones(planned.stream()
                        .map(notice -> notice.subject().school())
                        .distinct()
                        .toList()),
                config.zone(),
                config.hours());
    }

    private static Set<String> places(List<Notice> planned) {
        var places = new HashSet<String>();
        for (var notice : planned) {
            places.add(notice.subject().place());
            places.add(notice.audience().scope());
        }
        return places;
    }

    private Map<UUID, Set<String>> unreached(List<Notice> planned) {
        var ids = planned.stream()
                .filter(notice -> notice.occasion().equals(Notice.POST_UNREACHED))
                .map(Notice::id)
                .toList();
        return ids.isEmpty() ? Map.of() : messages.unreached(ids);
    }

    private Map<UUID, World.Original> originals(List<Notice> planned) {
        var ids = planned.stream()
                .map(Notice::corrects)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        var heard = messages.hearings(ids);
        var underWay = messages.underWay(ids);
        var originals = new HashMap<UUID, World.Original>();
        notices.find(ids)
                .forEach((id, notice) -> originals.put(
                        id,
                        new World.Original(notice.state(), heard.getOrDefault(id, List.of()), underWay.contains(id))));
        return originals;
    }
}
