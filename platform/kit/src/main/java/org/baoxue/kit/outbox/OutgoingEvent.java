package org.baoxue.kit.outbox;

import java.time.Instant;
import java.util.UUID;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way out.
 *
 * @param id deterministic, see {@link EventId}
 * @param topic where to
 * @param key what it is ordered by
 * @param type the CloudEvents type, {@code org.baoxue.<context>.<name>.v<n>}
 * @param payload JSON; null says that what the key names is gone (compacted topics)
 * @param at when it happened
 */
public record OutgoingEvent(
        UUID id,
        String topic,
        String key,
        String type,
        @Nullable String payload,
        Instant at) {

    /** An event whose id follows from its type, its key, its revision and its content. */
    public static OutgoingEvent of(String topic, String key, String type, long revision, Object content, Instant at) {
        var payload = Json.write(content);
        return new OutgoingEvent(EventId.of(type, key, revision, payload), topic, key, type, payload, at);
    }

    /** The same told again, the {@code number}th time, to those who would drop an id that they have seen. */
    public OutgoingEvent again(long number) {
        return new OutgoingEvent(EventId.of("again", number, id), topic, key, type, payload, at);
    }

    /** The end of what a key of a compacted topic names. */
    public static OutgoingEvent gone(String topic, String key, String type, long revision, Instant at) {
        return new OutgoingEvent(EventId.of(type, key, revision, "gone"), topic, key, type, null, at);
    }
}
