package org.baoxue.notification.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the bundler looks at beside the notices, without a name or an address.
 *
 * @param posts who holds a post; a post that is missing is held by nobody
 * @param families by student: the family that is told, the same key for brothers and sisters
 * @param ancestors by place: the places above it, nearest first
 * @param told the windows whose list or message has gone out
 * @param originals by notice: what became of it, for corrections
 * @param unreached by notice of an unreached post: the people to whom the messages did not get through
 * @param zones by school
 */
public record World(
        Instant now,
        Map<PostRef, List<Holder>> posts,
        Map<String, String> families,
        Map<String, List<Ancestor>> ancestors,
        Set<Told> told,
        Map<UUID, Original> originals,
        Map<UUID, Set<String>> unreached,
        Map<String, ZoneId> zones,
        ZoneId defaultZone,
        ContactHours hours) {

    /** A place above another. */
    public record Ancestor(String code, String level) {}

    /** A group (a family, or an audience of lists) whose message of a window has gone out. */
    public record Told(String group, Instant window) {}

    /**
     * What became of a notice, and by which messages it was heard.
     *
     * @param underWay a message of it may still arrive
     */
    public record Original(Notice.State state, List<Hearing> heardBy, boolean underWay) {}

    /**
     * A message that arrived, or may have.
     *
     * @param recipient the same for the same address
     * @param person in the directory; null for a guardian
     */
    public record Hearing(
            UUID message, String recipient, @Nullable String person) {}

    public ZoneId zone(String school) {
        return zones.getOrDefault(school, defaultZone);
    }

    LocalDate today(Notice notice) {
        return now.atZone(zone(notice.subject().school())).toLocalDate();
    }

    List<Holder> holders(PostRef post) {
        return posts.getOrDefault(post, List.of());
    }

    @Nullable String family(PostRef guardian) {
        return families.get(guardian.scope());
    }
}
