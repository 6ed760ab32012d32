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
            String topic,
            @Nullable String key,
            @Nullable String eventId,
            @Nullable String type,
            @Nullable String time,
            Instant parkedAt,
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

    /** Locks what is parked under a key (null: without one) just now, in its order; what is parked meanwhile stays. */
    List<Long> hold(String topic, @Nullable String key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from dead_letter
                        where replayed_at is null and topic = :topic and record_key is not distinct from cast(:key as text)
                        order by id for update
                        """)
                .bind("topic", topic)
                .bind("key", key)
                .mapTo(Long.class)
                .list());
    }

    /** @throws IllegalArgumentException when one is no event at all */
    List<IncomingEvent> events(List<Long> ids) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select topic, record_key as key, event_id, type, convert_from(payload, 'UTF8') as payload, partition,
                            record_offset as "offset", parked_at, substring(headers from '(?n)^ce_time: (.*)$') as time
                        from dead_letter where id = any(:ids) order by id
                        """).bindArray("ids", Long.class, ids).map(ConstructorMapper.of(Row.class)).stream()
                        .map(DeadLetterStore::event)
                        .toList());
    }

    private static IncomingEvent event(Row row) {
        if (row.key() == null) {
            throw new IllegalArgumentException("has no key");
        }
        var id = row.eventId() == null
                ? EventId.of(row.topic(), row.partition(), row.offset())
                : UUID.fromString(row.eventId());
        return new IncomingEvent(
                id,
                row.topic(),
                row.partition(),
                row.offset(),
                row.key(),
                row.type() == null ? "" : row.type(),
                IncomingEvent.recordedAt(row.time(), row.parkedAt()),
                row.payload());
    }

    int settle(List<Long> ids, Instant at) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("update dead_letter set replayed_at = :at where id = any(:ids)")
                        .bind("at", at)
                        .bindArray("ids", Long.class, ids)
                        .execute());
    }
}
