package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baoxue.attendance.Refusals.kept;
import static org.baoxue.attendance.Refusals.problem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an honest client gets wrong and a dishonest one tries: a problem document with a pointer, nothing changed, no 500. */
@QuarkusTest
@WithTestResource(Platform.class)
class BadInputIT {

    private static final String AM = "/v1/classes/BAD-1/roll-calls/2026-10-12/AM";
    private static final String NOBODY = "{\"marks\":\"EXCEPTIONS\",\"entries\":[]}";

    private final SchoolFixture school = Refusals.SCHOOL;
    private List<Long> before = List.of();

    @BeforeEach
    void monday_morning() {
        Refusals.mondayMorning();
        before = kept();
    }

    @AfterEach
    void nothing_changed() {
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void unknown_class() {
        problem(put("/v1/classes/NONE/roll-calls/2026-10-12/AM", NOBODY), 404, "path:classId");
    }

    @Test
    void unknown_session() {
        problem(put("/v1/classes/BAD-1/roll-calls/2026-10-12/NIGHT", NOBODY), 422, "path:session");
    }

    @Test
    void a_student_of_another_class() {
        problem(put(AM, entries("{\"student\":\"rc1-a\",\"mark\":\"ABSENT\"}")), 422, "/entries/0/student");
    }

    @Test
    void a_mark_twice() {
        problem(
                put(
                        AM,
                        entries(
                                "{\"student\":\"bad-a\",\"mark\":\"ABSENT\"},{\"student\":\"bad-a\",\"mark\":\"LATE\"}")),
                422,
                "/entries/1/student");
    }

    @Test
    void a_future_date() {
        problem(put("/v1/classes/BAD-1/roll-calls/2026-10-13/AM", NOBODY), 422, "path:date");
    }

    @Test
    void no_date_at_all() {
        problem(put("/v1/classes/BAD-1/roll-calls/today/AM", NOBODY), 400, "path:date");
        problem(put("/v1/classes/BAD-1/roll-calls/2026-02-30/AM", NOBODY), 400, "path:date");
        problem(put("/v1/classes/BAD-1/roll-calls/-99999-01-01/AM", NOBODY), 400, "path:date");
    }

    @Test
    void a_class_before_anybody_was_in_it() {
        problem(put("/v1/classes/BAD-1/roll-calls/2020-10-12/AM", NOBODY), 422, "path:date");
    }

    @Test
    void a_mark_that_is_none() {
        problem(put(AM, entries("{\"student\":\"bad-a\",\"mark\":\"GONE\"}")), 400, "/entries/0/mark");
        problem(put(AM, entries("{\"student\":\"bad-a\"}")), 400, "/entries/0/mark");
        problem(put(AM, entries("null")), 400, "/entries/0");
    }

    @Test
    void a_body_without_entries_marks_nobody_present() {
        problem(put(AM, "{\"marks\":\"EXCEPTIONS\",\"entrys\":[]}"), 400, "/entries");
    }

    @Test
    void taken_in_the_future_or_on_another_date() {
        problem(put(AM, NOBODY.replace("}", ",\"takenAt\":\"2026-10-12T01:00:00Z\"}")), 422, "/takenAt");
        problem(put(AM, NOBODY.replace("}", ",\"takenAt\":\"2026-10-11T01:00:00Z\"}")), 422, "/takenAt");
    }

    @Test
    void an_if_match_that_names_nothing() {
        var answer = school.system()
                .header("If-Match", "W/\"x\"")
                .body(NOBODY)
                .put(AM)
                .then();
        problem(answer, 400, "header:If-Match");
        problem(school.system().header("If-Match", "\"1\"").body(NOBODY).put(AM).then(), 412, "header:If-Match");
    }

    @Test
    void a_bad_school_post() {
        var path = "/v1/schools/BAD/roll-calls";
        problem(
                school.system()
                        .body("{\"date\":\"2026-10-12\",\"session\":\"AM\",\"classes\":[]}")
                        .post(path)
                        .then(),
                400,
                "/classes");
        problem(
                school.system()
                        .body(
                                "{\"date\":\"2026-10-13\",\"session\":\"AM\",\"classes\":[{\"class\":\"BAD-1\",\"marks\":\"ALL\",\"entries\":[]}]}")
                        .post(path)
                        .then(),
                422,
                "/date");
        problem(
                school.system()
                        .body(
                                "{\"date\":\"2026-10-12\",\"session\":\"X\",\"classes\":[{\"class\":\"BAD-1\",\"marks\":\"ALL\",\"entries\":[]}]}")
                        .post(path)
                        .then(),
                422,
                "/session");
        problem(
                school.system()
                        .body(
                                "{\"date\":\"2026-10-12\",\"session\":\"AM\",\"classes\":[{\"class\":\"BAD-1\",\"marks\":\"SOME\",\"entries\":[]}]}")
                        .post(path)
                        .then(),
                400,
                "/classes/0/marks");
    }

    @Test
    void a_page_that_cannot_be() {
        problem(school.office().get("/v1/schools/BAD/classes?limit=0").then(), 400, "query:limit");
        problem(school.office().get("/v1/schools/BAD/classes?cursor=%25%25").then(), 400, "query:cursor");
        problem(school.office().get("/v1/schools/NONE/classes").then(), 404, "path:schoolId");
        problem(school.office().get("/v1/schools/BAD/completeness?date=x").then(), 400, "query:date");
        var events = EdFiEvents.PATH;
        problem(school.office().get(events + "?schoolId=%00").then(), 400, "query:schoolId");
        problem(school.office().get(events + "?studentUniqueId=a b").then(), 400, "query:studentUniqueId");
        problem(school.office().get(events + "?eventDate=%2B10000-01-01").then(), 400, "query:eventDate");
    }

    @Test
    void a_character_without_a_sign() {
        var event = """
                {"studentReference":{"studentUniqueId":"bad-a"},"schoolReference":{"schoolId":7},
                "sessionReference":{"schoolYear":2027,"sessionName":"Fall\\u0000"},"eventDate":"2026-10-09",
                "attendanceEventCategoryDescriptor":"Tardy"}""";
        problem(school.system().body(event).post(EdFiEvents.PATH).then(), 400, "/sessionReference/sessionName");
    }

    private ValidatableResponse put(String path, String body) {
        return school.system().body(body).put(path).then();
    }

    private static String entries(String entries) {
        return "{\"marks\":\"EXCEPTIONS\",\"entries\":[%s]}".formatted(entries);
    }
}
