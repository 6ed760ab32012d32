package org.baoxue.attendance.comparison;

import static org.baoxue.attendance.Residents.bureau;
import static org.baoxue.attendance.Residents.compares;
import static org.baoxue.attendance.Residents.csv;
import static org.baoxue.attendance.Residents.differences;
import static org.baoxue.attendance.Residents.imports;
import static org.baoxue.attendance.Residents.line;
import static org.baoxue.attendance.Residents.number;
import static org.baoxue.attendance.Residents.township;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the register of residents to each child's one state, and from each difference to its ending. */
@QuarkusTest
@WithTestResource(Platform.class)
class ComparisonIT {

    private static final String TODAY = "2026-10-12";

    @BeforeEach
    void monday_evening() {
        Hand.puts(Instant.parse("2026-10-12T08:10:00Z"));
    }

    @Test
    void each_child_is_in_one_state_and_each_difference_has_an_owner() {
        var county = "530181";
        var school = SchoolFixture.opens("CM1", county + "001", "Asia/Shanghai", false);
        enrols(school, "cm1-here", number(county, 1));
        enrols(school, "cm1-away", number(county, 2));
        enrols(school, "cm1-ill", number(county, 3));
        enrols(school, "cm1-unknown-number", null);
        enrols(school, "cm1-unregistered", number(county, 4));
        posts(school, TODAY, Map.of("cm1-away", "ABSENT", "cm1-ill", "LEAVE"));
        imports(
                        bureau(county),
                        county,
                        csv(List.of(
                                line(number(county, 1), county + "001"),
                                line(number(county, 2), county + "001"),
                                line(number(county, 3), county + "001"),
                                line(number(county, 5), county + "002"))))
                .then()
                .statusCode(201)
                .body("register.accepted", equalTo(4));
        String run = compares(bureau(county), "k1", county, TODAY, TODAY)
                .then()
                .statusCode(201)
                .body("coverage.children", equalTo(6))
                .body("coverage.inSchool", equalTo(3))
                .body("coverage.onLeave", equalTo(1))
                .body("coverage.unknown", equalTo(2))
                .body("differences.find { it.kind == 'NOT_ENROLLED' }.open", equalTo(1))
                .body("differences.find { it.kind == 'NOT_SEEN' }.owner", equalTo("academic-office"))
                .extract()
                .path("comparison");
        differences(county, "NOT_SEEN").body("items.student", contains("cm1-away"));
        differences(county, "NO_IDENTITY_NUMBER").body("items.student", contains("cm1-unknown-number"));
        differences(county, "NOT_IN_REGISTER").body("items.student", contains("cm1-unregistered"));
        bureau(county)
                .get("/v1/comparisons/" + run + "/places")
                .then()
                .body("items.place", contains(county + "001", county + "002"))
                .body("items[1].coverage.unknown", equalTo(1));
        bureau(county)
                .get("/v1/comparisons/" + run + "/moves")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("query:against"));
    }

    @Test
    void the_township_is_told_whom_to_look_for_and_what_it_finds_counts() {
        var county = "530182";
        SchoolFixture.opens("CM2", county + "001", "Asia/Shanghai", false);
        imports(bureau(county), county, csv(List.of(line(number(county, 1), county + "001"))));
        String run = compares(bureau(county), "k1", county, TODAY, TODAY).path("comparison");
        String difference = township(county + "001")
                .get("/v1/differences")
                .then()
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("NOT_ENROLLED"))
                .body("items[0].owner", equalTo("township-officer"))
                .body("items[0].student", nullValue())
                .extract()
                .path("items[0].difference");
        township(county + "001")
                .get("/v1/differences/" + difference)
                .then()
                .body("name", equalTo("小明"))
                .body("identityNumber", equalTo(number(county, 1)));
        township(county + "002").get("/v1/differences/" + difference).then().statusCode(404);

        answers(township(county + "001"), difference, "DEFERRED", null)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/until"));
        answers(township(county + "001"), difference, "SUSPENDED", "2027-08-31")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/answer"));
        answers(township(county + "001"), difference, "OUT_OF_SCHOOL", null)
                .then()
                .statusCode(200)
                .body("endedAt", nullValue());
        covers(county, run).body("coverage.out", equalTo(1)).body("differences[0].open", equalTo(1));
        answers(township(county + "001"), difference, "DEFERRED", "2027-08-31")
                .then()
                .statusCode(200)
                .body("endedAt", notNullValue());
        Hand.puts(Instant.parse("2026-10-12T09:10:00Z"));
        answers(township(county + "001"), difference, "DEFERRED", "2027-08-31")
                .then()
                .body("answeredAt", startsWith("2026-10-12T08:10:"));
        covers(county, run).body("coverage.deferred", equalTo(1)).body("differences[0].open", equalTo(0));
        township(county + "001")
                .get("/v1/differences/" + difference)
                .then()
                .body("answers.answer", contains("OUT_OF_SCHOOL", "DEFERRED"));
    }

    @Test
    void nobody_is_lost_from_one_comparison_to_the_next() {
        var county = "530183";
        var school = SchoolFixture.opens("CM3", county + "001", "Asia/Shanghai", false);
        enrols(school, "cm3-stays", number(county, 1));
        enrols(school, "cm3-leaves", number(county, 2));
        posts(school, TODAY, Map.of());
        imports(bureau(county), county, csv(List.of(line(number(county, 3), county + "001"))));
        String first = compares(bureau(county), "k1", county, TODAY, TODAY).path("comparison");
        String stranger = differences(county, "NOT_ENROLLED").extract().path("items[0].difference");
        answers(bureau(county), stranger, "AT_OTHER_SCHOOL", "2026-11-30");

        school.office()
                .body(Map.of("change", "WITHDRAWN", "effective", "2026-10-13"))
                .post("/v1/students/cm3-leaves/enrolment-changes")
                .then()
                .statusCode(200);
        Hand.puts(Instant.parse("2026-10-13T08:10:00Z"));
        posts(school, "2026-10-13", Map.of());
        imports(bureau(county), county, csv(List.of(line(number(county, 1), county + "001"))));
        String second = compares(bureau(county), "k2", county, "2026-10-13", "2026-10-13")
                .then()
                .body("previous", equalTo(first))
                .body("coverage.children", equalTo(3))
                .body("coverage.inSchool", equalTo(1))
                .body("coverage.elsewhere", equalTo(1))
                .body("coverage.unknown", equalTo(1))
                .extract()
                .path("comparison");
        bureau(county)
                .get("/v1/comparisons/" + second + "/moves")
                .then()
                .body("moves.find { it.before == 'IN_SCHOOL' && it.after == 'UNKNOWN' }.children", equalTo(1))
                .body("moves.find { it.before == 'ELSEWHERE' }.after", equalTo("ELSEWHERE"))
                .body("moves.before", not(hasItem(nullValue())));
        answers(bureau(county), stranger, "MOVED_AWAY", null).then().statusCode(200);

        Hand.puts(Instant.parse("2026-12-01T08:10:00Z"));
        posts(school, "2026-12-01", Map.of());
        enrols(school, "cm3-leaves", number(county, 2), "2026-12-01");
        compares(bureau(county), "k3", county, "2026-12-01", "2026-12-01")
                .then()
                .body("coverage.children", equalTo(2))
                .body("coverage.notDue", equalTo(0))
                .body("differences.find { it.kind == 'NOT_ENROLLED' }.gone", equalTo(1));
        compares(bureau(county), "k4", county, TODAY, TODAY)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/date"));
    }

    @Test
    void a_register_is_taken_line_by_line_and_once() {
        var county = "530184";
        var good = line(number(county, 1), county + "001");
        var wrong = number(county, 2).substring(0, 17) + (number(county, 2).endsWith("1") ? "2" : "1");
        var file = csv(List.of(
                good,
                line(wrong, county + "001"),
                line(number(county, 3), "530185001"),
                good,
                number(county, 4) + ",," + county + "001\n",
                number(county, 5) + "\n",
                line("110105194912310023".replace("0023", "002X"), county + "001")));
        var taken = imports(bureau(county), county, file)
                .then()
                .statusCode(201)
                .body("register.accepted", equalTo(1))
                .body("register.notOfAge", equalTo(1))
                .body("register.refused", equalTo(5))
                .body("lines.line", contains(3, 4, 5, 6, 7))
                .body("lines.field", contains("identityNumber", "homePlace", "identityNumber", "name", "name"));
        imports(bureau(county), county, file)
                .then()
                .statusCode(200)
                .body("register.register", equalTo(taken.extract().path("register.register")))
                .body("lines", hasSize(5));
        imports(bureau(county), county, csv(List.of())).then().statusCode(400);
        imports(bureau(county), county, "a,b\n1,2\n").then().statusCode(400).body("type", notNullValue());
        imports(bureau("530185"), county, file).then().statusCode(403);
        bureau(county).get("/v1/resident-registers?place=" + county).then().body("items.accepted", contains(1));
        compares(bureau("530185"), "k1", "530185", TODAY, TODAY)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/place"));
    }

    @Test
    void two_turn_out_to_be_one_child_when_its_number_is_known() {
        var county = "530188";
        var school = SchoolFixture.opens("CM8", county + "001", "Asia/Shanghai", false);
        enrols(school, "cm8-a", null);
        imports(bureau(county), county, csv(List.of(line(number(county, 1), county + "001"))));
        compares(bureau(county), "k1", county, TODAY, TODAY).then().body("coverage.unknown", equalTo(2));
        school.office()
                .body(Map.of("change", "WITHDRAWN", "effective", "2026-10-13"))
                .post("/v1/students/cm8-a/enrolment-changes");
        Hand.puts(Instant.parse("2026-10-13T08:10:00Z"));
        compares(bureau(county), "k2", county, "2026-10-13", "2026-10-13");
        differences(county, "NOT_ENROLLED").body("items", hasSize(2));
        enrols(school, "cm8-a", number(county, 1), "2026-10-13");
        posts(school, "2026-10-13", Map.of());
        compares(bureau(county), "k3", county, "2026-10-13", "2026-10-13")
                .then()
                .statusCode(201)
                .body("coverage.children", equalTo(1))
                .body("coverage.inSchool", equalTo(1))
                .body("differences.find { it.kind == 'NOT_ENROLLED' }.gone", equalTo(2));
        differences(county, "NOT_ENROLLED").body("items", hasSize(0));
        differences(county, "NO_IDENTITY_NUMBER").body("items", hasSize(0));
    }

    @Test
    void silence_means_presence_where_a_school_reports_exceptions_only() {
        var county = "530186";
        var school = SchoolFixture.opens("CM6", county + "001", "Asia/Shanghai", true);
        enrols(school, "cm6-silent", number(county, 1));
        enrols(school, "cm6-absent", number(county, 2));
        posts(school, "DAY", TODAY, Map.of("cm6-absent", "ABSENT"));
        imports(
                bureau(county),
                county,
                csv(List.of(line(number(county, 1), county + "001"), line(number(county, 2), county + "001"))));
        compares(bureau(county), "k1", county, TODAY, TODAY)
                .then()
                .body("coverage.inSchool", equalTo(1))
                .body("coverage.unknown", equalTo(1));
        differences(county, "NOT_SEEN").body("items.student", contains("cm6-absent"));
    }

    private static void enrols(SchoolFixture school, String student, @Nullable String number) {
        enrols(school, student, number, SchoolFixture.FROM);
    }

    private static void enrols(SchoolFixture school, String student, @Nullable String number, String from) {
        var registration = new HashMap<>(school.registration(school.code() + "-1"));
        registration.put("from", from);
        if (number != null) {
            registration.put("identityNumber", number);
        }
        school.put(student, registration);
    }

    private static void posts(SchoolFixture school, String date, Map<String, String> marks) {
        posts(school, "AM", date, marks);
    }

    private static void posts(SchoolFixture school, String session, String date, Map<String, String> marks) {
        var entries = marks.entrySet().stream()
                .map(one -> Map.of("student", one.getKey(), "mark", one.getValue()))
                .toList();
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", entries))
                .put("/v1/classes/%s-1/roll-calls/%s/%s".formatted(school.code(), date, session))
                .then()
                .statusCode(201);
    }

    private static Response answers(
            RequestSpecification caller, String difference, String answer, @Nullable String until) {
        var said = new HashMap<String, Object>(Map.of("answer", answer, "evidence", "visit of 12 October, paper 17"));
        if (until != null) {
            said.put("until", until);
        }
        return caller.body(said).put("/v1/differences/" + difference + "/answer");
    }

    private static ValidatableResponse covers(String county, String run) {
        return bureau(county).get("/v1/comparisons/" + run).then().statusCode(200);
    }
}
