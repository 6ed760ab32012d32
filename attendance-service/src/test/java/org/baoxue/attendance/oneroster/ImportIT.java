package org.baoxue.attendance.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
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
                .body("contact.guardians[0].phone", equalTo("+861055500102"))
                .body("enrolments[0].place", equalTo("530113002"))
                .body("enrolments[0].stage", equalTo("JUNIOR"));
        assertThat(Published.attendance("enrolment-changed", "IM1", 2)).hasSize(2);
    }

    @Test
    void whom_the_import_says_to_be_gone_is_withdrawn_and_nobody_else() throws IOException {
        var school = SchoolFixture.opens("IM4");
        var there = "active,,IM4-0701,2026-09-01,";
        imports(school, Map.of("a", there, "b", there, "c", there, "d", there, "e", there), "active")
                .body("created", equalTo(5));
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var gone = Map.of(
                "a", "tobedeleted,,IM4-0701,2026-09-01,",
                "b", "active,,IM4-0701,2026-09-01,2026-10-10",
                "c", "active,,IM4-0701,2026-09-01,2027-07-10",
                "d", "tobedeleted,,IM4-math,2026-09-01,",
                "e", there);
        imports(school, gone, "tobedeleted").body("ended", equalTo(3)).body("unchanged", equalTo(1));
        imports(school, gone, "tobedeleted").body("ended", equalTo(0)).body("unchanged", equalTo(1));

        assertThat(ends(school, "a")).isEqualTo("WITHDRAWN 2026-10-11");
        assertThat(ends(school, "b")).isEqualTo("WITHDRAWN 2026-10-09");
        assertThat(ends(school, "c")).isEqualTo("null null");
        assertThat(ends(school, "d")).isEqualTo("null null");
        assertThat(ends(school, "e")).isEqualTo("WITHDRAWN 2026-10-11");
        assertThat(Published.attendance("enrolment-changed", "IM4", 8).stream()
                        .filter(event -> event.text("change").equals("WITHDRAWN")))
                .extracting(event -> event.text("student") + " " + event.text("effective"))
                .containsExactlyInAnyOrder("im4-a 2026-10-12", "im4-b 2026-10-10", "im4-e 2026-10-12");
    }

    @Test
    void another_class_is_no_departure_and_another_schools_import_ends_nothing() throws IOException {
        var school = SchoolFixture.opens("IM5");
        school.enrols("IM5-0701", "im5-a", "im5-b");
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var foreign = SchoolFixture.opens("IM6", "530113002", "Asia/Shanghai", false);
        upload(foreign, "IM5", Map.of("b", "tobedeleted,,IM5-0701,2026-09-01,"), "active")
                .body("ended", equalTo(0));
        assertThat(ends(school, "b")).isEqualTo("null null");
        upload(school, "IM5", Map.of("b", "active,,IM5-0702,2026-10-12,"), "active")
                .body("changed", equalTo(1));
        upload(school, "IM5", Map.of("b", "tobedeleted,,IM5-0701,2026-09-01,"), "active")
                .body("ended", equalTo(0));
        assertThat(ends(school, "b")).isEqualTo("CLASS_CHANGED 2026-10-11");
    }

    @Test
    void nobody_is_withdrawn_of_whom_any_line_says_that_it_is_in_a_class() throws IOException {
        var school = SchoolFixture.opens("IM7");
        school.enrols("IM7-0701", "im7-a", "im7-b", "im7-c", "im7-d");
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var files = Map.of(
                "classes.csv", """
                        sourcedId,grades,classType,schoolSourcedId
                        IM7-0701,07,homeroom,IM7
                        IM7-0702,07,homeroom,no school at all
                        IM7-math,07,scheduled,IM7
                        """,
                "enrollments.csv", """
                        sourcedId,status,classSourcedId,beginDate,userSourcedId,role
                        e1,tobedeleted,IM7-0701,2026-09-01,im7-a,student
                        e2,active,IM7-0702,2026-10-12,im7-a,student
                        e3,tobedeleted,IM7-0701,2026-09-01,im7-b,student
                        e4,active,IM7-0703,12 October,im7-b,student
                        e5,active,IM7-math,2026-09-01,im7-c,student
                        e6,tobedeleted,IM7-0701,2026-09-01,im7-c,student
                        e7,tobedeleted,IM7-0701,2026-09-01,im7-d,student
                        e8,tobedeleted,IM7-math,2026-09-01,im7-b,student
                        """,
                "users.csv", "sourcedId,givenName,familyName,grades\n");
        school.system()
                .contentType("application/zip")
                .body(zip(files))
                .post(IMPORTS)
                .then()
                .statusCode(200)
                .body("ended", equalTo(1))
                .body("lines.findAll { it.file == 'classes.csv' }.line", contains(3))
                .body("lines.findAll { it.file == 'enrollments.csv' }.line", containsInAnyOrder(2, 3, 4, 5, 7))
                .body("lines.find { it.line == 3 && it.file == 'enrollments.csv' }.field", equalTo("classSourcedId"))
                .body("lines.find { it.line == 5 && it.file == 'enrollments.csv' }.field", equalTo("beginDate"));
        for (var child : new String[] {"a", "b", "c"}) {
            assertThat(ends(school, child)).isEqualTo("null null");
        }
        assertThat(ends(school, "d")).isEqualTo("WITHDRAWN 2026-10-11");
    }

    /** @param lines of the enrolments, from the status on, by child; {@code last} the status of child {@code e} */
    private static ValidatableResponse imports(SchoolFixture school, Map<String, String> lines, String last)
            throws IOException {
        return upload(school, school.code(), lines, last);
    }

    private static ValidatableResponse upload(SchoolFixture as, String code, Map<String, String> lines, String last)
            throws IOException {
        var enrollments = new StringBuilder(
                "sourcedId,status,dateLastModified,classSourcedId,beginDate,endDate,userSourcedId,role\n");
        var users = new StringBuilder("sourcedId,status,givenName,familyName,grades\n");
        lines.forEach((child, line) -> {
            var id = code.toLowerCase(Locale.ROOT) + "-" + child;
            enrollments.append("%s,%s,%s,student\n".formatted(id, line, id));
            users.append("%s,%s,小,王,07\n".formatted(id, child.equals("e") ? last : "active"));
        });
        var classes = """
                sourcedId,grades,classType,schoolSourcedId
                %1$s-0701,07,homeroom,%1$s
                %1$s-0702,07,homeroom,%1$s
                %1$s-math,07,scheduled,%1$s
                """.formatted(code);
        return as.system()
                .contentType("application/zip")
                .body(zip(Map.of(
                        "classes.csv", classes,
                        "enrollments.csv", enrollments.toString(),
                        "users.csv", users.toString())))
                .post(IMPORTS)
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private static String ends(SchoolFixture school, String child) {
        var student = school.code().toLowerCase(Locale.ROOT) + "-" + child;
        var body = school.office()
                .get("/v1/students/" + student)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return body.getString("enrolments[0].ended") + " " + body.getString("enrolments[0].to");
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
