package org.baoxue.attendance.edfi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class EdFiIT {

    private static final String EVENTS = "/ed-fi/v3/studentSchoolAttendanceEvents";

    @BeforeEach
    void a_tuesday_in_september() {
        Hand.puts(Instant.parse("2021-09-07T14:00:00Z"));
    }

    @Test
    void an_event_becomes_a_mark_and_says_nothing_of_the_others() {
        var school = grandBend("255901001", "604822", "604823", "604824");
        var location = post(school, event("255901001", "604822", "2021-09-07", "Unexcused Absence"))
                .statusCode(201)
                .body("mark", equalTo("ABSENT"))
                .body("flags", empty())
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
        school.system().get(location).then().statusCode(200).body("event.eventDate", equalTo("2021-09-07"));
    }

    @Test
    void of_two_events_of_a_child_and_day_both_are_kept_and_the_last_is_the_mark() {
        var school = grandBend("255901002", "704822");
        post(school, event("255901002", "704822", "2021-09-06", "Excused Absence"))
                .statusCode(201);
        String second = post(school, event("255901002", "704822", "2021-09-06", "Partial"))
                .statusCode(201)
                .body("flags", contains("SEVERAL_CATEGORIES"))
                .extract()
                .path("id");
        school.system()
                .get(EVENTS + "?schoolId=255901002&eventDate=2021-09-06")
                .then()
                .body("items", hasSize(2))
                .body("items.mark", containsInAnyOrder("LEAVE", "LATE"));
        rollCall(school, "2021-09-06").body("revisions[1].late", contains("704822"));

        school.system().delete(EVENTS + "/" + second).then().statusCode(204);
        rollCall(school, "2021-09-06").body("revisions[2].leave", contains("704822"));
    }

    @Test
    void a_date_that_is_no_school_day_is_kept_and_flagged() {
        var school = grandBend("255901003", "804822");
        post(school, event("255901003", "804822", "2021-09-05", "Tardy"))
                .statusCode(201)
                .body("flags", contains("NO_SCHOOL_DAY"));
        rollCall(school, "2021-09-05").body("revisions[0].late", contains("804822"));
    }

    @Test
    void an_event_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = grandBend("255901004", "904822");
        post(school, event("255901004", "904822", "2021-09-08", "Tardy"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/eventDate"));
        post(school, event("255901004", "1", "2021-09-07", "Tardy"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/studentReference/studentUniqueId"));
        post(school, event("255901004", "904822", "2021-09-07", "Asleep"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/attendanceEventCategoryDescriptor"));
        SchoolFixture.opens("255901009", "TX25590101", "America/Chicago", true);
        post(school, event("255901009", "904822", "2021-09-07", "Tardy")).statusCode(403);
        post(school, event("999", "904822", "2021-09-07", "Tardy"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/schoolReference/schoolId"));
        var incomplete = event("255901004", "904822", "2021-09-07", "Tardy");
        incomplete.remove("sessionReference");
        post(school, incomplete).statusCode(400).body("errors[0].pointer", equalTo("/sessionReference"));
        school.system().get(EVENTS + "?schoolId=255901004").then().body("items", hasSize(0));
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
        return school.system().body(event).post(EVENTS).then();
    }

    private static ValidatableResponse rollCall(SchoolFixture school, String date) {
        return school.system()
                .get("/v1/classes/%s-07/roll-calls/%s/DAY".formatted(school.code(), date))
                .then()
                .statusCode(200);
    }

    /** As an Ed-Fi client sends it: bare numbers where Ed-Fi has numbers. */
    private static Map<String, Object> event(String school, String student, String date, String category) {
        var event = new LinkedHashMap<String, Object>();
        event.put("studentReference", Map.of("studentUniqueId", student));
        event.put("schoolReference", Map.of("schoolId", Long.valueOf(school)));
        event.put(
                "sessionReference",
                Map.of("schoolId", Long.valueOf(school), "schoolYear", 2022, "sessionName", "2021-2022 Fall Semester"));
        event.put("eventDate", date);
        event.put("attendanceEventCategoryDescriptor", "uri://ed-fi.org/AttendanceEventCategoryDescriptor#" + category);
        event.put("attendanceEventReason", "Absent unexcused");
        event.put("eventDuration", 1);
        return event;
    }
}
