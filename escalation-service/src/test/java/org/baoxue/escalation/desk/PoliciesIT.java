package org.baoxue.escalation.desk;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bureau sets what holds in its place; the places below inherit it, value by value. */
@QuarkusTest
@WithTestResource(Platform.class)
class PoliciesIT {

    @BeforeEach
    void places() {
        Hand.puts(School.at("2026-09-07 10:00"));
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("delete from policy where place like '5308%'");
            handle.execute("insert into place (code, level) values ('5308', 'PREFECTURE'), ('530802', 'COUNTY')"
                    + " on conflict do nothing");
            handle.execute("insert into school (code, place, zone, exceptions_only, sessions)"
                    + " values ('S-80', '530802001', 'Asia/Shanghai', false, '[]') on conflict do nothing");
        });
    }

    @Test
    void what_a_bureau_sets_holds_below_it_from_its_date_and_says_who_set_it() {
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            sets("5308", "2026-09-08", null, Map.of("day.watermark-wait", value("PT40M")))
                    .statusCode(200)
                    .header("ETag", "\"1\"")
                    .body("setBy", equalTo("p-bureau"));
            sets("530802", "2026-09-10", null, Map.of("home-visit.due", value("2 school days")))
                    .statusCode(200);
            escalation.await(seen -> seen.type().endsWith("policy-set.v1")
                    && seen.text("place").equals("530802")
                    && seen.text("by").equals("p-bureau"));
        }
        ofSchool("2026-09-07").body("values.'day.watermark-wait'.value", equalTo("PT30M"));
        ofSchool("2026-09-10")
                .body("values.'day.watermark-wait'.value", equalTo("PT40M"))
                .body("values.'day.watermark-wait'.source.place", equalTo("5308"))
                .body("values.'home-visit.due'.value", equalTo("2 school days"))
                .body("values.'home-visit.due'.source.place", equalTo("530802"))
                .body("values.'formal-report.due'.source.place", equalTo(""));
    }

    @Test
    void the_same_again_is_the_same_version_and_another_needs_the_one_that_was_seen() {
        var first = Map.of("day.watermark-wait", value("PT40M"));
        var second = Map.of("day.watermark-wait", value("PT50M"));
        sets("5308", "2026-09-08", null, first).statusCode(200);
        sets("5308", "2026-09-08", null, first).statusCode(200).header("ETag", "\"1\"");
        sets("5308", "2026-09-08", null, second).statusCode(428).body("errors[0].pointer", equalTo("header:If-Match"));
        sets("5308", "2026-09-08", "\"2\"", second).statusCode(412);
        sets("5308", "2026-09-08", "\"1\"", second).statusCode(200).header("ETag", "\"2\"");
        bureau().get("/v1/policies/5308/2026-09-08")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("values.'day.watermark-wait'.value", equalTo("PT50M"));
        assertEquals(2, versions());
    }

    @Test
    void tomorrow_can_be_set_all_day_and_an_answer_that_was_lost_be_asked_for_again_later() {
        var wait = Map.of("day.watermark-wait", value("PT40M"));
        Hand.puts(School.at("2026-09-07 15:00"));
        sets("5308", "2026-09-08", null, wait).statusCode(200).header("ETag", "\"1\"");
        Hand.puts(School.at("2026-09-08 12:00"));
        sets("5308", "2026-09-08", null, wait).statusCode(200).header("ETag", "\"1\"");
        sets("5308", "2026-09-08", "\"1\"", Map.of()).statusCode(422).body("errors[0].pointer", equalTo("path:from"));
    }

    @Test
    void today_is_the_day_of_the_school() {
        sets("5308", "2026-09-08", null, Map.of("day.watermark-wait", value("PT40M")))
                .statusCode(200);
        Hand.puts(School.at("2026-09-08 07:00")); // still the day before in UTC
        for (var path : List.of("/v1/schools/S-80/policy", "/v1/policies/530802")) {
            bureau().get(path).then().body("values.'day.watermark-wait'.value", equalTo("PT40M"));
        }
    }

    @Test
    void a_school_at_which_somebody_looks_by_the_policies_of_before_is_looked_at_again() throws Exception {
        Superuser.jdbi().useHandle(handle -> handle.execute("""
                insert into school (code, place, zone, exceptions_only, sessions, class_day, class_day_next_at)
                values ('S-84', '530802004', 'Asia/Shanghai', false, '[]', '2026-09-07', '2026-09-07T01:59:00Z')
                on conflict (code) do update set class_day = excluded.class_day, class_day_next_at = excluded.class_day_next_at
                """));
        try (var looking = Superuser.jdbi().open();
                var hands = Executors.newSingleThreadExecutor()) {
            looking.begin();
            looking.execute("select from school where code = 'S-84' for update");
            var set = hands.submit(
                    () -> sets("530802", "2026-09-08", null, Map.of("submit-attendance.remind", value("PT3H")))
                            .extract()
                            .statusCode());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> count("select count(*) from pg_locks where not granted") > 0 || set.isDone());
            looking.execute("update school set class_day = '2026-09-08', class_day_next_at = '2026-09-08T06:00:00Z'"
                    + " where code = 'S-84'");
            looking.commit();
            assertEquals(200, set.get());
        }
        assertEquals(
                1,
                count(
                        "select count(*) from school where code = 'S-84' and class_day_next_at < '2026-09-08T06:00:00Z'"));
    }

    @Test
    void a_policy_is_refused_as_a_whole_and_nothing_of_it_is_kept() {
        sets(
                        "5308",
                        "2026-09-08",
                        null,
                        Map.of(
                                "home-visit.due",
                                value("soon"),
                                "a/b",
                                Map.of("value", "1"),
                                "day.watermark-wait",
                                value("PT40M")))
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        contains("/values/a~1b/clause", "/values/a~1b/value", "/values/home-visit.due/value"));
        sets("5308", "2026-09-06", null, Map.of()).statusCode(422).body("errors[0].pointer", equalTo("path:from"));
        sets("5309", "2026-09-08", null, Map.of()).statusCode(403);
        sets("530899", "2026-09-08", null, Map.of()).statusCode(422).body("errors[0].pointer", equalTo("path:place"));
        assertEquals(0, versions());
    }

    @Test
    void a_draft_says_what_would_be_other_and_is_not_kept() {
        sets("5308", "2026-09-08", null, Map.of("day.watermark-wait", value("PT40M")))
                .statusCode(200);
        bureau().contentType(ContentType.JSON)
                .body(Map.of("values", Map.of("day.watermark-wait", value("PT50M"), "hours.window", value("PT15M"))))
                .post("/v1/policies/530802/2026-09-08/checks")
                .then()
                .statusCode(200)
                .body("changes.name", contains("day.watermark-wait", "hours.window"))
                .body("changes[0].before", equalTo("PT40M"))
                .body("changes[0].after", equalTo("PT50M"));
        bureau().contentType(ContentType.JSON)
                .body(Map.of("values", Map.of("hours.window", value("short"))))
                .post("/v1/policies/530802/2026-09-08/checks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/values/hours.window/value"));
        assertEquals(1, versions());
    }

    @Test
    void a_draft_says_what_it_would_drop_and_which_clause_would_be_another() {
        sets(
                        "5308",
                        "2026-09-08",
                        null,
                        Map.of("home-visit.alerts", value("county-bureau at once"), "hours.window", value("PT10M")))
                .statusCode(200);
        bureau().contentType(ContentType.JSON)
                .body(Map.of(
                        "values", Map.of("hours.window", Map.of("value", "PT10M", "clause", "own choice: another"))))
                .post("/v1/policies/5308/2026-09-08/checks")
                .then()
                .statusCode(200)
                .body("changes.name", contains("home-visit.alerts", "hours.window"))
                .body("changes[0].before", equalTo("county-bureau at once"))
                .body("changes[0].after", nullValue())
                .body("changes[1].before", equalTo("PT10M"))
                .body("changes[1].after", equalTo("PT10M"))
                .body("changes[1].clauseBefore", equalTo("own choice: a test"))
                .body("changes[1].clause", equalTo("own choice: another"));
    }

    @Test
    void what_would_contradict_a_place_below_or_a_later_date_is_not_set() {
        sets("530802", "2026-09-10", null, Map.of("hours.list-lead", value("PT100M")))
                .statusCode(200);
        var sooner = Map.of("report-absence-list.due", value("PT90M after mark"));
        sets("5308", "2026-09-08", null, sooner)
                .statusCode(409)
                .body("errors.pointer", contains("/values/report-absence-list.due/value"))
                .body("errors[0].detail", startsWith("in 530802 from 2026-09-10 on: "));
        bureau().contentType(ContentType.JSON)
                .body(Map.of("values", sooner))
                .post("/v1/policies/5308/2026-09-08/checks")
                .then()
                .statusCode(409);
        assertEquals(1, versions());
    }

    @Test
    void who_set_it_is_not_for_schools() {
        sets("5308", "2026-09-08", null, Map.of("day.watermark-wait", value("PT40M")))
                .statusCode(200);
        Tokens.as(Tokens.ofSchool("class-teacher", "p-teacher", "S-80"))
                .get("/v1/policies/5308/2026-09-08")
                .then()
                .statusCode(200)
                .body("setBy", nullValue());
    }

    @Test
    void a_longer_reminder_reminds_on_its_first_day_where_that_day_was_planned_before() {
        Hand.puts(Instant.parse("2026-09-07T03:00:00Z"));
        Superuser.jdbi().useHandle(handle -> handle.execute("""
                insert into school (code, place, zone, exceptions_only, sessions, class_day, class_day_next_at)
                values ('S-82', '530802002', 'Pacific/Apia', true, '[]', '2026-09-08', '2026-09-08T01:00:00Z')
                on conflict (code) do update set class_day = excluded.class_day, class_day_next_at = excluded.class_day_next_at
                """));
        sets("530802", "2026-09-08", null, Map.of("submit-attendance.remind", value("PT3H")))
                .statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from school where code = 'S-82' and class_day = '2026-09-08'"
                                + " and class_day_next_at = '2026-09-07T23:00:00Z'")
                        == 1);
    }

    @Test
    void an_absence_that_runs_keeps_the_policy_under_which_it_began() {
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            Hand.puts(School.at("2027-03-08 07:00"));
            School school = School.open("S-83");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> count("select count(*) from post where scope = 'S-83'") == 2);
            school.enrols("1", "kai", "liv");
            Hand.puts(School.at("2027-03-08 08:06"));
            school.calls(school.rollCall("1", "2027-03-08 08:05", 3, List.of("kai")));
            assertEquals(
                    "2027-03-08T01:05:00Z",
                    escalation.await(contact("kai", "2027-03-08")).text("dueAt"));
            Tokens.as(Tokens.ofPlace("county-bureau", "p-bureau", "530113"))
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "values",
                            Map.of(
                                    "contact-guardian.due", value("PT90M after mark"),
                                    "contact-guardian.attempts", value("1"),
                                    "spell.partial-days", value("any absence"))))
                    .put("/v1/policies/530113/2027-03-09")
                    .then()
                    .statusCode(200);
            Hand.puts(School.at("2027-03-09 08:06"));
            school.calls(school.rollCall("1", "2027-03-09 08:05", 3, List.of("kai", "liv")));
            Seen ofKai = escalation.await(contact("kai", "2027-03-09"));
            Seen ofLiv = escalation.await(contact("liv", "2027-03-09"));
            assertEquals("2027-03-09T01:05:00Z", ofKai.text("dueAt"));
            assertEquals("2027-03-09T01:35:00Z", ofLiv.text("dueAt"));
            assertEquals("NOTED", triedInVain(ofKai));
            assertEquals("HANDED_OVER", triedInVain(ofLiv));
            Hand.puts(School.at("2027-03-09 14:06"));
            school.calls(school.rollCall("1", "2027-03-09 14:05", 1, List.of("kai", "liv"), List.of(), List.of()));
            escalation.await(seen -> seen.type().endsWith("spell-ended.v1")
                    && seen.text("student").equals("kai"));
            assertEquals("RETURNED", stateOf("kai"));
            assertEquals("OPEN", stateOf("liv"));
        } finally {
            Superuser.jdbi()
                    .useHandle(handle ->
                            handle.execute("delete from policy where place = '530113' and from_date = '2027-03-09'"));
        }
    }

    private static String triedInVain(Seen contact) {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-office", "S-83"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "vain-" + contact.text("duty"))
                .body(Map.of("kind", "CONTACT_ATTEMPT", "outcome", "NOT_REACHED"))
                .post("/v1/duties/" + contact.text("duty") + "/evidence")
                .then()
                .statusCode(200)
                .extract()
                .path("meaning");
    }

    private static String stateOf(String child) {
        return Tokens.as(Tokens.ofSchool("academic-office", "p-office", "S-83"))
                .get("/v1/students/" + child + "/spells")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].state");
    }

    private static Predicate<Seen> contact(String child, String date) {
        return seen -> seen.type().endsWith("duty-opened.v1")
                && seen.text("rule").equals("contact-guardian")
                && seen.text("student").equals(child)
                && seen.text("date").equals(date);
    }

    private static ValidatableResponse sets(
            String place, String from, @Nullable String seen, Map<String, Map<String, String>> values) {
        var request = bureau().contentType(ContentType.JSON).body(Map.of("values", values));
        return (seen == null ? request : request.header("If-Match", seen))
                .put("/v1/policies/" + place + "/" + from)
                .then();
    }

    private static ValidatableResponse ofSchool(String on) {
        return bureau().get("/v1/schools/S-80/policy?on=" + on).then().statusCode(200);
    }

    private static io.restassured.specification.RequestSpecification bureau() {
        return Tokens.as(Tokens.ofPlace("prefecture-bureau", "p-bureau", "5308"));
    }

    private static Map<String, String> value(String text) {
        return Map.of("value", text, "clause", "own choice: a test");
    }

    private static int versions() {
        return count("select count(*) from policy where place like '5308%'");
    }

    private static int count(String sql) {
        return Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }
}
