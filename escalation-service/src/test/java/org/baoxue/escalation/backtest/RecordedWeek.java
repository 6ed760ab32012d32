package org.baoxue.escalation.backtest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;

/** A school in a county of its own that really reports a week, and its bureau, which tries policies on it. */
final class RecordedWeek implements AutoCloseable {
    private static final List<String> DAYS =
            List.of("2026-09-10", "2026-09-11", "2026-09-14", "2026-09-15", "2026-09-16");
    /** On the third of these days the case team carries on. */
    private static final int BEFORE_THE_CASE = 3;

    private static final Duration LONG = Duration.ofSeconds(20);

    final String code = "S-bt-" + UUID.randomUUID().toString().substring(0, 8);
    final String county = "53" + (1000 + Math.floorMod(code.hashCode(), 9000));
    /** Missing from Thursday on: the first is back on Monday, the second on Tuesday, the third stays away. */
    final List<String> missing = List.of(code + "-a", code + "-b", code + "-c");

    final EventProbe escalation = EventProbe.of("baoxue.escalation.v1");
    private final School school;

    RecordedWeek() {
        Hand.puts(School.at("2026-09-10 07:00"));
        school = School.open(code, county + "001");
        school.enrols("1", missing.toArray(String[]::new)).enrols("1", code + "-present");
        DAYS.forEach(this::day);
        escalation.await(opened("home-visit", missing.getLast()));
        Hand.puts(School.at("2026-09-18 15:31"));
        escalation.await(seen -> seen.type().endsWith("rule-fired.v1")
                && seen.text("rule").equals("formal-report")
                && seen.text("student").equals(missing.getLast()));
        Hand.puts(School.at("2026-09-18 16:00"));
        await().atMost(LONG)
                .until(() -> count("select count(*) from child where next_due_at <= '2026-09-18T08:00:00Z'"
                                + " and school = '" + code + "'")
                        == 0);
    }

    private void day(String day) {
        Hand.puts(School.at(day + " 08:06"));
        int back = Math.max(0, Math.min(2, DAYS.indexOf(day) - 1));
        calls(day, missing.subList(0, back), missing.subList(back, missing.size()));
        if (day.equals(DAYS.getFirst())) {
            reached(missing.getFirst());
        }
        if (DAYS.indexOf(day) < BEFORE_THE_CASE) {
            theListGoes(day, missing.size() - back);
        }
        Hand.puts(School.at(day + " 15:00"));
        school.closesDay(day);
        await().atMost(LONG).until(() -> has("day_close", day));
    }

    /** As by a notification service that is not there. */
    private void theListGoes(String day, int children) {
        String open = "from duty where rule = 'report-absence-list' and state = 'OPEN' and school = '" + code + "'";
        await().atMost(LONG).until(() -> count("select count(*) " + open) == children);
        Hand.puts(School.at(day + " 09:46"));
        Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select id " + open)
                        .mapTo(String.class)
                        .list())
                .forEach(duty -> EventProbe.publish(
                        "baoxue.notification.v1",
                        "academic-office/" + code,
                        "org.baoxue.notification.notice-delivered.v1",
                        Map.of(
                                "duty",
                                duty,
                                "rule",
                                "report-absence-list",
                                "occasion",
                                "opened",
                                "audience",
                                Map.of("post", "academic-office", "scope", code),
                                "at",
                                School.at(day + " 09:45").toString())));
        await().atMost(LONG).until(() -> count("select count(*) " + open) == 0);
    }

    /** The office says on a later day when it had reached the second child's guardian. */
    void isReachedAfterAll(String day, Instant at) {
        Tokens.as(Tokens.ofSchool("academic-office", "p-office", code))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED", "at", at.toString()))
                .post("/v1/duties/" + owed("contact-guardian", day, missing.get(1)) + "/evidence")
                .then()
                .statusCode(200)
                .body("meaning", equalTo("NOTED"));
    }

    private static String owed(String rule, String day, String student) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select id from duty where rule = :rule and date = cast(:day as date) and student = :student")
                .bind("rule", rule)
                .bind("day", day)
                .bind("student", student)
                .mapTo(String.class)
                .one());
    }

    /** Word of a roll call that was accepted on its own day travels until now. */
    void isCorrected(String day, int revision, List<String> present, List<String> absent) {
        school.calls(school.rollCall("1", day + " 08:05", revision, present, List.of(), absent));
        await().atMost(LONG)
                .until(() -> count("select count(*) from roll_call where school = '" + code + "' and date = '" + day
                                + "' and revision = " + revision)
                        == 1);
    }

    /** The id of a backtest of what is known by now. */
    String isDoneNow() {
        String id = starts(asks(Map.of()));
        isDone(id);
        return id;
    }

    void calls(String day, List<String> present, List<String> absent) {
        school.calls(school.rollCall("1", day + " 08:05", 1, present, List.of(), absent));
        await().atMost(LONG).until(() -> has("roll_call", day));
    }

    private void reached(String student) {
        Seen contact = escalation.await(opened("contact-guardian", student));
        Tokens.as(Tokens.ofSchool("academic-office", "p-office", code))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("kind", "CONTACT_ATTEMPT", "outcome", "REACHED"))
                .post("/v1/duties/" + contact.text("duty") + "/evidence")
                .then()
                .statusCode(200)
                .body("meaning", equalTo("ENDED"));
    }

    private boolean has(String table, String day) {
        return count("select count(*) from " + table + " where school = '" + code + "' and date = '" + day + "'") == 1;
    }

    private static int count(String query) {
        return Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    RequestSpecification bureau() {
        return Tokens.as(Tokens.ofPlace("county-bureau", "p-bureau", county));
    }

    /** Three calendar days in September, but for what is said otherwise. */
    Map<String, Object> asks(Map<String, Object> other) {
        Map<String, Object> request = new LinkedHashMap<>(
                Map.of("place", county, "from", "2026-09-01", "to", "2026-09-18", "candidate", "three-calendar-days"));
        request.putAll(other);
        return request;
    }

    ValidatableResponse posts(Map<String, Object> request) {
        return bureau().contentType(ContentType.JSON)
                .body(request)
                .post("/v1/backtests")
                .then();
    }

    /** The id of a backtest that was taken on. */
    String starts(Map<String, Object> request) {
        String location = posts(request).statusCode(202).extract().header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    ValidatableResponse reads(String id) {
        return bureau().get("/v1/backtests/" + id).then().statusCode(200);
    }

    ValidatableResponse isDone(String id) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> reads(id).body("state", equalTo("DONE")));
        return reads(id);
    }

    ValidatableResponse differences(String id, String query) {
        return bureau().get("/v1/backtests/" + id + "/differences" + query).then();
    }

    String bytes(String id) {
        return differences(id, "?limit=500").statusCode(200).extract().asString();
    }

    static Predicate<Seen> opened(String rule, String student) {
        return seen -> seen.type().equals("org.baoxue.escalation.duty-opened.v1")
                && seen.text("rule").equals(rule)
                && seen.text("student").equals(student);
    }

    @Override
    public void close() {
        Superuser.jdbi().useHandle(handle -> handle.execute("delete from backtest where place = ?", county));
        escalation.close();
    }
}
