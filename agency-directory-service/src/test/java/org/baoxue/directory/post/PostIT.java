package org.baoxue.directory.post;

import static org.baoxue.directory.Given.deputy;
import static org.baoxue.directory.Given.events;
import static org.baoxue.directory.Given.holder;
import static org.baoxue.directory.Given.operator;
import static org.baoxue.directory.Given.principal;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.directory.Given;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class PostIT {

    private static final String SCHOOL = "2153011310";

    @Inject
    Sealing sealing;

    @BeforeEach
    void a_school_stands() {
        Given.school(SCHOOL, "530113104");
    }

    @Test
    void the_deputy_stands_in_on_the_days_that_are_named() {
        Given.post(
                SCHOOL,
                "principal",
                SCHOOL,
                deputy("p-deputy", "2026-10-01", "2026-10-31"),
                holder("p-principal", "2026-09-01"));

        holdersOn("2026-08-31", "principal", SCHOOL)
                .body("vacant", equalTo(true))
                .body("holders", empty());
        holdersOn("2026-09-01", "principal", SCHOOL).body("holders.person", contains("p-principal"));
        holdersOn("2026-10-31", "principal", SCHOOL).body("holders.person", contains("p-principal", "p-deputy"));
        holdersOn("2026-11-01", "principal", SCHOOL).body("holders.person", contains("p-principal"));
    }

    @Test
    void today_is_where_the_post_is() {
        Given.post(SCHOOL, "academic-office", SCHOOL, holder("p-office", "2027-02-01"));
        Hand.puts(Instant.parse("2027-01-31T15:59:00Z"));
        operator()
                .get("/v1/posts/academic-office/" + SCHOOL + "/holders")
                .then()
                .body("vacant", equalTo(true));

        Hand.puts(Instant.parse("2027-01-31T16:01:00Z"));

        operator()
                .get("/v1/posts/academic-office/" + SCHOOL + "/holders")
                .then()
                .body("vacant", equalTo(false));
    }

    @Test
    void the_same_holders_again_change_nothing_though_no_two_seals_are_alike() {
        var address = "/v1/organisations/%s/posts/class-teacher/2153011310-0701".formatted(SCHOOL);
        var body = Map.of("holders", List.of(holder("p-teacher", "2026-09-01")));

        principal(SCHOOL).body(body).put(address).then().statusCode(201);
        principal(SCHOOL).body(body).put(address).then().statusCode(200);
        assertEquals(1, events("post/class-teacher@2153011310-0701"));

        Given.post(
                SCHOOL,
                "class-teacher",
                "2153011310-0701",
                holder("p-teacher", "2026-09-01"),
                deputy("p-second", "2026-10-01", "2026-10-02"));
        assertEquals(2, events("post/class-teacher@2153011310-0701"));
        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            var events = probe.awaitAll(2, seen -> seen.key().equals("post/class-teacher@2153011310-0701"));
            assertEquals(sealOf(events.get(0)), sealOf(events.get(1)), "who did not change keeps the seal");
        }
    }

    @Test
    void channels_travel_and_rest_sealed() {
        Given.post(SCHOOL, "class-teacher", "2153011310-0702", holder("p-teacher-2", "2026-09-01"));

        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            var event = probe.await(seen -> seen.key().equals("post/class-teacher@2153011310-0702"));
            var text = String.valueOf(event.body());
            assertFalse(text.contains("19900000001") || text.contains("李老师"), text);
            var card = Json.tree(sealing.open(sealOf(event)));
            assertEquals("李老师", card.path("name").asText());
            assertEquals("zh", card.path("language").asText());
            assertEquals(
                    "+8619900000001",
                    card.path("channels").path(0).path("address").asText());
            assertEquals("SMS", card.path("channels").path(0).path("kind").asText());
        }
        var rows = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select to_jsonb(h)::text from post_holder h")
                        .mapTo(String.class)
                        .list());
        assertFalse(rows.toString().contains("19900000001") || rows.toString().contains("李老师"));
    }

    @Test
    void how_to_reach_somebody_is_shown_only_to_whoever_may_write_it() {
        Given.post(SCHOOL, "assigned-teacher", SCHOOL, holder("p-assigned", "2026-09-01"));
        var readers = Map.of(
                Tokens.ofSchool("principal", "p", SCHOOL), true,
                Tokens.ofPlace("county-bureau", "p", "530113"), true,
                Tokens.ofPlace("prefecture-bureau", "p", "5301"), true,
                Tokens.of("operator"), true,
                Tokens.ofSchool("class-teacher", "p", SCHOOL), false,
                Tokens.ofSchool("academic-office", "p", SCHOOL), false,
                Tokens.ofPlace("township-officer", "p", "530113104"), false,
                Tokens.ofPlace("province-observer", "p", "53"), false);

        readers.forEach((token, mayWrite) -> Tokens.as(token)
                .get("/v1/posts/assigned-teacher/%s/holders?date=2026-10-01".formatted(SCHOOL))
                .then()
                .statusCode(200)
                .body("holders[0].name", equalTo("李老师"))
                .body("holders[0].channels?.address", mayWrite ? contains("+8619900000001") : nullValue()));
    }

    @Test
    void a_class_belongs_to_the_school_that_named_its_teacher_first() {
        Given.school("2153011311", "530113104");
        Given.post(SCHOOL, "class-teacher", "2153011310-0801", holder("p-teacher", "2026-09-01"));

        principal("2153011311")
                .body(Map.of("holders", List.of()))
                .put("/v1/organisations/2153011311/posts/class-teacher/2153011310-0801")
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("path:scope"));
    }

    @Test
    void vacancies_name_what_nobody_holds_and_what_nobody_wrote() {
        Given.school("2153011312", "530113105");
        Given.government("530113105");
        Given.post("2153011312", "principal", "2153011312", holder("p-1", "2026-09-01"));
        Given.post("2153011312", "class-teacher", "2153011312-0701", deputy("p-2", "2026-09-01", "2026-09-30"));

        operator()
                .get("/v1/posts/vacancies?place=530113105&date=2026-10-08")
                .then()
                .statusCode(200)
                .body("items.post", containsInAnyOrder("academic-office", "township-officer", "class-teacher"))
                .body("items.find { it.post == 'class-teacher' }.since", equalTo("2026-09-30"))
                .body("items.find { it.post == 'township-officer' }.scope", equalTo("530113105"));
        operator()
                .get("/v1/posts/vacancies?place=530113105&date=2026-09-08&limit=1")
                .then()
                .body("items.post", contains("academic-office"));
        principal("2153011312")
                .get("/v1/posts/vacancies?date=2026-10-08")
                .then()
                .body("items.organisation", not(hasItem("530113105-gov")))
                .body("items.post", containsInAnyOrder("academic-office", "class-teacher"));
    }

    @Test
    void posts_of_an_organisation_are_listed_page_by_page() {
        Given.school("2153011313", "530113105");
        for (var post : List.of("principal", "academic-office", "assigned-teacher")) {
            Given.post("2153011313", post, "2153011313", holder("p-" + post, "2026-09-01"));
        }
        var first = principal("2153011313").get("/v1/organisations/2153011313/posts?limit=2");
        first.then().body("items.post", contains("academic-office", "assigned-teacher"));

        principal("2153011313")
                .get("/v1/organisations/2153011313/posts?limit=2&cursor="
                        + first.jsonPath().getString("next"))
                .then()
                .body("items.post", contains("principal"))
                .body("next", nullValue());
    }

    @Test
    void a_post_that_is_removed_leaves_a_tombstone() {
        Given.post(SCHOOL, "class-teacher", "2153011310-0999", holder("p-teacher", "2026-09-01"));
        principal(SCHOOL)
                .delete("/v1/organisations/%s/posts/class-teacher/2153011310-0999".formatted(SCHOOL))
                .then()
                .statusCode(204);

        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            probe.await(seen -> seen.key().equals("post/class-teacher@2153011310-0999") && seen.body() == null);
        }
    }

    private static ValidatableResponse holdersOn(String date, String post, String scope) {
        return operator()
                .get("/v1/posts/%s/%s/holders?date=%s".formatted(post, scope, date))
                .then()
                .statusCode(200);
    }

    private static String sealOf(EventProbe.Seen event) {
        return String.valueOf(
                event.body() == null
                        ? ""
                        : event.body()
                                .path("holders")
                                .path(0)
                                .path("sealedChannels")
                                .asText());
    }
}
