package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.inbox.DeadLetterResource.Letter;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Parked records: listed without their content, and taken up again key by key. Call it inside a worker's transaction. */
@ApplicationScoped
class DeadLetterStore {

    /** The reason of a record that did not fail itself. */
    static final String BEHIND = "behind a parked record of its key";

    private static final String LETTER = """
            select id, topic, partition, record_offset as "offset", record_key as key, type, event_id, reason, cause, parked_at,
                tries, tried_at, coalesce(octet_length(payload), 0) as bytes
            from dead_letter where replayed_at is null
            """;

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

    /** @param topic and {@code key}: null for all */
    List<Letter> waiting(@Nullable String topic, @Nullable String key, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LETTER + """
                         and id > :after and (cast(:topic as text) is null or topic = :topic)
                         and (cast(:key as text) is null or record_key = :key)
                        order by id limit :limit
                        """)
                .bind("topic", topic)
                .bind("key", key)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Letter.class))
                .list());
    }

    Optional<Letter> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(LETTER + " and id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Letter.class))
                .findOne());
    }

    /**
     * Locks what is parked under a key (null: without one) just now, in its order; what is parked meanwhile stays.
     *
     * @param upTo the last one that is wanted; null: all
     */
    List<Long> hold(String topic, @Nullable String key, @Nullable Long upTo, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from dead_letter
                        where replayed_at is null and topic = :topic and record_key is not distinct from cast(:key as text)
                            and id <= coalesce(cast(:upTo as bigint), id)
                        order by id limit :limit for update
                        """)
                .bind("topic", topic)
                .bind("key", key)
                .bind("upTo", upTo)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /** Locks the first of a topic, of whatever keys, in the order in which they were parked. */
    List<Long> hold(String topic, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from dead_letter where replayed_at is null and topic = :topic
                        order by id limit :limit for update
                        """)
                .bind("topic", topic)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /** How many wait under a key (null: without one). */
    long left(String topic, @Nullable String key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from dead_letter
                        where replayed_at is null and topic = :topic and record_key is not distinct from cast(:key as text)
                        """)
                .bind("topic", topic)
                .bind("key", key)
                .mapTo(Long.class)
                .one());
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

    /** The last that waits under a key; 0 where none does. */
    long last(String topic, @Nullable String key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(max(id), 0) from dead_letter where replayed_at is null and topic = :topic
                            and record_key is not distinct from cast(:key as text)
                        """)
                .bind("topic", topic)
                .bind("key", key)
                .mapTo(Long.class)
                .one());
    }

    int settle(List<Long> ids, Instant at) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("update dead_letter set replayed_at = :at where id = any(:ids)")
                        .bind("at", at)
                        .bindArray("ids", Long.class, ids)
                        .execute());
    }

    /** A replay of the first waiting record of a key failed: with it whatever came behind. */
    void failed(String topic, @Nullable String key, String cause) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update dead_letter set tries = tries + 1, tried_at = baoxue_now(), cause = :cause
                        where id = (select min(id) from dead_letter where replayed_at is null and topic = :topic
                            and record_key is not distinct from cast(:key as text))
                        """)
                .bind("topic", topic)
                .bind("key", key)
                .bind("cause", cause)
                .execute());
    }
}
