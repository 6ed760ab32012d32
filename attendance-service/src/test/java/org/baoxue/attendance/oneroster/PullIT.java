package org.baoxue.attendance.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A roster comes over OneRoster's REST binding as it comes as files. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(SchoolsServer.class)
class PullIT {

    @BeforeEach
    void after_the_first_day() {
        Hand.puts(Instant.parse("2026-09-02T00:10:00Z"));
    }

    @Test
    void every_page_is_read_and_the_same_again_changes_nothing() throws IOException {
        var school = SchoolFixture.opens("PL1");
        var before = folders();
        pulls(school)
                .statusCode(200)
                .body("created", equalTo(2))
                .body("rejected", equalTo(1))
                .body("lines[0].file", equalTo("enrollments.csv"))
                .body("lines[0].line", equalTo(5))
                .body("lines[0].field", equalTo("beginDate"));
        pulls(school).statusCode(200).body("created", equalTo(0)).body("unchanged", equalTo(2));
        school.office()
                .get("/v1/schools/PL1/classes/PL1-0701/students?date=2026-09-02")
                .then()
                .body("items.student", contains("pl1-a", "pl1-b"));
        school.office()
                .get("/v1/students/pl1-a")
                .then()
                .body("contact.name", equalTo("王小明, 次子"))
                .body("contact.guardians[0].phone", equalTo("+861055500102"))
                .body("contact.guardians.name", contains("王大明", "陈丽"))
                .body("enrolments[0].homePlace", equalTo("530113002"));
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void a_server_that_does_not_do_its_part_changes_nothing() throws IOException {
        var before = folders();
        failed(pulls(SchoolFixture.opens("PL2")), "the token address answered 401");
        failed(pulls(SchoolFixture.opens("PL3")), "the token address did not answer");
        failed(pulls(SchoolFixture.opens("PL5")), "broke off");
        pulls(SchoolFixture.opens("PL4"))
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:no-roster-server"))
                .body("errors[0].pointer", equalTo("path:schoolId"));
        assertThat(folders()).isEqualTo(before);
    }

    private static ValidatableResponse pulls(SchoolFixture school) {
        return school.system()
                .post("/v1/schools/" + school.code() + "/roster-pulls")
                .then();
    }

    private static void failed(ValidatableResponse answer, String why) {
        answer.statusCode(502)
                .body("type", equalTo("urn:baoxue:problem:roster-server-failed"))
                .body("errors[0].detail", containsString(why));
    }

    private static List<Path> folders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("baoxue-roster"))
                    .sorted()
                    .toList();
        }
    }
}
