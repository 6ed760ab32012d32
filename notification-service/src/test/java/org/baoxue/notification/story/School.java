package org.baoxue.notification.story;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Superuser;
import org.jspecify.annotations.Nullable;

/** A school of its own for each test, with one class, its posts and its children; it speaks as the other services do. */
final class School {

    static final String CLASS_NAME = "七年级1班";

    static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String NUMBER = "baoxue.test.school";
    private static final String ESCALATION = "baoxue.escalation.v1";

    final int number = next();
    final String code = "215301" + number;
    final String classId = code + "-0701";
    final String township = "530113001";
    final Map<String, String> teacher = Map.of("post", "class-teacher", "scope", classId);
    final Map<String, String> office = Map.of("post", "academic-office", "scope", code);
    final Map<String, String> principal = Map.of("post", "principal", "scope", code);
    private final Sealing sealing;

    /** A channel of a post's holder, as the directory seals it. */
    record Channel(String kind, String address, @Nullable String secret) {}

    /** One entry of {@code tell}. */
    record Entry(
            Map<String, String> audience,
            String occasion,
            String at,
            boolean list,
            @Nullable Map<String, Object> window) {

        Entry(Map<String, String> audience, String occasion, String at, boolean list) {
            this(audience, occasion, at, list, null);
        }

        /** Where the policy has what is told together gather for so many minutes. */
        Entry within(String start, int minutes) {
            return new Entry(
                    audience,
                    occasion,
                    at,
                    list,
                    Map.of("start", School.at(start).toString(), "minutes", minutes));
        }
    }

    private School(Sealing sealing) {
        this.sealing = sealing;
    }

    /**
     * Test classes are loaded apart from each other, but share the service: so the count lies outside of them. It starts
     * where no example of a contract has a school.
     */
    private static synchronized int next() {
        int next = Integer.getInteger(NUMBER, 7300) + 1;
        System.setProperty(NUMBER, String.valueOf(next));
        return next;
    }

    static School opens(Sealing sealing) {
        var school = new School(sealing);
        school.place("530113001", "530113", "TOWNSHIP", "铜都街道");
        school.place("530113", "5301", "COUNTY", "东川区");
        EventProbe.publish(
                "baoxue.directory.v1",
                "organisation/" + school.code,
                "org.baoxue.directory.organisation.v1",
                Map.of(
                        "code",
                        school.code,
                        "kind",
                        "SCHOOL",
                        "name",
                        "东川区铜都中学" + school.number,
                        "place",
                        school.township,
                        "zone",
                        "Asia/Shanghai"));
        school.holds("class-teacher", school.classId, school.person("teacher"), mail(school.mailOf("teacher")));
        school.holds("academic-office", school.code, school.person("office"), mail(school.mailOf("office")));
        school.holds("principal", school.code, school.person("principal"), mail(school.mailOf("principal")));
        return school;
    }

    String person(String post) {
        return "p-" + post + "-" + number;
    }

    String mailOf(String post) {
        return post + "-" + number + "@school.example";
    }

    String phoneOf(int child) {
        return "+861000" + number + "%03d".formatted(child);
    }

    String student(int child) {
        return "s-" + number + "-" + child;
    }

    static Channel mail(String address) {
        return new Channel("MAIL", address, null);
    }

    private void place(String placeCode, String parent, String level, String name) {
        EventProbe.publish(
                "baoxue.directory.v1",
                "place/" + placeCode,
                "org.baoxue.directory.place.v1",
                Map.of("code", placeCode, "parent", parent, "level", level, "name", name));
    }

    /** Somebody holds a post from now on; without a channel they cannot be told. */
    School holds(String post, String scope, String person, Channel... channels) {
        var sealed = sealing.seal(Json.write(Map.of("name", "王校长", "channels", List.of(channels), "language", "zh")));
        return post(post, scope, List.of(Map.of("person", person, "deputy", false, "sealedChannels", sealed)));
    }

    School vacates(String post, String scope) {
        return post(post, scope, List.of());
    }

    /** The holder of a post held it until {@code last}, and nobody holds it after. */
    School leaves(String post, String scope, String last) {
        var sealed = sealing.seal(
                Json.write(Map.of("name", "王校长", "channels", List.of(mail(mailOf("teacher"))), "language", "zh")));
        return post(
                post,
                scope,
                List.of(Map.of("person", person("teacher"), "deputy", false, "to", last, "sealedChannels", sealed)));
    }

    private School post(String post, String scope, List<Map<String, Object>> holders) {
        EventProbe.publish(
                "baoxue.directory.v1",
                "post/" + post + "@" + scope,
                "org.baoxue.directory.post.v1",
                Map.of(
                        "post", post,
                        "scope", scope,
                        "organisation", code,
                        "holders", holders,
                        "revision", UUID.randomUUID().toString()));
        return this;
    }

    /** A child whose guardian has a telephone, and a mail address where one is given. */
    String enrols(int child, String name, String phone, @Nullable String email) {
        var guardian = new LinkedHashMap<String, Object>();
        guardian.put("ref", "g-" + number + "-" + child);
        guardian.put("name", "家长" + child);
        guardian.put("phone", phone);
        guardian.put("language", "zh");
        if (email != null) {
            guardian.put("email", email);
        }
        EventProbe.publish(
                "baoxue.roster.v1",
                student(child),
                "org.baoxue.roster.enrolment.v1",
                Map.ofEntries(
                        entry("student", student(child)),
                        entry("school", code),
                        entry("class", classId),
                        entry("className", CLASS_NAME),
                        entry("stage", "JUNIOR"),
                        entry("place", township),
                        entry("from", "2026-09-01"),
                        entry("revision", 1),
                        entry(
                                "sealed",
                                sealing.seal(Json.write(Map.of("name", name, "guardians", List.of(guardian)))))));
        return student(child);
    }

    String enrols(int child, String name) {
        return enrols(child, name, phoneOf(child), null);
    }

    /** Waits until everything said of the school so far has been read. */
    void isKnown(int children) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertEquals(children, count("select count(*) from roster_copy where school = '" + code + "'"));
            assertEquals(
                    3, count("select count(*) from post_copy where scope in ('%s', '%s')".formatted(code, classId)));
            assertEquals(1, count("select count(*) from organisation_copy where code = '" + code + "'"));
            assertEquals(2, count("select count(*) from place_copy where code in ('530113001', '530113')"));
        });
    }

    /** The kinds of channels of a post's holders, as this service has read them. */
    String holdersAsRead(String post, String scope) {
        var sealed = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select sealed_holders from post_copy where post = ? and scope = ?")
                .bind(0, post)
                .bind(1, scope)
                .mapTo(String.class)
                .one());
        var kinds = new StringBuilder();
        for (var holder : Json.tree(sealing.open(sealed)).path("holders")) {
            kinds.append(sealing.open(holder.path("sealedChannels").asText()));
        }
        return kinds.toString();
    }

    static long count(String query) {
        return Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    static Instant at(String time) {
        return MONDAY.atTime(LocalTime.parse(time)).atZone(SHANGHAI).toInstant();
    }

    Map<String, String> guardian(String student) {
        return Map.of("post", "guardian", "scope", student);
    }

    static Entry tell(Map<String, String> audience, String time) {
        return new Entry(audience, "opened", at(time).toString(), false);
    }

    static Entry onList(Map<String, String> audience, String time) {
        return new Entry(audience, "opened", at(time).toString(), true);
    }

    /** Says what the escalation service says when a duty opens; returns the duty's id. */
    String duty(String rule, String student, Entry... tell) {
        var duty = UUID.nameUUIDFromBytes((rule + student).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        var body = duty(duty, rule, student);
        body.put("owner", teacher);
        body.put("openedAt", at("08:05").toString());
        body.put("dueAt", at("10:05").toString());
        body.put("late", false);
        body.put("session", "AM");
        body.put("tell", List.of(tell));
        body.put("why", Map.of("text", Map.of("zh", "上午点名未到", "en", "absent at the morning roll call")));
        EventProbe.publish(ESCALATION, student, "org.baoxue.escalation.duty-opened.v1", body);
        return duty;
    }

    /** Says what becomes of a duty: {@code duty-cancelled}, {@code duty-done}, {@code duty-evidence}, … */
    void says(String event, String duty, String rule, String student, Map<String, Object> more) {
        var body = duty(duty, rule, student);
        body.putAll(more);
        EventProbe.publish(ESCALATION, student, "org.baoxue.escalation." + event + ".v1", body);
    }

    /** Says what the escalation service says of a child on a signed list of the week. */
    void listsInWeek(String student, String why) {
        var body = ofWeek(student);
        var township = Map.of("post", "township-officer", "scope", this.township);
        body.put("telling", "week-" + student);
        body.put("tell", List.of(new Entry(township, "done", at("10:05").toString(), true)));
        body.put("why", Map.of("text", Map.of("zh", why, "en", why)));
        EventProbe.publish(ESCALATION, student, "org.baoxue.escalation.telling.v1", body);
    }

    void takesOffList(String student) {
        var body = ofWeek(student);
        body.put("revision", 1);
        body.put("reason", "CORRECTED");
        EventProbe.publish(ESCALATION, student, "org.baoxue.escalation.rule-withdrawn.v1", body);
    }

    private Map<String, Object> ofWeek(String student) {
        var body = new LinkedHashMap<String, Object>();
        body.put("rule", "weekly-list");
        body.put("firing", "week-" + student);
        body.put("school", code);
        body.put("place", township);
        body.put("class", classId);
        body.put("student", student);
        body.put("at", at("10:00").toString());
        return body;
    }

    /** Says what the case service says. */
    void saysOfCase(String event, Map<String, Object> body) {
        EventProbe.publish(
                "baoxue.case.v1", String.valueOf(body.get("student")), "org.baoxue.case." + event + ".v1", body);
    }

    private Map<String, Object> duty(String duty, String rule, String student) {
        var body = new LinkedHashMap<String, Object>();
        body.put("duty", duty);
        body.put("rule", rule);
        body.put("subject", Map.of("kind", "SPELL", "id", "spell-" + student));
        body.put("date", MONDAY.toString());
        body.put("revision", 1);
        body.put("school", code);
        body.put("place", township);
        body.put("class", classId);
        body.put("student", student);
        return body;
    }

    /** The states of a child's notices, by rule, audience and occasion. */
    static List<String> notices(String student) {
        return new ArrayList<>(Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                        select rule || ' ' || audience_post || ' ' || occasion || ' ' || state || coalesce(' ' || reason, '')
                        from notice where student = ? order by 1
                        """)
                .bind(0, student)
                .mapTo(String.class)
                .list()));
    }

    static UUID notice(String student, String audience) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select id from notice where student = ? and audience_post = ? and occasion = 'opened' limit 1")
                .bind(0, student)
                .bind(1, audience)
                .mapTo(UUID.class)
                .one());
    }
}
