package org.baoxue.attendance.arrival;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ArrivalIT {

    private static final String WEEK = "from=2026-09-01&to=2026-09-04";

    @BeforeEach
    void the_first_friday_of_the_term() {
        Hand.puts(Instant.parse("2026-09-04T08:00:00Z"));
    }

    @Test
    void who_was_seen_on_any_day_has_come_and_who_was_on_none_is_listed() {
        var school = SchoolFixture.opens("AR1", "530197001", "Asia/Shanghai", false);
        school.enrols("AR1-1", "ar1-comes", "ar1-late", "ar1-ill", "ar1-away", "ar1-afternoon");
        school.enrols("AR1-2", "ar1-silent");
        calls(
                school,
                "2026-09-01",
                "AM",
                Map.of("ar1-late", "LATE", "ar1-ill", "LEAVE", "ar1-away", "ABSENT", "ar1-afternoon", "ABSENT"));
        calls(school, "2026-09-02", "PM", Map.of("ar1-ill", "LEAVE", "ar1-away", "ABSENT"));
        counts("530197", WEEK)
                .body("items.school", contains("AR1"))
                .body("items[0].enrolled", equalTo(6))
                .body("items[0].arrived", equalTo(3))
                .body("items[0].onLeave", equalTo(1))
                .body("items[0].missing", equalTo(2))
                .body("items[0].classes", equalTo(2))
                .body("items[0].called", equalTo(1));
        counts("530197", "from=2026-09-01&to=2026-09-01").body("items[0].arrived", equalTo(2));
        list(school, WEEK)
                .body("items.student", contains("ar1-away", "ar1-ill", "ar1-silent"))
                .body("items.onLeave", contains(false, true, false))
                .body("items.class", contains("AR1-1", "AR1-1", "AR1-2"));
        var next = list(school, WEEK + "&limit=1")
                .body("items.student", contains("ar1-away"))
                .extract()
                .<String>path("next");
        list(school, WEEK + "&limit=1&cursor=" + next).body("items.student", contains("ar1-ill"));
    }

    @Test
    void what_was_corrected_was_never_seen_and_a_school_without_children_is_counted_too() {
        var school = SchoolFixture.opens("AR2", "530198001", "Asia/Shanghai", false);
        SchoolFixture.opens("AR3", "530198002", "Asia/Shanghai", false);
        school.enrols("AR2-1", "ar2-mistaken");
        calls(school, "2026-09-01", "AM", Map.of());
        counts("530198", WEEK).body("items.arrived", contains(1, 0)).body("items.enrolled", contains(1, 0));
        school.system()
                .header("If-Match", "\"1\"")
                .body(Map.of(
                        "marks",
                        "EXCEPTIONS",
                        "entries",
                        List.of(Map.of("student", "ar2-mistaken", "mark", "ABSENT")),
                        "reason",
                        "MARKED_BY_MISTAKE"))
                .put("/v1/classes/AR2-1/roll-calls/2026-09-01/AM")
                .then()
                .statusCode(200);
        counts("530198", WEEK).body("items.missing", contains(1, 0));
    }

    @Test
    void a_period_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = SchoolFixture.opens("AR4", "530199001", "Asia/Shanghai", false);
        for (var period : List.of("from=2026-09-04&to=2026-09-01", "from=2026-09-01&to=2026-10-02")) {
            school.office()
                    .get("/v1/schools/AR4/arrivals?" + period)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("query:to"));
        }
        school.office()
                .get("/v1/schools/AR4/arrivals?to=2026-09-01")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("query:from"));
    }

    private static void calls(SchoolFixture school, String date, String session, Map<String, String> marks) {
        var entries = marks.entrySet().stream()
                .map(mark -> Map.of("student", mark.getKey(), "mark", mark.getValue()))
                .toList();
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", entries))
                .put("/v1/classes/%s-1/roll-calls/%s/%s".formatted(school.code(), date, session))
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse counts(String place, String period) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "O", place))
                .get("/v1/arrivals?place=" + place + "&" + period)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse list(SchoolFixture school, String period) {
        return school.office()
                .get("/v1/schools/%s/arrivals?%s".formatted(school.code(), period))
                .then()
                .statusCode(200);
    }
}
