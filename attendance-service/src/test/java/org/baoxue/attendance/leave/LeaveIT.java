package org.baoxue.attendance.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class LeaveIT {

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_leave_is_granted_once_under_its_key() {
        var school = SchoolFixture.opens("LE1");
        school.enrols("LE1-1", "le1-a");
        String leave = grant(school.office(), "le1-a", "k1", leave("SICK"))
                .statusCode(201)
                .extract()
                .path("leave");
        grant(school.office(), "le1-a", "k1", leave("SICK")).statusCode(201).body("leave", equalTo(leave));
        grant(school.office(), "le1-a", "k1", leave("PERSONAL")).statusCode(422);
        school.office()
                .body(leave("SICK"))
                .post("/v1/students/le1-a/leaves")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("header:Idempotency-Key"));

        var granted = Published.attendance("leave-granted", "LE1", 1);
        assertThat(granted).singleElement().satisfies(event -> {
            assertThat(event.text("leave")).isEqualTo(leave);
            assertThat(event.text("fromSessionOrder")).isEqualTo("0");
            assertThat(event.text("toSessionOrder")).isEqualTo("99");
        });
    }

    @Test
    void a_leave_goes_with_the_child_into_another_class() {
        var school = SchoolFixture.opens("LE6");
        school.enrols("LE6-1", "le6-a");
        school.enrols("LE6-2", "le6-b");
        grant(school.office(), "le6-a", "k1", leave("SICK")).statusCode(201);
        school.office()
                .body(Map.of("change", "CLASS_CHANGED", "effective", "2026-10-12", "class", "LE6-2"))
                .post("/v1/students/le6-a/enrolment-changes")
                .then()
                .statusCode(200);
        school.giveClassTo("LE6-2", "T-LE6-2");
        var teacher = school.as("class-teacher", "T-LE6-2");
        teacher.body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                .put("/v1/classes/LE6-2/roll-calls/2026-10-12/AM")
                .then()
                .statusCode(201)
                .body("revisions[0].leave", contains("le6-a"))
                .body("revisions[0].present", contains("le6-b"));
        school.as("class-teacher", "T-LE6-2")
                .get("/v1/students/le6-a/leaves")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void a_withdrawn_leave_stays_readable_and_is_told_of_once() {
        var school = SchoolFixture.opens("LE2");
        school.enrols("LE2-1", "le2-a");
        String leave =
                grant(school.office(), "le2-a", "k1", leave("SICK")).extract().path("leave");
        school.office().delete("/v1/students/le2-a/leaves/" + leave).then().statusCode(204);
        school.office().delete("/v1/students/le2-a/leaves/" + leave).then().statusCode(204);
        school.office().delete("/v1/students/le2-a/leaves/none").then().statusCode(404);
        school.office()
                .get("/v1/students/le2-a/leaves")
                .then()
                .body("items", hasSize(1))
                .body("items[0].withdrawnAt", notNullValue())
                .body("items[0].revision", equalTo(2));
        assertThat(Published.attendance("leave-withdrawn", "LE2", 1)).hasSize(1);
    }

    @Test
    void a_child_back_early_ends_its_leave_in_one_act() {
        var school = SchoolFixture.opens("LE7");
        school.enrols("LE7-1", "le7-a");
        var week = leave("SICK");
        week.put("to", "2026-10-16");
        var granted = grant(school.office(), "le7-a", "k1", week).header("ETag", equalTo("\"1\""));
        var end = "/v1/students/le7-a/leaves/" + granted.extract().path("leave") + "/end";
        var monday = Map.of("to", "2026-10-12", "toSession", "AM");

        refused(moveEnd(school, end, null, monday), 428, "header:If-Match");
        refused(moveEnd(school, end, "\"2\"", monday), 412, "header:If-Match");
        refused(moveEnd(school, end, "\"1\"", Map.of("to", "2027-12-01")), 422, "/to");
        refused(moveEnd(school, end, "\"1\"", Map.of("to", "2026-10-11")), 422, "/to");
        refused(moveEnd(school, end, "\"1\"", Map.of("to", "2026-10-12", "toSession", "X")), 422, "/toSession");
        moveEnd(school, end, "\"1\"", monday).statusCode(200).header("ETag", equalTo("\"2\""));
        moveEnd(school, end, "\"1\"", monday)
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("to", equalTo("2026-10-12"))
                .body("toSessionOrder", equalTo(1));

        var told = Published.attendance("leave-granted", "LE7", 2);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().text("to")).isEqualTo("2026-10-16");
        assertThat(told.getLast().text("leave")).isEqualTo(told.getFirst().text("leave"));
        assertThat(told.getLast().text("to")).isEqualTo("2026-10-12");
        assertThat(told.getLast().text("revision")).isEqualTo("2");
        Hand.puts(Instant.parse("2026-10-13T00:10:00Z"));
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                .put("/v1/classes/LE7-1/roll-calls/2026-10-13/AM")
                .then()
                .statusCode(201)
                .body("revisions[0].present", contains("le7-a"));
    }

    @Test
    void a_leave_is_prolonged_and_tells_who_did_what_to_it_and_when() {
        var school = SchoolFixture.opens("LE9");
        school.enrols("LE9-1", "le9-a");
        var leave = "/v1/students/le9-a/leaves/"
                + grant(school.office(), "le9-a", "k1", leave("SICK")).extract().path("leave");
        Hand.puts(Instant.parse("2026-10-13T00:10:00Z"));
        moveEnd(school, leave + "/end", "\"1\"", Map.of("to", "2026-10-16")).statusCode(200);
        Hand.puts(Instant.parse("2026-10-14T00:10:00Z"));
        moveEnd(school, leave + "/end", "\"2\"", Map.of("to", "2026-10-13")).statusCode(200);
        school.office().delete(leave).then().statusCode(204);
        school.office()
                .get(leave)
                .then()
                .statusCode(200)
                .body("leave.state", equalTo("WITHDRAWN"))
                .body("leave.acceptedAt", startsWith("2026-10-14T00:10:"))
                .body("changes.act", contains("APPROVED", "PROLONGED", "SHORTENED", "WITHDRAWN"))
                .body("changes.to", contains("2026-10-12", "2026-10-16", "2026-10-13", "2026-10-13"))
                .body("changes.by", everyItem(equalTo("office-LE9")))
                .body("changes[1].at", startsWith("2026-10-13T00:10:"));
        var told = Published.attendance("leave-granted", "LE9", 3);
        assertThat(told)
                .extracting(event -> event.text("to"))
                .containsExactly("2026-10-12", "2026-10-16", "2026-10-13");
        assertThat(told).extracting(event -> event.text("revision")).containsExactly("1", "2", "3");
    }

    @Test
    void the_end_of_a_withdrawn_leave_is_not_moved() {
        var school = SchoolFixture.opens("LE8");
        school.enrols("LE8-1", "le8-a");
        var week = leave("SICK");
        week.put("to", "2026-10-16");
        var leave = "/v1/students/le8-a/leaves/"
                + grant(school.office(), "le8-a", "k1", week).extract().path("leave");
        school.office().delete(leave).then().statusCode(204);
        moveEnd(school, leave + "/end", "\"2\"", Map.of("to", "2026-10-13")).statusCode(409);
    }

    static ValidatableResponse moveEnd(
            SchoolFixture school, String end, @Nullable String ifMatch, Map<String, String> body) {
        var request = school.office().body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(end)
                .then();
    }

    static void refused(ValidatableResponse answer, int status, String pointer) {
        answer.statusCode(status).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void whom_a_leave_covers_is_on_leave_where_only_exceptions_are_named() {
        var school = SchoolFixture.opens("LE3");
        school.enrols("LE3-1", "le3-a", "le3-b");
        var afternoon = leave("PERSONAL");
        afternoon.put("fromSession", "PM");
        afternoon.put("toSession", "PM");
        grant(school.office(), "le3-a", "k1", afternoon).statusCode(201);
        var nobody = Map.of("marks", "EXCEPTIONS", "entries", List.of());
        school.system()
                .body(nobody)
                .put("/v1/classes/LE3-1/roll-calls/2026-10-12/AM")
                .then()
                .statusCode(201)
                .body("revisions[0].present", contains("le3-a", "le3-b"));
        school.system()
                .body(nobody)
                .put("/v1/classes/LE3-1/roll-calls/2026-10-12/PM")
                .then()
                .statusCode(201)
                .body("revisions[0].leave", contains("le3-a"));
    }

    @Test
    void leave_from_schooling_is_not_a_class_teachers_to_approve() {
        var school = SchoolFixture.opens("LE4");
        school.enrols("LE4-1", "le4-a");
        school.giveClassTo("LE4-1", "T-LE4");
        var teacher = school.as("class-teacher", "T-LE4");
        grant(teacher, "le4-a", "k1", leave("FROM_SCHOOLING")).statusCode(403);
        grant(school.as("class-teacher", "T-LE4"), "le4-a", "k2", leave("SICK")).statusCode(201);
        grant(school.as("principal", "P-LE4"), "le4-a", "k3", leave("FROM_SCHOOLING"))
                .statusCode(201);
    }

    @Test
    void a_leave_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = SchoolFixture.opens("LE5");
        school.enrols("LE5-1", "le5-a");
        var backwards = leave("SICK");
        backwards.put("to", "2026-10-11");
        grant(school.office(), "le5-a", "k1", backwards).statusCode(422).body("errors[0].pointer", equalTo("/to"));
        var nightly = leave("SICK");
        nightly.put("fromSession", "NIGHT");
        grant(school.office(), "le5-a", "k2", nightly)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/fromSession"));
        grant(school.office(), "le5-x", "k3", leave("SICK"))
                .statusCode(404)
                .body("errors[0].pointer", equalTo("path:studentId"));
        school.office().get("/v1/students/le5-a/leaves").then().body("items", hasSize(0));
    }

    static ValidatableResponse grant(
            RequestSpecification request, String student, String key, Map<String, Object> leave) {
        return request.header("Idempotency-Key", key)
                .body(leave)
                .post("/v1/students/%s/leaves".formatted(student))
                .then();
    }

    static Map<String, Object> leave(String kind) {
        var leave = new HashMap<String, Object>();
        leave.put("kind", kind);
        leave.put("from", "2026-10-12");
        leave.put("to", "2026-10-12");
        return leave;
    }
}
