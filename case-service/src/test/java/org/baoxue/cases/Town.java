package org.baoxue.cases;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.jspecify.annotations.Nullable;

/** Two schools of one county, one of another country, and who works there, as the directory tells it. */
final class Town {

    static final String SCHOOL = "2153011301";
    static final String SIBLING = "2153011302";
    static final String FOREIGN = "255901001";
    static final String TOWNSHIP = "530113001";
    static final String SIBLING_TOWNSHIP = "530113102";
    static final String COUNTY = "530113";
    static final String HOME = "532301104";
    static final Map<String, String> PLACE_OF =
            Map.of(SCHOOL, TOWNSHIP, SIBLING, SIBLING_TOWNSHIP, FOREIGN, "TX25590101");

    private static final String TOPIC = "baoxue.directory.v1";

    private Town() {}

    /** Tells the directory once and waits until the ledger has it. */
    static void exists() {
        place("CN", "NATION", null, "Asia/Shanghai");
        place("53", "PROVINCE", "CN", null);
        place("5301", "PREFECTURE", "53", null);
        place(COUNTY, "COUNTY", "5301", null);
        place(TOWNSHIP, "TOWNSHIP", COUNTY, null);
        place(SIBLING_TOWNSHIP, "TOWNSHIP", COUNTY, null);
        place("TX", "NATION", null, "America/Chicago");
        place("TX255901", "COUNTY", "TX", null);
        place("TX25590101", "TOWNSHIP", "TX255901", null);
        school(SCHOOL, "Asia/Shanghai");
        school(SIBLING, "Asia/Shanghai");
        school(FOREIGN, "America/Chicago");
        teacher("t-own", SCHOOL + "-0701", SCHOOL);
        teacher("t-sibling", SCHOOL + "-0702", SCHOOL);
        teacher("t-foreign", SIBLING + "-0701", SIBLING);
        calendar();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertEquals(3, rows("school"));
            assertEquals(9, rows("place"));
            assertEquals(3, rows("class_teacher"));
            assertEquals(1, rows("calendar"));
        });
    }

    static String principal() {
        return Tokens.ofSchool("principal", "p-principal", SCHOOL);
    }

    static String office() {
        return Tokens.ofSchool("academic-office", "p-office", SCHOOL);
    }

    static String teacher() {
        return Tokens.ofSchool("class-teacher", "t-own", SCHOOL);
    }

    static String township() {
        return Tokens.ofPlace("township-officer", "p-officer", TOWNSHIP);
    }

    static String homeTownship() {
        return Tokens.ofPlace("township-officer", "p-home", HOME);
    }

    static String county() {
        return Tokens.ofPlace("county-bureau", "p-county", COUNTY);
    }

    /** The class's own calendar closes these days. */
    static void closes(String classId, String... days) {
        var closed = Arrays.stream(days)
                .map(day -> Body.of("date", day, "school", false))
                .toList();
        ownCalendar(classId, List.of(), closed);
    }

    /** The class's own calendar knows this term, and none that it knew before. */
    static void teaches(String classId, String from, String to) {
        ownCalendar(classId, List.of(Body.of("from", from, "to", to)), List.of());
    }

    private static void ownCalendar(String classId, List<?> terms, List<?> days) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into calendar (key, owner_kind, owner, terms, days)"
                                + " values (?, 'CLASS', ?, cast(? as jsonb), cast(? as jsonb))"
                                + " on conflict (key) do update set terms = excluded.terms, days = excluded.days",
                        "calendar/" + classId,
                        classId,
                        Json.write(terms),
                        Json.write(days)));
    }

    static void forgetsItsCalendar(String classId) {
        Superuser.jdbi().useHandle(handle -> handle.execute("delete from calendar where owner = ?", classId));
    }

    private static int rows(String table) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    private static void place(String code, String level, @Nullable String parent, @Nullable String zone) {
        tell(
                "place/" + code,
                "place",
                Body.of("code", code, "name", code, "level", level, "parent", parent, "zone", zone));
    }

    private static void school(String code, String zone) {
        var part = Body.of("sessions", List.of(), "dayCompleteAt", "15:00", "exceptionsOnly", false, "boarding", false);
        tell(
                "organisation/" + code,
                "organisation",
                Body.of(
                        "code",
                        code,
                        "kind",
                        "SCHOOL",
                        "name",
                        code,
                        "place",
                        PLACE_OF.get(code),
                        "zone",
                        zone,
                        "school",
                        part));
    }

    private static void teacher(String person, String classId, String school) {
        var holder = Body.of("person", person, "deputy", false, "from", "2026-09-01", "sealedChannels", "x");
        tell(
                "post/class-teacher@" + classId,
                "post",
                Body.of("post", "class-teacher", "scope", classId, "organisation", school, "holders", List.of(holder)));
    }

    private static void calendar() {
        var days = List.of(
                Body.of("date", "2026-10-01", "school", false, "occasion", "国庆节"),
                Body.of("date", "2026-10-10", "school", true, "occasion", "国庆节"));
        tell(
                "calendar/CN",
                "calendar",
                Body.of(
                        "owner",
                        "CN",
                        "ownerKind",
                        "NATION",
                        "terms",
                        List.of(),
                        "days",
                        days,
                        "revision",
                        1,
                        "acceptedAt",
                        "2026-08-20T01:00:00Z"));
    }

    private static void tell(String key, String name, Object body) {
        EventProbe.publish(TOPIC, key, "org.baoxue.directory." + name + ".v1", body);
    }
}
