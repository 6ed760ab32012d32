package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.baoxue.kit.event.EventId;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Parked records: listed without their content, and taken up again key by key. */
@ApplicationScoped
class DeadLetterStore {

    public record Row(
            long id,
            @Nullable String eventId,
            @Nullable String type,
            @Nullable String payload,
            int partition,
            long offset) {}

    private final Jdbi jdbi;

    DeadLetterStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<DeadLetterResource.Letter> waiting(long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, topic, partition, record_offset as "offset", record_key as key, type, reason, parked_at
                        from dead_letter where replayed_at is null and id > :after order by id limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(DeadLetterResource.Letter.class))
                .list());
    }

    /** The parked records of a key in their order, locked. */
    List<IncomingEvent> take(String topic, String key) {
        return jdbi.withHandle(handle ->
                handle
                        .createQuery("""
                        select id, event_id, type, convert_from(payload, 'UTF8') as payload, partition, record_offset as "offset"
                        from dead_letter where replayed_at is null and topic = :topic and record_key = :key
                        order by id for update
                        """)
                        .bind("topic", topic)
                        .bind("key", key)
                        .map(ConstructorMapper.of(Row.class))
                        .stream()
                        .map(row -> event(topic, key, row))
                        .toList());
    }

    private static IncomingEvent event(String topic, String key, Row row) {
        var id = row.eventId() == null
                ? EventId.of(topic, row.partition(), row.offset())
                : UUID.fromString(row.eventId());
        return new IncomingEvent(
                id, topic, row.partition(), row.offset(), key, row.type() == null ? "" : row.type(), row.payload());
    }

    int settle(String topic, String key, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("update dead_letter set replayed_at = :at"
                        + " where replayed_at is null and topic = :topic and record_key = :key")
                .bind("at", at)
                .bind("topic", topic)
                .bind("key", key)
                .execute());
    }
}
