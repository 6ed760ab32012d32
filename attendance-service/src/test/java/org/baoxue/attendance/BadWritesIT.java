package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baoxue.attendance.Refusals.kept;
import static org.baoxue.attendance.Refusals.problem;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused whatever is written: a problem document with a pointer, nothing changed, no 500. */
@QuarkusTest
@WithTestResource(Platform.class)
class BadWritesIT {

    private static final String AM = "/v1/classes/BAD-1/roll-calls/2026-10-12/AM";
    private static final String NOBODY = "{\"marks\":\"EXCEPTIONS\",\"entries\":[]}";

    private final SchoolFixture school = Refusals.SCHOOL;
    private List<Long> before = List.of();

    /** A write, with a body that would be taken. */
    private enum Write {
        ROLL_CALL("PUT", AM, NOBODY),
        SCHOOL_ROLL_CALLS("POST", "/v1/schools/BAD/roll-calls", """
                {"date":"2026-10-12","session":"AM","classes":[{"class":"BAD-1","marks":"EXCEPTIONS","entries":[]}]}"""),
        LEAVE("POST", "/v1/students/bad-a/leaves", """
                {"kind":"SICK","from":"2026-10-12","to":"2026-10-13"}"""),
        STUDENT("PUT", "/v1/students/bad-new", """
                {"school":"BAD","class":"BAD-1","stage":"JUNIOR","place":"530113001","homePlace":"530113001",\
                "from":"2026-09-01","name":"小明","guardians":[]}"""),
        ENROLMENT_CHANGE("POST", "/v1/students/bad-a/enrolment-changes", """
                {"change":"GRADUATED","effective":"2026-10-12"}""");

        private final String method;
        private final String path;
        private final String body;

        Write(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        ValidatableResponse send(RequestSpecification as, String body) {
            return as.header("Idempotency-Key", name())
                    .body(body)
                    .request(method, path)
                    .then();
        }
    }

    @BeforeEach
    void monday_morning() {
        Refusals.mondayMorning();
        before = kept();
    }

    @AfterEach
    void nothing_changed() {
        assertThat(kept()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void broken_json(Write write) {
        problem(write.send(school.system(), write.body.substring(0, write.body.length() - 1)), 400, "");
        problem(write.send(school.system(), ""), 400, "");
        problem(write.send(school.system(), "null"), 400, "");
        problem(write.send(school.system(), "[1]"), 400, "");
    }

    @ParameterizedTest
    @EnumSource
    void wrong_content_type(Write write) {
        for (var type : List.of(ContentType.XML, ContentType.TEXT, ContentType.URLENC)) {
            problem(write.send(school.system().contentType(type), "<a/>"), 415, "header:Content-Type");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_of_ten_megabytes(Write write) {
        problem(write.send(school.system(), "{\"marks\":\"" + "x".repeat(10_000_000) + "\"}"), 413, "");
    }

    @ParameterizedTest
    @EnumSource
    void ten_megabytes_that_do_not_say_so_beforehand(Write write) throws Exception {
        var body = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(
                write.body.substring(0, write.body.length() - 1) + " ".repeat(10_000_000) + "}"));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + write.path))
                .header("Authorization", "Bearer " + Tokens.ofSchool("school-system", "client-BAD", "BAD"))
                .header("Idempotency-Key", write.name())
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .method(write.method, body)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("urn:baoxue:problem:body-too-large");
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_token_and_a_bad_one(Write write) {
        problem(write.send(RestAssured.given().contentType(ContentType.JSON), write.body), 401, "header:Authorization");
        var forged = RestAssured.given().contentType(ContentType.JSON).header("Authorization", "Bearer forged");
        problem(write.send(forged, write.body), 401, "header:Authorization");
    }

    @ParameterizedTest
    @EnumSource
    void a_role_that_may_not(Write write) {
        var officer =
                Tokens.as(Tokens.ofPlace("county-bureau", "officer", "530113")).contentType(ContentType.JSON);
        problem(write.send(officer, write.body), 403, "header:Authorization");
    }

    @ParameterizedTest
    @EnumSource
    void a_foreign_school(Write write) {
        var foreign = Tokens.as(Tokens.ofSchool("school-system", "client-OTHER", "OTHER"))
                .contentType(ContentType.JSON);
        switch (write) {
            case ROLL_CALL, SCHOOL_ROLL_CALLS, STUDENT ->
                problem(write.send(foreign, write.body), 403, "header:Authorization");
            // whether another school has this child is not told
            case LEAVE, ENROLMENT_CHANGE -> problem(write.send(foreign, write.body), 404, "path:studentId");
        }
    }

    @Test
    void a_leave_that_cannot_be() {
        leave("{\"kind\":\"SICK\",\"from\":\"2026-10-12\",\"to\":\"2026-10-11\"}", 422, "/to");
        leave("{\"kind\":\"SICK\",\"from\":\"2026-10-12\",\"to\":\"2036-10-12\"}", 422, "/to");
        leave("{\"kind\":\"SICK\",\"from\":\"+999999999-12-31\",\"to\":\"+999999999-12-31\"}", 400, "/from");
        leave("{\"kind\":\"SICK\",\"from\":\"2026-10-12\",\"to\":\"+99999999-12-31\"}", 400, "/to");
        leave("{\"kind\":\"SICK\",\"from\":\"soon\",\"to\":\"2026-10-12\"}", 400, "/from");
        leave("{\"kind\":\"HOLIDAY\",\"from\":\"2026-10-12\",\"to\":\"2026-10-12\"}", 400, "/kind");
        leave("{\"kind\":\"SICK\",\"from\":\"2026-10-12\"}", 400, "/to");
        leave(
                "{\"kind\":\"SICK\",\"from\":\"2026-10-12\",\"to\":\"2026-10-12\",\"fromSession\":\"NIGHT\"}",
                422,
                "/fromSession");
        problem(
                school.system()
                        .body(Write.LEAVE.body)
                        .post("/v1/students/nobody/leaves")
                        .then(),
                404,
                "path:studentId");
        problem(school.system().body(Write.LEAVE.body).post(Write.LEAVE.path).then(), 400, "header:Idempotency-Key");
    }

    @Test
    void a_child_that_cannot_be_enrolled_so() {
        student("\"school\":\"BAD\"", "\"school\":\"NONE\"", 422, "/school");
        student("\"place\":\"530113001\"", "\"place\":\"here\"", 400, "/place");
        student("\"stage\":\"JUNIOR\"", "\"stage\":\"SENIOR\"", 400, "/stage");
        student("\"class\":\"BAD-1\"", "\"class\":\"BAD 1\"", 400, "/class");
        student("\"from\":\"2026-09-01\"", "\"from\":\"2026-09-31\"", 400, "/from");
        student("\"from\":\"2026-09-01\"", "\"from\":\"+99999999-09-01\"", 400, "/from");
        student("小明", " ", 400, "/name");
        student("\"class\":\"BAD-1\"", "\"class\":\"BAD-1\",\"className\":\"\\u0000\"", 400, "/className");
        student("\"class\":\"BAD-1\"", "\"class\":\"BAD-1\",\"className\":\"\"", 400, "/className");
        student("\"guardians\":[]", "\"guardians\":[{\"ref\":\"g\"}]", 400, "/guardians/0/language");
        problem(
                school.system()
                        .body(Write.STUDENT.body)
                        .put("/v1/students/bad id")
                        .then(),
                400,
                "path:studentId");
        problem(
                school.system()
                        .body("{\"change\":\"CLASS_CHANGED\",\"effective\":\"2026-10-12\"}")
                        .post(Write.ENROLMENT_CHANGE.path)
                        .then(),
                409,
                "/class");
    }

    @Test
    void a_school_post_of_which_every_class_is_refused() {
        classes("{\"class\":\"NONE\",\"marks\":\"ALL\",\"entries\":[]}", 404, "/classes/0/class");
        classes(
                "{\"class\":\"BAD-1\",\"marks\":\"ALL\",\"entries\":[{\"student\":\"rc1-a\",\"mark\":\"ABSENT\"}]}",
                422,
                "/classes/0/entries/0/student");
        classes(
                "{\"class\":\"BAD-1\",\"marks\":\"ALL\",\"entries\":[{\"student\":\"bad-a\",\"mark\":\"ABSENT\"},"
                        + "{\"student\":\"bad-a\",\"mark\":\"LATE\"}]}",
                422,
                "/classes/0/entries/1/student");
    }

    private void classes(String ofClass, int status, String pointer) {
        school.system()
                .body("{\"date\":\"2026-10-12\",\"session\":\"AM\",\"classes\":[%s]}".formatted(ofClass))
                .post("/v1/schools/BAD/roll-calls")
                .then()
                .statusCode(200)
                .body("results[0].outcome", equalTo("REFUSED"))
                .body("results[0].status", equalTo(status))
                .body("results[0].problem.errors[0].pointer", equalTo(pointer));
    }

    private void leave(String body, int status, String pointer) {
        problem(Write.LEAVE.send(school.system(), body), status, pointer);
    }

    private void student(String right, String wrong, int status, String pointer) {
        problem(Write.STUDENT.send(school.system(), Write.STUDENT.body.replace(right, wrong)), status, pointer);
    }
}
