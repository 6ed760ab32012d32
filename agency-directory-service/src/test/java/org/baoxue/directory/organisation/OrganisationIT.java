package org.baoxue.directory.organisation;

import static org.baoxue.directory.Given.bureau;
import static org.baoxue.directory.Given.events;
import static org.baoxue.directory.Given.operator;
import static org.baoxue.directory.Given.schoolBody;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baoxue.directory.Given;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class OrganisationIT {

    @Test
    void a_school_inherits_its_zone_and_its_days_end() {
        operator()
                .body(schoolBody("530113002"))
                .put("/v1/organisations/2153011390")
                .then()
                .statusCode(201)
                .body("zone", equalTo("Asia/Shanghai"))
                .body("school.dayCompleteAt", equalTo("15:00"))
                .body("school.sessions.starts", contains("08:00", "14:00"));
        operator()
                .body(schoolBody("530113002"))
                .put("/v1/organisations/2153011390")
                .then()
                .statusCode(200);

        assertEquals(1, events("organisation/2153011390"));
        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            var event = probe.await(seen -> seen.key().equals("organisation/2153011390"));
            var school = Objects.requireNonNull(event.body()).path("school");
            assertEquals("15:00", school.path("dayCompleteAt").asText());
            assertEquals("08:00", school.path("sessions").path(0).path("starts").asText());
        }
    }

    @Test
    void a_school_elsewhere_reports_exceptions_only_in_its_own_zone() {
        Given.written("/v1/places/TX", Map.of("name", "Texas", "level", "NATION", "zone", "America/Chicago"));
        Given.written("/v1/places/TX255901", Map.of("name", "Grand Bend ISD", "level", "COUNTY", "parent", "TX"));
        Given.written("/v1/places/TX25590101", Map.of("name", "Grand Bend", "level", "TOWNSHIP", "parent", "TX255901"));
        operator()
                .body(Map.of(
                        "kind", "SCHOOL",
                        "name", "Grand Bend High School",
                        "place", "TX25590101",
                        "school",
                                Map.of(
                                        "sessions",
                                        List.of(Map.of("code", "DAY", "starts", "08:00")),
                                        "dayCompleteAt",
                                        "16:30",
                                        "exceptionsOnly",
                                        true)))
                .put("/v1/organisations/255901001")
                .then()
                .body("zone", equalTo("America/Chicago"))
                .body("school.exceptionsOnly", equalTo(true))
                .body("school.dayCompleteAt", equalTo("16:30"));
    }

    @Test
    void a_bureau_writes_below_its_place_and_moves_nothing_out_of_reach() {
        bureau("530113")
                .body(schoolBody("530113102"))
                .put("/v1/organisations/2153011391")
                .then()
                .statusCode(201);
        bureau("530102")
                .body(schoolBody("530102001"))
                .put("/v1/organisations/2153011391")
                .then()
                .statusCode(403);
        bureau("530113")
                .body(schoolBody("530102001"))
                .put("/v1/organisations/2153011391")
                .then()
                .statusCode(403);
    }

    @Test
    void holders_move_with_their_school() {
        Given.school("2153011392", "530113102");
        Given.post("2153011392", "principal", "2153011392", Given.holder("p-1", "2026-09-01"));

        Given.school("2153011392", "530113103");

        assertEquals("530113103", Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select place from post_holder where post_key = 'principal@2153011392'")
                .mapTo(String.class)
                .one()));
    }

    @Test
    void an_organisation_with_posts_stays_what_and_where_it_is() {
        Given.school("2153011393", "530113102");
        Given.post("2153011393", "principal", "2153011393", Given.holder("p-1", "2026-09-01"));

        operator().delete("/v1/organisations/2153011393").then().statusCode(409);
        operator()
                .body(Map.of("kind", "OTHER", "name", "no school", "place", "530113102"))
                .put("/v1/organisations/2153011393")
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("/kind"));
        operator()
                .delete("/v1/organisations/2153011393/posts/principal/2153011393")
                .then()
                .statusCode(204);
        operator().delete("/v1/organisations/2153011393").then().statusCode(204);
        operator().get("/v1/organisations/2153011393").then().statusCode(404);
    }

    @Test
    void lists_go_by_place_and_kind() {
        Given.school("2153011394", "530113107");
        Given.government("530113107");

        operator()
                .queryParam("place", "530113107")
                .get("/v1/organisations")
                .then()
                .body("items.code", contains("2153011394", "530113107-gov"));
        operator()
                .queryParam("place", "530113107")
                .queryParam("kind", "school")
                .get("/v1/organisations")
                .then()
                .body("items.code", contains("2153011394"));
    }
}
