package org.baoxue.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.EventProbe;
import org.jspecify.annotations.Nullable;

/** A made-up school of Dongchuan whose directory entries and attendance events arrive over Kafka as from their services. */
public final class School {
    public static final String ATTENDANCE = "baoxue.attendance.v1";
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String DIRECTORY = "baoxue.directory.v1";
    private static final int PM = 14;

    private static final String TOWNSHIP = "530113001";
    private static final int COUNTY_DIGITS = 6;

    private final String code;
    private final String township;
    private final Wire wire;
    private int revisions;

    private School(String code, String township, Wire wire) {
        this.code = code;
        this.township = township;
        this.wire = wire;
    }

    /** Takes the events where they are read; no payload where what the key names is gone. */
    public interface Wire {
        void carries(String topic, String key, String type, @Nullable String payload);
    }

    /** Opens a school with sessions at 8:00 and 14:00, in term all year; its posts are held. */
    public static School open(String code) {
        return open(code, TOWNSHIP);
    }

    public static School open(String code, String township) {
        return open(code, township, School::publish);
    }

    /** Opens a school whose events go another way. */
    public static School open(String code, String township, Wire wire) {
        School school = new School(code, township, wire);
        String county = township.substring(0, COUNTY_DIGITS);
        school.directory("place/" + county, "place", Map.of("code", county, "level", "COUNTY", "parent", "5301"));
        school.directory(
                "organisation/" + code,
                "organisation",
                Map.of(
                        "code",
                        code,
                        "kind",
                        "SCHOOL",
                        "name",
                        "made-up school",
                        "place",
                        township,
                        "zone",
                        ZONE.getId(),
                        "school",
                        Map.of(
                                "sessions",
                                List.of(
                                        Map.of("code", "AM", "starts", "08:00"),
                                        Map.of("code", "PM", "starts", "14:00")),
                                "dayCompleteAt",
                                "15:00",
                                "exceptionsOnly",
                                false,
                                "boarding",
                                false)));
        school.holds("academic-office", code, "p-office");
        school.holds("principal", code, "p-principal");
        return school;
    }

    /** A school of which the directory has not spoken. */
    public static School named(String code) {
        return new School(code, TOWNSHIP, School::publish);
    }

    public String code() {
        return code;
    }

    public String classOf(String name) {
        return code + "-" + name;
    }

    public School holds(String post, String scope, String person) {
        return holds(post, scope, person, "2020-01-01");
    }

    public School holds(String post, String scope, String person, String from) {
        directory(
                "post/" + post + "@" + scope,
                "post",
                Map.of(
                        "post",
                        post,
                        "scope",
                        scope,
                        "organisation",
                        code,
                        "holders",
                        List.of(Map.of("person", person, "deputy", false, "from", from))));
        return this;
    }

    public School closedOn(String... dates) {
        return enters(List.of(), dates);
    }

    /** The class, and no other, has school on that date. */
    public School teaches(String className, String date) {
        directory(
                "calendar/" + classOf(className),
                "calendar",
                Map.of(
                        "owner",
                        classOf(className),
                        "ownerKind",
                        "CLASS",
                        "terms",
                        List.of(),
                        "days",
                        List.of(Map.of("date", date, "school", true, "occasion", "lessons")),
                        "revision",
                        1,
                        "acceptedAt",
                        "2026-09-01T00:00:00Z"));
        return this;
    }

    /** Replaces the school's own calendar as a whole. */
    public School inTerm(String from, String to, String... closed) {
        return enters(List.of(Map.of("from", from, "to", to)), closed);
    }

    private School enters(List<Map<String, Object>> terms, String... dates) {
        List<Map<String, Object>> days = new ArrayList<>();
        for (String date : dates) {
            days.add(Map.of("date", date, "school", false, "occasion", "closed"));
        }
        directory(
                "calendar/" + code,
                "calendar",
                Map.of(
                        "owner",
                        code,
                        "ownerKind",
                        "SCHOOL",
                        "terms",
                        terms,
                        "days",
                        days,
                        "revision",
                        ++revisions,
                        "acceptedAt",
                        "2026-09-01T00:00:00Z"));
        return this;
    }

    /** The school's own calendar is taken away. */
    public School forgetsItsCalendar() {
        wire.carries(DIRECTORY, "calendar/" + code, "", null);
        return this;
    }

    public School enrols(String className, String... students) {
        for (String student : students) {
            attendance("enrolment-changed", enrolment(className, student));
        }
        return this;
    }

    public Map<String, Object> enrolment(String className, String student) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("student", student);
        event.put("school", code);
        event.put("place", township);
        event.put("homePlace", "530113104");
        event.put("class", classOf(className));
        event.put("stage", "JUNIOR");
        event.put("from", "2026-09-01");
        event.put("change", "ENROLLED");
        event.put("effective", "2026-09-01");
        event.put("revision", 1);
        event.put("acceptedAt", "2026-08-28T00:00:00Z");
        return event;
    }

    /** The roll call of a class of {@code size} children, some of them absent, accepted a minute after it was taken. */
    public Map<String, Object> rollCall(String className, String time, int size, List<String> absent) {
        List<String> present = new ArrayList<>(IntStream.range(0, size - absent.size())
                .mapToObj(n -> classOf(className) + "-present-" + n)
                .toList());
        return rollCall(className, time, 1, present, List.of(), absent);
    }

    public Map<String, Object> rollCall(
            String className, String time, int revision, List<String> present, List<String> late, List<String> absent) {
        Instant takenAt = at(time);
        LocalDate date = LocalDate.parse(time.substring(0, 10));
        boolean afternoon = LocalTime.parse(time.substring(11)).getHour() >= PM;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("school", code);
        event.put("place", township);
        event.put("zone", ZONE.getId());
        event.put("class", classOf(className));
        event.put("date", date);
        event.put("session", afternoon ? "PM" : "AM");
        event.put("sessionOrder", afternoon ? 2 : 1);
        event.put("sessionStarts", afternoon ? "14:00" : "08:00");
        event.put("kind", "DAILY");
        event.put("revision", revision);
        event.put("takenAt", takenAt);
        event.put("takenBy", "p-teacher");
        event.put("acceptedAt", takenAt.plusSeconds(60L * revision));
        event.put("present", present);
        event.put("late", late);
        event.put("absent", absent);
        event.put("leave", List.of());
        event.put("unknown", List.of());
        return event;
    }

    public School calls(Map<String, Object> rollCall) {
        attendance("roll-call-recorded", rollCall);
        return this;
    }

    public School grantsLeave(String student, int revision, String from, String to, String accepted) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("leave", "leave-" + student);
        event.put("student", student);
        event.put("school", code);
        event.put("class", classOf("1"));
        event.put("from", from);
        event.put("fromSessionOrder", 0);
        event.put("to", to);
        event.put("toSessionOrder", 99);
        event.put("kind", "SICK");
        event.put("approvedBy", "p-teacher");
        event.put("revision", revision);
        event.put("acceptedAt", at(accepted));
        attendance("leave-granted", event);
        return this;
    }

    public School closesDay(String date) {
        Instant at = at(date + " 15:00");
        attendance(
                "school-day-closed",
                Map.of(
                        "school",
                        code,
                        "place",
                        township,
                        "date",
                        date,
                        "closesAt",
                        at,
                        "closedAt",
                        at.plusMillis(10),
                        "members",
                        100,
                        "marked",
                        100,
                        "exceptionsOnly",
                        false));
        return this;
    }

    public void attendance(String name, Map<String, Object> payload) {
        wire.carries(ATTENDANCE, code, "org.baoxue.attendance." + name + ".v1", Json.write(payload));
    }

    public static Instant at(String time) {
        return LocalDate.parse(time.substring(0, 10))
                .atTime(LocalTime.parse(time.substring(11)))
                .atZone(ZONE)
                .toInstant();
    }

    private void directory(String key, String kind, Map<String, Object> payload) {
        wire.carries(DIRECTORY, key, "org.baoxue.directory." + kind + ".v1", Json.write(payload));
    }

    private static void publish(String topic, String key, String type, @Nullable String payload) {
        if (payload == null) {
            EventProbe.publishRaw(topic, key, Map.of(), null);
        } else {
            EventProbe.publish(topic, key, type, payload);
        }
    }
}
