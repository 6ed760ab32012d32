package org.baoxue.attendance.arrival;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class SurveyIT {

    private static final String TERM = "2027-03-01";

    @BeforeEach
    void a_week_before_the_term() {
        Hand.puts(Instant.parse("2027-02-22T02:00:00Z"));
    }

    @Test
    void each_child_is_asked_about_and_whom_the_township_is_to_hear_of_is_a_list() {
        var school = SchoolFixture.opens("SV1", "530171001", "Asia/Shanghai", false);
        school.enrols("SV1-1", "sv1-comes", "sv1-ill", "sv1-silent");
        school.enrols("SV1-2", "sv1-gone");
        answers(school, "sv1-comes", Map.of("answer", "WILL_RETURN"))
                .then()
                .statusCode(200)
                .body("askedBy", equalTo("office-SV1"))
                .body("class", equalTo("SV1-1"))
                .body("term", equalTo(TERM));
        answers(school, "sv1-ill", Map.of("answer", "UNREACHABLE")).then().statusCode(200);
        answers(school, "sv1-ill", Map.of("answer", "CANNOT_RETURN", "reason", "ILLNESS"))
                .then()
                .statusCode(200);
        answers(school, "sv1-gone", Map.of("answer", "UNREACHABLE")).then().statusCode(200);
        counts("530171")
                .body("items.school", contains("SV1"))
                .body("items[0].enrolled", equalTo(4))
                .body("items[0].willReturn", equalTo(1))
                .body("items[0].cannotReturn", equalTo(1))
                .body("items[0].unreachable", equalTo(1))
                .body("items[0].notAsked", equalTo(1));
        list("?answer=CANNOT_RETURN")
                .body("items.student", contains("sv1-ill"))
                .body("items.reason", contains("ILLNESS"));
        list("?answer=NOT_ASKED&school=SV1")
                .body("items.student", contains("sv1-silent"))
                .body("items[0].askedAt", nullValue());
        list("").body("items.student", contains("sv1-comes", "sv1-gone", "sv1-ill", "sv1-silent"));
    }

    @Test
    void the_same_answer_again_keeps_who_asked_first() {
        var school = SchoolFixture.opens("SV2", "530172901", "Asia/Shanghai", false);
        school.enrols("SV2-1", "sv2-a");
        answers(school, "sv2-a", Map.of("answer", "WILL_RETURN")).then().statusCode(200);
        Hand.puts(Instant.parse("2027-02-23T02:00:00Z"));
        school.system()
                .body(Map.of("answer", "WILL_RETURN"))
                .put(path("sv2-a", TERM))
                .then()
                .statusCode(200)
                .body("askedBy", equalTo("office-SV2"))
                .body("askedAt", startsWith("2027-02-22T02:00:"));
    }

    @Test
    void an_answer_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = SchoolFixture.opens("SV3", "530172902", "Asia/Shanghai", false);
        school.enrols("SV3-1", "sv3-a");
        refused(answers(school, "sv3-a", Map.of("answer", "WILL_RETURN", "reason", "ILLNESS")), 422, "/reason");
        refused(answers(school, "sv3-a", Map.of("answer", "PERHAPS")), 400, "/answer");
        var before = path("sv3-a", "2025-03-01");
        refused(school.office().body(Map.of("answer", "WILL_RETURN")).put(before), 422, "path:term");
        refused(answers(school, "nobody", Map.of("answer", "WILL_RETURN")), 404, "path:studentId");
        refused(school.office().get("/v1/return-surveys/spring/students"), 400, "path:term");
    }

    private static void refused(Response answer, int status, String pointer) {
        answer.then().statusCode(status).body("errors[0].pointer", equalTo(pointer));
    }

    private static Response answers(SchoolFixture school, String student, Map<String, Object> said) {
        return school.office().body(said).put(path(student, TERM));
    }

    private static String path(String student, String term) {
        return "/v1/students/%s/return-surveys/%s".formatted(student, term);
    }

    private static ValidatableResponse list(String query) {
        return Tokens.as(Tokens.ofPlace("township-officer", "O", "530171001"))
                .get("/v1/return-surveys/" + TERM + "/students" + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse counts(String place) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "O", place))
                .get("/v1/return-surveys/%s?place=%s".formatted(TERM, place))
                .then()
                .statusCode(200);
    }
}
