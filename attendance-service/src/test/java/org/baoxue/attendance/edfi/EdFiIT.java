package org.baoxue.attendance.edfi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baoxue.attendance.EdFiEvents.event;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.baoxue.attendance.EdFiEvents;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class EdFiIT {

    private static final String EVENTS = EdFiEvents.PATH;

    @BeforeEach
    void a_tuesday_in_september() {
        Hand.puts(Instant.parse("2021-09-07T14:00:00Z"));
    }

    @Test
    void an_event_becomes_a_mark_and_says_nothing_of_the_others() {
        var school = grandBend("255901001", "604822", "604823", "604824");
        var location = post(school, event("255901001", "604822", "2021-09-07", "Unexcused Absence"))
                .statusCode(201)
                .extract()
                .header("Location");
        post(school, event("255901001", "604822", "2021-09-07", "Unexcused Absence"))
                .statusCode(200)
                .header("Location", location);
        post(school, event("255901001", "604823", "2021-09-07", "Tardy")).statusCode(201);

        var events = Published.attendance("roll-call-recorded", "255901001", 2);
        assertThat(events).hasSize(2);
        var body = String.valueOf(events.getLast().body());
        assertThat(body)
                .contains("\"revision\":2", "\"absent\":[\"604822\"]", "\"late\":[\"604823\"]", "\"present\":[]")
                .contains("\"unknown\":[\"604824\"]", "\"session\":\"DAY\"")
                .doesNotContain("Absent unexcused");
        school.system()
                .get(location)
                .then()
                .statusCode(200)
                .body("eventDate", equalTo("2021-09-07"))
                .body("_ext.baoxue.mark", equalTo("ABSENT"))
                .body("_ext.baoxue.flags", empty());
    }

    @Test
    void a_client_that_knows_one_address_finds_the_others_without_a_token() {
        var urls =
                Tokens.nobody().get("/ed-fi").then().statusCode(200).extract().jsonPath();
        assertThat(urls.getString("urls.oauth")).endsWith("/protocol/openid-connect/token");
        RestAssured.get("/ed-fi/").then().statusCode(200).body("urls.oauth", equalTo(urls.getString("urls.oauth")));
        var resources = Tokens.nobody()
                .get(URI.create(urls.getString("urls.dependencies")))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("[0].resource");
        assertThat(URI.create(urls.getString("urls.dataManagementApi") + resources.substring(1)))
                .hasPath(EVENTS);
        var description = Tokens.nobody()
                .get(URI.create(urls.getString("urls.openApiMetadata")))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("[0].endpointUri");
        RestAssured.get(URI.create(description))
                .then()
                .statusCode(200)
                .body("paths.'" + EVENTS + "'.post.operationId", equalTo("postEdFiAttendanceEvent"));
    }

    /** What the certification of Ed-Fi looks at: two events, then another reason of each, by PUT and by a second POST. */
    @Test
    void what_is_sent_is_shown_as_ed_fi_shows_it() {
        var school = grandBend("255901005", "114822");
        var sent = event("255901005", "114822", "2021-09-07", "Excused Absence");
        var id = EdFiEvents.id(EdFiEvents.post(school.system(), sent));
        var first = read(school, id)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("schoolReference.schoolId", equalTo(255901005))
                .body("sessionReference.schoolId", equalTo(255901005))
                .body("sessionReference.schoolYear", equalTo(2022))
                .body("sessionReference.sessionName", equalTo("2021-2022 Fall Semester"))
                .body("studentReference.studentUniqueId", equalTo("114822"))
                .body("attendanceEventReason", equalTo("Absent unexcused"))
                .extract();
        var seen = first.<String>path("_etag");
        assertThat(first.header("ETag")).isEqualTo('"' + seen + '"');

        sent.put("attendanceEventReason", "At the dentist's");
        Hand.puts(Instant.parse("2021-09-07T15:00:00Z"));
        school.system()
                .header("If-Match", first.header("ETag"))
                .body(sent)
                .put(EVENTS + "/" + id)
                .then()
                .statusCode(204)
                .header("ETag", not(equalTo(first.header("ETag"))));
        var changed = read(school, id)
                .body("attendanceEventReason", equalTo("At the dentist's"))
                .body("_lastModifiedDate", startsWith("2021-09-07T15:00:"))
                .extract()
                .<String>path("_etag");
        school.system()
                .header("If-None-Match", '"' + changed + '"')
                .get(EVENTS + "/" + id)
                .then()
                .statusCode(304);
        refused(school.system().header("If-Match", seen).body(sent).put(EVENTS + "/" + id), 412, "header:If-Match");
        refused(school.system().header("If-Match", seen).delete(EVENTS + "/" + id), 412, "header:If-Match");

        sent.put("attendanceEventReason", "Home again");
        post(school, sent).statusCode(200);
        read(school, id).body("attendanceEventReason", equalTo("Home again"));
        rollCall(school, "2021-09-07").body("revisions", hasSize(1));
    }

    @Test
    void another_category_is_another_event_and_the_former_is_deleted() {
        var school = grandBend("255901006", "214822");
        var sent = event("255901006", "214822", "2021-09-07", "Unexcused Absence");
        var former = EdFiEvents.id(EdFiEvents.post(school.system(), sent));
        var other = event("255901006", "214822", "2021-09-07", "Tardy");
        var changed = school.system().body(other).put(EVENTS + "/" + former);
        refused(changed, 400, "").body("type", endsWith(":key-change-not-supported"));

        school.system().delete(EVENTS + "/" + former).then().statusCode(204);
        read(school, former).statusCode(404);
        school.system().delete(EVENTS + "/" + former).then().statusCode(404);
        post(school, other).statusCode(201);
        rollCall(school, "2021-09-07")
                .body("revisions[1].absent", empty())
                .body("revisions[2].late", contains("214822"));
    }

    @Test
    void a_list_is_an_array_in_parts_with_the_count_where_it_is_asked() {
        var students = new String[] {"314822", "314823", "314824"};
        var school = grandBend("255901007", students);
        for (var student : students) {
            post(school, event("255901007", student, "2021-09-07", "Tardy")).statusCode(201);
        }
        var all = EVENTS + "?schoolId=255901007";
        school.system().get(all).then().body("$", hasSize(3)).header("Total-Count", nullValue());
        school.system()
                .get(all + "&offset=1&limit=1&totalCount=true")
                .then()
                .header("Total-Count", "3")
                .body("studentReference.studentUniqueId", contains("314823"));
        school.system()
                .get(all + "&limit=0&totalCount=true")
                .then()
                .header("Total-Count", "3")
                .body("$", empty());
        school.system()
                .queryParam(
                        "attendanceEventCategoryDescriptor", "uri://ed-fi.org/AttendanceEventCategoryDescriptor#Tardy")
                .queryParam("sessionName", "2021-2022 Fall Semester")
                .queryParam("schoolYear", 2022)
                .queryParam("studentUniqueId", "314824")
                .get(EVENTS)
                .then()
                .body("$", hasSize(1));
        refused(school.system().get(all + "&limit=501"), 400, "query:limit");
        refused(school.system().get(all + "&offset=-1"), 400, "query:offset");
        refused(school.system().get(all + "&totalCount=perhaps"), 400, "query:totalCount");
    }

    @Test
    void of_two_events_of_a_child_and_day_both_are_kept_and_the_last_is_the_mark() {
        var school = grandBend("255901002", "704822");
        post(school, event("255901002", "704822", "2021-09-06", "Excused Absence"))
                .statusCode(201);
        var second =
                EdFiEvents.id(EdFiEvents.post(school.system(), event("255901002", "704822", "2021-09-06", "Partial")));
        read(school, second).body("_ext.baoxue.flags", contains("SEVERAL_CATEGORIES"));
        school.system()
                .get(EVENTS + "?schoolId=255901002&eventDate=2021-09-06")
                .then()
                .body("$", hasSize(2))
                .body("_ext.baoxue.mark", containsInAnyOrder("LEAVE", "LATE"));
        rollCall(school, "2021-09-06").body("revisions[1].late", contains("704822"));

        school.system().delete(EVENTS + "/" + second).then().statusCode(204);
        rollCall(school, "2021-09-06").body("revisions[2].leave", contains("704822"));
    }

    @Test
    void a_date_that_is_no_school_day_is_kept_and_flagged() {
        var school = grandBend("255901003", "804822");
        var id = EdFiEvents.id(EdFiEvents.post(school.system(), event("255901003", "804822", "2021-09-05", "Tardy")));
        read(school, id).body("_ext.baoxue.flags", contains("NO_SCHOOL_DAY"));
        rollCall(school, "2021-09-05").body("revisions[0].late", contains("804822"));
    }

    @Test
    void an_event_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = grandBend("255901004", "904822");
        refusedEvent(school, event("255901004", "904822", "2021-09-08", "Tardy"), 400, "/eventDate");
        refusedEvent(school, event("255901004", "1", "2021-09-07", "Tardy"), 409, "/studentReference/studentUniqueId");
        refusedEvent(
                school,
                event("255901004", "904822", "2021-09-07", "Asleep"),
                400,
                "/attendanceEventCategoryDescriptor");
        SchoolFixture.opens("255901009", "TX25590101", "America/Chicago", true);
        post(school, event("255901009", "904822", "2021-09-07", "Tardy")).statusCode(403);
        refusedEvent(school, event("999", "904822", "2021-09-07", "Tardy"), 409, "/schoolReference/schoolId");
        var sound = event("255901004", "904822", "2021-09-07", "Tardy");
        refusedEvent(school, without(sound, "sessionReference"), 400, "/sessionReference");
        refusedEvent(school, with(sound, "id", "0".repeat(32)), 400, "/id");
        var elsewhere = Map.of("schoolId", 255901009, "schoolYear", 2022, "sessionName", "Fall");
        refusedEvent(school, with(sound, "sessionReference", elsewhere), 400, "/sessionReference/schoolId");
        school.system().get(EVENTS + "?schoolId=255901004").then().body("$", hasSize(0));
    }

    private static ValidatableResponse read(SchoolFixture school, String id) {
        return school.system().get(EVENTS + "/" + id).then();
    }

    private static void refusedEvent(SchoolFixture school, Map<String, Object> event, int status, String pointer) {
        refused(EdFiEvents.post(school.system(), event), status, pointer);
    }

    private static ValidatableResponse refused(Response answer, int status, String pointer) {
        return answer.then().statusCode(status).body("errors[0].pointer", equalTo(pointer));
    }

    private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        var other = new LinkedHashMap<>(event);
        other.put(field, value);
        return other;
    }

    private static Map<String, Object> without(Map<String, Object> event, String field) {
        var other = new LinkedHashMap<>(event);
        other.remove(field);
        return other;
    }

    private static SchoolFixture grandBend(String code, String... students) {
        var school = SchoolFixture.opens(code, "TX25590101", "America/Chicago", true);
        for (var student : students) {
            var registration = school.registration(code + "-07");
            registration.put("from", "2021-08-23");
            school.put(student, registration).statusCode(201);
        }
        return school;
    }

    private static ValidatableResponse post(SchoolFixture school, Map<String, Object> event) {
        return EdFiEvents.post(school.system(), event).then();
    }

    private static ValidatableResponse rollCall(SchoolFixture school, String date) {
        return school.system()
                .get("/v1/classes/%s-07/roll-calls/%s/DAY".formatted(school.code(), date))
                .then()
                .statusCode(200);
    }
}
