package org.baoxue.attendance.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baoxue.attendance.leave.LeaveIT.grant;
import static org.baoxue.attendance.leave.LeaveIT.leave;
import static org.baoxue.attendance.leave.LeaveIT.moveEnd;
import static org.baoxue.attendance.leave.LeaveIT.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for, decided, and looked at by the school. */
@QuarkusTest
@WithTestResource(Platform.class)
class LeaveFilingIT {

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_leave_that_is_asked_for_covers_nothing_until_it_is_approved() {
        var school = SchoolFixture.opens("LE10");
        school.enrols("LE10-1", "le10-a");
        school.giveClassTo("LE10-1", "T-LE10");
        var asked = leave("FROM_SCHOOLING");
        asked.put("approval", "ASKED");
        var leave = "/v1/students/le10-a/leaves/"
                + grant(school.as("class-teacher", "T-LE10"), "le10-a", "k1", asked)
                        .statusCode(201)
                        .body("state", equalTo("FILED"))
                        .body("filedBy", equalTo("T-LE10"))
                        .body("approvedBy", nullValue())
                        .extract()
                        .path("leave");
        posted(school, "AM").body("revisions[0].present", contains("le10-a"));
        decide(school.as("class-teacher", "T-LE10"), leave, "APPROVED").statusCode(403);
        assertThat(Published.attendance("roll-call-recorded", "LE10", 1)).hasSize(1);
        assertThat(Published.all("LE10")).noneMatch(LeaveFilingIT::isGranted);
        decide(school.as("principal", "P-LE10"), leave, "APPROVED")
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("approvedBy", equalTo("P-LE10"))
                .body("revision", equalTo(2));
        decide(school.as("principal", "P-LE10"), leave, "APPROVED")
                .statusCode(200)
                .body("revision", equalTo(2));
        decide(school.as("principal", "P-LE10"), leave, "REFUSED").statusCode(409);
        posted(school, "PM").body("revisions[0].leave", contains("le10-a"));
        assertThat(Published.attendance("leave-granted", "LE10", 1))
                .singleElement()
                .satisfies(event -> assertThat(event.text("approvedBy")).isEqualTo("P-LE10"));
    }

    @Test
    void a_refused_leave_is_over_and_was_never_told_of() {
        var school = SchoolFixture.opens("LE11");
        school.enrols("LE11-1", "le11-a");
        var asked = leave("SICK");
        asked.put("approval", "ASKED");
        asked.put("approvedBy", "T-1");
        refused(grant(school.office(), "le11-a", "k0", asked), 422, "/approvedBy");
        asked.remove("approvedBy");
        var leave = "/v1/students/le11-a/leaves/"
                + grant(school.office(), "le11-a", "k1", asked).extract().path("leave");
        decide(school.office(), leave, "REFUSED").statusCode(200).body("state", equalTo("REFUSED"));
        decide(school.office(), leave, "APPROVED").statusCode(409);
        moveEnd(school, leave + "/end", "\"2\"", Map.of("to", "2026-10-13")).statusCode(409);
        school.office().delete(leave).then().statusCode(409);
        posted(school, "AM").body("revisions[0].present", contains("le11-a"));
        Published.attendance("roll-call-recorded", "LE11", 1);
        assertThat(Published.all("LE11")).noneMatch(LeaveFilingIT::isGranted);
    }

    @Test
    void the_papers_of_a_leave_are_named_by_where_they_are_kept() {
        var school = SchoolFixture.opens("LE12");
        school.enrols("LE12-1", "le12-a");
        var leave = "/v1/students/le12-a/leaves/"
                + grant(school.office(), "le12-a", "k1", leave("SICK"))
                        .extract()
                        .path("leave");
        var note = Map.of("reference", "https://files.school.example/4711", "title", "病历");
        papers(school.office(), leave, List.of(note)).statusCode(200).body("papers.title", contains("病历"));
        Hand.puts(Instant.parse("2026-10-13T00:10:00Z"));
        papers(school.as("principal", "P-LE12"), leave, List.of(note, Map.of("reference", "urn:paper:2")))
                .body("papers.reference", contains("https://files.school.example/4711", "urn:paper:2"))
                .body("papers.addedBy", contains("office-LE12", "P-LE12"));
        papers(school.office(), leave, List.of()).body("papers", hasSize(0)).body("changes", hasSize(1));
        refused(papers(school.office(), leave, List.of(Map.of("reference", "a note"))), 400, "/papers/0/reference");
    }

    @Test
    void who_is_long_or_often_on_leave_is_listed() {
        var school = SchoolFixture.opens("LE13");
        school.enrols("LE13-1", "le13-a", "le13-b", "le13-c");
        var week = leave("SICK");
        week.put("to", "2026-10-18");
        grant(school.office(), "le13-a", "k1", week).statusCode(201);
        grant(school.office(), "le13-b", "k2", leave("SICK")).statusCode(201);
        grant(school.office(), "le13-b", "k3", leave("PERSONAL")).statusCode(201);
        grant(school.office(), "le13-c", "k4", leave("SICK")).statusCode(201);
        var asked = leave("SICK");
        asked.put("approval", "ASKED");
        grant(school.office(), "le13-c", "k5", asked).statusCode(201);
        ofSchool(school, "from=2026-10-01&to=2026-10-14").body("items.student", contains("le13-a", "le13-b", "le13-c"));
        ofSchool(school, "from=2026-10-01&to=2026-10-14&days=3&leaves=2")
                .body("items.student", contains("le13-a", "le13-b"))
                .body("items.days", contains(3, 2))
                .body("items.leaves", contains(1, 2))
                .body("items.until", contains("2026-10-18", "2026-10-12"));
        refused(
                school.office()
                        .get("/v1/schools/LE13/leaves?from=2026-10-01&to=2026-10-14&days=0")
                        .then(),
                400,
                "query:days");
    }

    private static ValidatableResponse ofSchool(SchoolFixture school, String query) {
        return school.office()
                .get("/v1/schools/" + school.code() + "/leaves?" + query)
                .then()
                .statusCode(200);
    }

    private static boolean isGranted(Seen event) {
        return event.type().equals("org.baoxue.attendance.leave-granted.v1");
    }

    private static ValidatableResponse posted(SchoolFixture school, String session) {
        return school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                .put("/v1/classes/%s-1/roll-calls/2026-10-12/%s".formatted(school.code(), session))
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse decide(RequestSpecification request, String leave, String outcome) {
        return request.body(Map.of("outcome", outcome)).put(leave + "/decision").then();
    }

    private static ValidatableResponse papers(
            RequestSpecification request, String leave, List<Map<String, String>> papers) {
        return request.body(Map.of("papers", papers)).put(leave + "/papers").then();
    }
}
