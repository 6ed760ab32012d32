package org.baoxue.attendance.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ImportIT {

    private static final String IMPORTS = "/v1/roster/imports";

    @BeforeEach
    void before_term() {
        Hand.puts(Instant.parse("2026-09-01T00:10:00Z"));
    }

    @Test
    void good_lines_are_taken_bad_ones_reported_and_the_same_again_changes_nothing() throws IOException {
        var school = SchoolFixture.opens("IM1");
        var zip = zip(files("IM1"));
        school.system()
                .contentType("application/zip")
                .body(zip)
                .post(IMPORTS)
                .then()
                .statusCode(200)
                .body("created", equalTo(2))
                .body("rejected", equalTo(7))
                .body(
                        "lines.findAll { it.file == 'users.csv' }.field",
                        containsInAnyOrder("grades", "schoolSourcedId", "sms", "agentSourcedIds"))
                .body("lines.findAll { it.file == 'enrollments.csv' }", hasSize(3))
                .body("lines.find { it.field == 'grades' }.line", equalTo(5));
        school.system()
                .contentType("application/zip")
                .body(zip)
                .post(IMPORTS)
                .then()
                .body("created", equalTo(0))
                .body("unchanged", equalTo(2));

        school.office()
                .get("/v1/schools/IM1/classes/IM1-0701/students?date=2026-09-01")
                .then()
                .body("items.student", contains("im1-a", "im1-b"));
        school.office().get("/v1/schools/IM1/classes").then().body("items.name", contains("七年级1班"));
        school.office()
                .get("/v1/students/im1-a")
                .then()
                .body("contact.name", equalTo("王小明"))
                .body("contact.guardians", hasSize(1))
                .body("contact.guardians[0].phone", equalTo("+86 10 5550 0102"))
                .body("enrolments[0].place", equalTo("530113002"))
                .body("enrolments[0].stage", equalTo("JUNIOR"));
        assertThat(Published.attendance("enrolment-changed", "IM1", 2)).hasSize(2);
    }

    @Test
    void the_files_may_come_one_by_one() {
        var school = SchoolFixture.opens("IM2");
        var request = school.system().contentType("multipart/form-data");
        files("IM2")
                .forEach((name, text) ->
                        request.multiPart("file", name, text.getBytes(StandardCharsets.UTF_8), "text/csv"));
        request.post(IMPORTS + "/files").then().statusCode(200).body("created", equalTo(2));
    }

    @Test
    void what_is_no_import_is_refused() throws IOException {
        var school = SchoolFixture.opens("IM3");
        school.system()
                .contentType("application/zip")
                .body("no zip".getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:baoxue:problem:unreadable-import"));
        school.system()
                .contentType("application/zip")
                .body(zip(Map.of("users.csv", "sourcedId\n")))
                .post(IMPORTS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("file:classes.csv"));
    }

    private static Map<String, String> files(String school) {
        var id = school.toLowerCase(Locale.ROOT);
        return Map.of(
                "classes.csv", """
                        sourcedId,status,dateLastModified,title,grades,classType,schoolSourcedId
                        %1$s-0701,active,2026-08-01,七年级1班,07,homeroom,%1$s
                        %1$s-math,active,2026-08-01,数学,07,scheduled,%1$s
                        ELSEWHERE-1,active,2026-08-01,别校,07,homeroom,NO-SUCH-SCHOOL
                        """.formatted(school),
                "enrollments.csv", """
                        sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
                        e1,active,,%1$s-0701,%1$s,%2$s-a,student,true,2026-09-01,
                        e2,active,,%1$s-0701,%1$s,%2$s-b,student,true,2026-09-01,
                        e3,active,,%1$s-math,%1$s,%2$s-a,student,false,2026-09-01,
                        e4,active,,%1$s-0701,%1$s,%2$s-c,student,true,2026-09-01,
                        e7,active,,%1$s-0701,%1$s,%2$s-e,student,true,2026-09-01,
                        e5,active,,%1$s-0701,%1$s,%2$s-t,teacher,true,2026-09-01,
                        e6,active,,ELSEWHERE-1,NO-SUCH-SCHOOL,%2$s-d,student,true,2026-09-01,
                        """.formatted(school, id),
                "users.csv", """
                        sourcedId,status,givenName,familyName,sms,email,grades,agentSourcedIds,metadata.place
                        %1$s-a,active,小明,王,,,07,%1$s-g,530113002
                        %1$s-g,active,大明,王,+86 10 5550 0102,,,,
                        %1$s-b,active,Bo,Li,,,07,,
                        %1$s-c,active,Cai,Li,,,13,,
                        %1$s-e,active,Eve,Li,,,07,%1$s-bad,
                        %1$s-bad,active,Bad,Li,13x 0000,,,,
                        %1$s-d,active,Dan,Li,,,07,,
                        """.formatted(id));
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("roster/" + file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
