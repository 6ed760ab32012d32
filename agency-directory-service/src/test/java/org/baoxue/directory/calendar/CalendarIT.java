package org.baoxue.directory.calendar;

import static org.baoxue.directory.Given.calendarBody;
import static org.baoxue.directory.Given.day;
import static org.baoxue.directory.Given.events;
import static org.baoxue.directory.Given.operator;
import static org.baoxue.directory.Given.principal;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.baoxue.directory.Given;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class CalendarIT {

    private static final String SCHOOL = "2153240101";
    private static final String CLASS = "2153240101-0701";

    @BeforeEach
    void a_school_with_a_class_in_a_county_with_a_term() {
        Given.school(SCHOOL, "530402001");
        Given.post(SCHOOL, "class-teacher", CLASS, Given.holder("p-teacher", "2026-09-01"));
        Given.written(
                "/v1/calendars/place/530402",
                Map.of(
                        "terms",
                        List.of(Map.of("name", "2026-2027-1", "from", "2026-09-01", "to", "2027-01-22")),
                        "days",
                        List.of()));
    }

    @Test
    void the_national_list_is_there_from_the_first_start() {
        on("2026-10-01")
                .body("schoolDay", equalTo(false))
                .body("because", equalTo("NAMED_DAY"))
                .body("occasion", equalTo("国庆节"))
                .body("decidedBy.ownerKind", equalTo("NATION"))
                .body("decidedBy.owner", equalTo("CN"))
                .body("termsFrom.owner", equalTo("530402"));
        on("2026-10-10").body("schoolDay", equalTo(true)).body("decidedBy.owner", equalTo("CN"));
        on("2026-09-07").body("schoolDay", equalTo(true)).body("because", equalTo("WEEKDAY"));
        on("2026-09-12").body("schoolDay", equalTo(false)).body("because", equalTo("WEEKEND"));
        on("2026-08-24").body("schoolDay", equalTo(false)).body("because", equalTo("OUTSIDE_TERMS"));
    }

    @Test
    void from_the_nation_down_to_the_class_the_nearest_decides() {
        Given.written("/v1/calendars/place/5304", calendarBody(day("2026-11-04", false)));
        on("2026-11-04").body("decidedBy.owner", equalTo("5304")).body("schoolDay", equalTo(false));

        Given.written("/v1/calendars/place/530402001", calendarBody(day("2026-11-04", true)));
        on("2026-11-04").body("decidedBy.owner", equalTo("530402001")).body("schoolDay", equalTo(true));

        principal(SCHOOL).body(calendarBody(day("2026-11-04", false))).put("/v1/calendars/school/" + SCHOOL);
        on("2026-11-04").body("decidedBy.owner", equalTo(SCHOOL)).body("schoolDay", equalTo(false));

        principal(SCHOOL).body(calendarBody(day("2026-11-04", true))).put("/v1/calendars/class/" + CLASS);
        on("2026-11-04").body("decidedBy.owner", equalTo(CLASS)).body("schoolDay", equalTo(true));

        principal(SCHOOL).delete("/v1/calendars/class/" + CLASS).then().statusCode(204);
        on("2026-11-04").body("decidedBy.owner", equalTo(SCHOOL));
        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            probe.await(seen -> seen.key().equals("calendar/" + CLASS) && seen.body() == null);
        }
    }

    @Test
    void the_same_calendar_in_another_order_changes_nothing() {
        var address = "/v1/calendars/CLASS/2153240101-0702";
        var body = Map.of(
                "school",
                SCHOOL,
                "terms",
                List.of(),
                "days",
                List.of(day("2026-09-12", true), day("2026-09-19", true)));
        var turned = Map.of(
                "school",
                SCHOOL,
                "terms",
                List.of(),
                "days",
                List.of(day("2026-09-19", true), day("2026-09-12", true)));

        int revision = principal(SCHOOL)
                .body(body)
                .put(address)
                .then()
                .statusCode(201)
                .extract()
                .path("revision");
        principal(SCHOOL).body(turned).put(address).then().statusCode(200).body("revision", equalTo(revision));

        assertEquals(1, events("calendar/2153240101-0702"));
        operator()
                .get(address)
                .then()
                .body("school", equalTo(SCHOOL))
                .body("days.date", contains("2026-09-12", "2026-09-19"));
    }

    @Test
    void a_class_nobody_has_named_needs_its_school_and_keeps_it() {
        Given.school("2153240102", "530402001");
        principal(SCHOOL)
                .body(calendarBody())
                .put("/v1/calendars/class/2153240101-0801")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/school"));
        principal("2153240102")
                .body(Map.of("school", "2153240102", "terms", List.of(), "days", List.of()))
                .put("/v1/calendars/class/" + CLASS)
                .then()
                .statusCode(409);
        operator()
                .get("/v1/calendars/effective?class=no-such-class&date=2026-10-01")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("query:school"));
    }

    @Test
    void another_tree_inherits_nothing_from_china() {
        Given.written("/v1/places/TY", Map.of("name", "Texas", "level", "NATION", "zone", "America/Chicago"));
        Given.written("/v1/places/TY01", Map.of("name", "District", "level", "COUNTY", "parent", "TY"));
        Given.written("/v1/places/TY0101", Map.of("name", "Town", "level", "TOWNSHIP", "parent", "TY01"));
        Given.school("255901999", "TY0101");

        operator()
                .get("/v1/calendars/effective?school=255901999&date=2026-10-01")
                .then()
                .body("schoolDay", equalTo(true))
                .body("because", equalTo("WEEKDAY"))
                .body("termsFrom", nullValue());
        Given.written("/v1/calendars/nation/TY", calendarBody(day("2026-10-01", false)));
        operator()
                .get("/v1/calendars/effective?school=255901999&date=2026-10-01")
                .then()
                .body("decidedBy.owner", equalTo("TY"));
    }

    private static ValidatableResponse on(String date) {
        return operator()
                .get("/v1/calendars/effective?class=%s&date=%s".formatted(CLASS, date))
                .then()
                .statusCode(200);
    }
}
