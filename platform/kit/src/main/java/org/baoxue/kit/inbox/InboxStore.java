package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.baoxue.kit.store.Prunable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Consumed offsets, seen ids and parked records. */
@ApplicationScoped
class InboxStore implements Prunable {

    private final Jdbi jdbi;
    private final Duration keep;

    InboxStore(Jdbi jdbi, @ConfigProperty(name = "baoxue.inbox.keep") Duration keep) {
        this.jdbi = jdbi;
        this.keep = keep;
    }

    /** Locks the partition's row, made if missing, and returns the next offset to work. */
    long lock(UUID topicId, String topic, int partition) {
        return lock(topicId, partition).orElseGet(() -> {
            make(topicId, topic, partition);
            return lock(topicId, partition).orElseThrow();
        });
    }

    private Optional<Long> lock(UUID topicId, int partition) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select next_offset from inbox_mark where topic_id = :id and partition = :partition for update")
                .bind("id", topicId)
                .bind("partition", partition)
                .mapTo(Long.class)
                .findOne());
    }

    private void make(UUID topicId, String topic, int partition) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into inbox_mark (topic_id, partition, topic, next_offset)"
                        + " values (:id, :partition, :topic, 0) on conflict do nothing")
                .bind("id", topicId)
                .bind("partition", partition)
                .bind("topic", topic)
                .execute());
    }

    void raise(UUID topicId, int partition, long next) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update inbox_mark set next_offset = :next where topic_id = :id and partition = :partition")
                .bind("id", topicId)
                .bind("partition", partition)
                .bind("next", next)
                .execute());
    }

    /** The next offset to read of each partition of a topic; absent where nothing was read. */
    List<InboxStanding.Mark> marks(UUID topicId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select topic, partition, next_offset as next from inbox_mark where topic_id = :id")
                .bind("id", topicId)
                .map(ConstructorMapper.of(InboxStanding.Mark.class))
                .list());
    }

    List<InboxStanding.Mark> marks() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select topic, partition, next_offset as next from inbox_mark order by topic, partition")
                .map(ConstructorMapper.of(InboxStanding.Mark.class))
                .list());
    }

    /** Remembers the ids and returns those that are new. */
    Set<UUID> unseen(Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into inbox_seen (id, seen_at)
                        select distinct cast(id as uuid), baoxue_now() from unnest(:ids) as id
                        on conflict do nothing returning id
                        """)
                .bindArray("ids", String.class, ids.stream().map(UUID::toString).toList())
                .mapTo(UUID.class)
                .set());
    }

    /** The keys, of those given, behind which records of the topic already wait. */
    Set<String> blocked(String topic, Collection<String> keys) {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct record_key from dead_letter"
                        + " where replayed_at is null and topic = :topic and record_key = any(:keys)")
                .bind("topic", topic)
                .bindArray("keys", String.class, List.copyOf(keys))
                .mapTo(String.class)
                .set());
    }

    /** @param cause where it failed; null of one that waits behind another */
    void park(ConsumerRecord<String, byte[]> record, String reason, @Nullable String cause) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into dead_letter (topic, partition, record_offset, record_key, event_id, type, headers, payload, reason, cause, parked_at)
                        values (:topic, :partition, :offset, :key, :event, :type, :headers, :payload, :reason, :cause, baoxue_now())
                        """)
                .bind("topic", record.topic())
                .bind("partition", record.partition())
                .bind("offset", record.offset())
                .bind("key", IncomingEvent.key(record))
                .bind("event", IncomingEvent.header(record, "ce_id"))
                .bind("type", IncomingEvent.header(record, "ce_type"))
                .bind("headers", headers(record))
                .bind("payload", record.value())
                .bind("reason", reason)
                .bind("cause", cause)
                .execute());
    }

    /** Whether a record of the topic waits for an operator. */
    boolean isParked(String topic) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from dead_letter where replayed_at is null and topic = :topic)")
                .bind("topic", topic)
                .mapTo(Boolean.class)
                .one());
    }

    long parked() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from dead_letter where replayed_at is null")
                        .mapTo(Long.class)
                        .one());
    }

    Map<String, Long> parkedByTopic() {
        var parked = new HashMap<String, Long>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select topic, count(*) as records from dead_letter where replayed_at is null group by topic")
                .map((row, context) -> parked.put(row.getString("topic"), row.getLong("records")))
                .list());
        return parked;
    }

    @Override
    public String name() {
        return "inbox_seen";
    }

    /** Forgets ids seen longer ago than any relay could repeat them. */
    @Override
    public int prune() {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from inbox_seen where seen_at < baoxue_now() - cast(:keep as interval)")
                .bind("keep", keep.toString())
                .execute());
    }

    private static String headers(ConsumerRecord<String, byte[]> record) {
        var lines = StreamSupport.stream(record.headers().spliterator(), false)
                .map(InboxStore::line)
                .toList();
        return String.join("\n", lines);
    }

    private static String line(Header header) {
        return IncomingEvent.text((header.key() + ": ").getBytes(StandardCharsets.UTF_8))
                + (header.value() == null ? "" : IncomingEvent.text(header.value()));
    }
}
