package org.baoxue.attendance.day;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class PlaceCompletenessIT {

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_county_is_counted_by_its_townships_and_a_township_by_its_schools() {
        var one = SchoolFixture.opens("PC1", "530193001", "Asia/Shanghai", false);
        one.enrols("PC1-1", "pc1-a", "pc1-b", "pc1-c");
        one.enrols("PC1-2", "pc1-d");
        var other = SchoolFixture.opens("PC2", "530193002", "Asia/Shanghai", false);
        other.enrols("PC2-1", "pc2-a", "pc2-b");
        await().until(() -> opened("PC1") == 2 && opened("PC2") == 1);
        read("530193")
                .body("total.classes", equalTo(3))
                .body("total.members", equalTo(6))
                .body("total.due", equalTo(6))
                .body("total.missing", equalTo(6))
                .body("total.unknown", equalTo(6))
                .body("parts.items.code", contains("530193001", "530193002"));
        posts(one, "PC1-1", "AM", Map.of("student", "pc1-a", "mark", "ABSENT"));
        posts(one, "PC1-2", "AM", Map.of("student", "pc1-d", "mark", "LATE"));
        read("530193001")
                .body("total.posted", equalTo(2))
                .body("total.missing", equalTo(2))
                .body("total.present", equalTo(2))
                .body("total.lateMarks", equalTo(1))
                .body("total.absent", equalTo(1))
                .body("total.unknown", equalTo(0))
                .body("parts.items.code", contains("PC1"))
                .body("parts.items[0].counts.complete", equalTo(0));
        read("530193002").body("total.unknown", equalTo(2));
    }

    @Test
    void the_last_session_has_the_word_and_what_comes_after_the_day_is_late() {
        var school = SchoolFixture.opens("PC3", "530194001", "Asia/Shanghai", false);
        school.enrols("PC3-1", "pc3-a", "pc3-b");
        await().until(() -> opened("PC3") == 1);
        posts(school, "PC3-1", "AM", Map.of("student", "pc3-a", "mark", "ABSENT"));
        Hand.puts(Instant.parse("2026-10-12T07:00:01Z"));
        Published.attendance("school-day-closed", "PC3", 1);
        posts(school, "PC3-1", "PM", Map.of("student", "pc3-b", "mark", "LEAVE"));
        read("530194")
                .body("total.complete", equalTo(1))
                .body("total.posted", equalTo(2))
                .body("total.late", equalTo(1))
                .body("total.absent", equalTo(0))
                .body("total.onLeave", equalTo(1));
        school.system()
                .header("If-Match", "\"1\"")
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of(), "reason", "MARKED_BY_MISTAKE"))
                .put("/v1/classes/PC3-1/roll-calls/2026-10-12/AM")
                .then()
                .statusCode(200);
        read("530194").body("total.onLeave", equalTo(1)).body("total.late", equalTo(1));
        Tokens.as(Tokens.ofPlace("county-bureau", "O", "530194"))
                .get("/v1/completeness?place=530194&date=2026-10-13")
                .then()
                .body("total.classes", equalTo(1))
                .body("total.missing", equalTo(2));
    }

    @Test
    void who_comes_before_the_first_roll_call_is_counted_and_who_is_elsewhere_is_not_read() {
        var school = SchoolFixture.opens("PC4", "530195001", "Asia/Shanghai", false);
        school.enrols("PC4-1", "pc4-a");
        await().until(() -> opened("PC4") == 1);
        school.enrols("PC4-1", "pc4-b");
        read("530195").body("total.members", equalTo(2));
        Tokens.as(Tokens.ofPlace("county-bureau", "O", "530196"))
                .get("/v1/completeness?place=530195&date=2026-10-12")
                .then()
                .statusCode(403);
        Tokens.as(Tokens.ofPlace("county-bureau", "O", "530196"))
                .get("/v1/completeness?place=530196&date=2026-10-12")
                .then()
                .body("total.classes", equalTo(0))
                .body("parts.items", hasSize(0));
    }

    private static long opened(String school) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from class_day where school = :school and date = '2026-10-12'")
                .bind("school", school)
                .mapTo(Long.class)
                .one());
    }

    private static ValidatableResponse read(String place) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "O", place.substring(0, 6)))
                .get("/v1/completeness?date=2026-10-12&place=" + place)
                .then()
                .statusCode(200);
    }

    private static void posts(SchoolFixture school, String classId, String session, Map<String, String> entry) {
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of(entry)))
                .put("/v1/classes/" + classId + "/roll-calls/2026-10-12/" + session)
                .then()
                .statusCode(201);
    }
}
