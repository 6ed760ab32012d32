package org.baoxue.bench.ours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Made-up schools of Dongchuan that publish as the attendance and directory services do: the same records, byte for byte. */
public final class Schools implements AutoCloseable {
    public static final String ATTENDANCE = "baoxue.attendance.v1";
    public static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    public static final int CLASS_SIZE = 45;

    private static final String DIRECTORY = "baoxue.directory.v1";
    private static final String TOWNSHIP = "530113001";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final AtomicReference<@Nullable Exception> trouble = new AtomicReference<>();
    private final String topic;
    private final KafkaProducer<String, byte[]> producer;

    public Schools(String bootstrap) {
        this(bootstrap, ATTENDANCE);
    }

    /** @param topic what they post goes there instead */
    public Schools(String bootstrap, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "batch.size",
                        262_144,
                        "compression.type",
                        "zstd"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public static Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    /** What one class called: the last {@code absent} of its children are missing. */
    public record Call(String school, int number, LocalDate date, boolean afternoon, int absent) {
        /** Nobody is missing any more. */
        Call everybodyBack(int stillAbsent) {
            return new Call(school, number, date, true, stillAbsent);
        }
    }

    public void open(String school) {
        directory("place/530113", "place", Map.of("code", "530113", "level", "COUNTY", "parent", "5301"));
        directory("organisation/" + school, "organisation", organisation(school));
        for (var post : List.of("academic-office", "principal")) {
            directory(
                    "post/" + post + "@" + school,
                    "post",
                    Map.of(
                            "post", post,
                            "scope", school,
                            "organisation", school,
                            "holders", List.of(Map.of("person", "p-" + post, "deputy", false, "from", "2020-01-01"))));
        }
        producer.flush();
    }

    private static Map<String, Object> organisation(String school) {
        return Map.of(
                "code",
                school,
                "kind",
                "SCHOOL",
                "name",
                "made-up school",
                "place",
                TOWNSHIP,
                "zone",
                ZONE.getId(),
                "school",
                Map.of(
                        "sessions",
                        List.of(Map.of("code", "AM", "starts", "08:00"), Map.of("code", "PM", "starts", "14:00")),
                        "dayCompleteAt",
                        "15:00",
                        "exceptionsOnly",
                        false,
                        "boarding",
                        false));
    }

    public void call(Call call) {
        publish(topic, call.school(), "org.baoxue.attendance.roll-call-recorded.v1", rollCall(call));
    }

    public void closeDay(String school, LocalDate date) {
        var at = at(date, "15:00");
        publish(
                topic,
                school,
                "org.baoxue.attendance.school-day-closed.v1",
                Map.of(
                        "school",
                        school,
                        "place",
                        TOWNSHIP,
                        "date",
                        date.toString(),
                        "closesAt",
                        at.toString(),
                        "closedAt",
                        at.plusMillis(10).toString(),
                        "members",
                        100,
                        "marked",
                        100,
                        "exceptionsOnly",
                        false));
    }

    /** Returns when the broker has all of it. */
    public void flush() {
        producer.flush();
        if (trouble.get() != null) {
            throw new IllegalStateException("the broker did not take a record", trouble.get());
        }
    }

    private static Map<String, Object> rollCall(Call call) {
        var takenAt = at(call.date(), call.afternoon() ? "14:05" : "08:05");
        var event = new LinkedHashMap<String, Object>();
        event.put("school", call.school());
        event.put("place", TOWNSHIP);
        event.put("zone", ZONE.getId());
        event.put("class", call.school() + "-" + call.number());
        event.put("date", call.date().toString());
        event.put("session", call.afternoon() ? "PM" : "AM");
        event.put("sessionOrder", call.afternoon() ? 2 : 1);
        event.put("sessionStarts", call.afternoon() ? "14:00" : "08:00");
        event.put("kind", "DAILY");
        event.put("revision", 1);
        event.put("takenAt", takenAt.toString());
        event.put("takenBy", "p-teacher");
        event.put("acceptedAt", takenAt.plusSeconds(60).toString());
        event.put("present", children(call, 0, CLASS_SIZE - call.absent()));
        event.put("late", List.of());
        event.put("absent", children(call, CLASS_SIZE - call.absent(), CLASS_SIZE));
        event.put("leave", List.of());
        event.put("unknown", List.of());
        return event;
    }

    private static List<String> children(Call call, int from, int end) {
        var children = new ArrayList<String>();
        for (int n = from; n < end; n++) {
            children.add("C-" + call.school() + "-" + call.number() + "-" + n);
        }
        return children;
    }

    private void directory(String key, String kind, Map<String, Object> payload) {
        publish(DIRECTORY, key, "org.baoxue.directory." + kind + ".v1", payload);
    }

    private void publish(String topic, String key, String type, Map<String, Object> payload) {
        var record = new ProducerRecord<>(topic, key, json(payload));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", "/baoxue/bench");
        header(record, "ce_type", type);
        header(record, "ce_time", "2026-09-07T00:00:00Z");
        header(record, "content-type", "application/json");
        var _ = producer.send(record, (_, failure) -> {
            if (failure != null) {
                trouble.set(failure);
            }
        });
    }

    private static byte[] json(Map<String, Object> payload) {
        try {
            return MAPPER.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
