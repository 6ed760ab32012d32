package org.baoxue.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/**
 * One event as it came in.
 *
 * @param type the CloudEvents type
 * @param at when it was recorded where it comes from; of a record that does not say it, when it was published or parked
 * @param payload JSON; null when what {@code key} names is gone (compacted topics)
 */
public record IncomingEvent(
        UUID id,
        String topic,
        int partition,
        long offset,
        String key,
        String type,
        Instant at,
        @Nullable String payload) {

    private static final char NUL = 0;

    /**
     * The payload as {@code shape}; unknown fields are ignored.
     *
     * @throws IllegalArgumentException when it is no such thing: the record is then parked
     */
    public <T> T as(Class<T> shape) {
        if (payload == null) {
            throw new IllegalArgumentException("has no payload");
        }
        return Json.read(payload, shape);
    }

    /** @throws IllegalArgumentException when the record is no CloudEvent of the binary mode */
    static IncomingEvent of(ConsumerRecord<String, byte[]> record) {
        var key = key(record);
        if (key == null) {
            throw new IllegalArgumentException("has no key");
        }
        String type = header(record, "ce_type");
        String id = header(record, "ce_id");
        if (record.value() != null && (type == null || id == null)) {
            throw new IllegalArgumentException("lacks ce_id or ce_type");
        }
        var identity =
                id != null ? UUID.fromString(id) : EventId.of(record.topic(), record.partition(), record.offset());
        return new IncomingEvent(
                identity,
                record.topic(),
                record.partition(),
                record.offset(),
                key,
                type == null ? "" : type,
                recordedAt(header(record, "ce_time"), Instant.ofEpochMilli(record.timestamp())),
                record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8));
    }

    /** Whether it is a CloudEvent of the binary mode, whatever it says. */
    static boolean isOne(ConsumerRecord<String, byte[]> record) {
        try {
            of(record);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    static Instant recordedAt(@Nullable String time, Instant otherwise) {
        try {
            return time == null ? otherwise : Instant.parse(time);
        } catch (DateTimeParseException notATime) {
            throw new IllegalArgumentException("ce_time is no instant", notATime);
        }
    }

    /** The key, if it is one that can be kept. */
    static @Nullable String key(ConsumerRecord<String, byte[]> record) {
        return record.key() == null || record.key().indexOf(NUL) >= 0 ? null : record.key();
    }

    static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    /** PostgreSQL keeps no NUL. */
    static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).replace(NUL, '\uFFFD');
    }
}
