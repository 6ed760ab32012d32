package org.baoxue.attendance.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class RosterIT {

    @Inject
    Sealing sealing;

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_child_is_enrolled_once_and_told_of_once() {
        var school = SchoolFixture.opens("RO1");
        school.put("ro1-a", school.registration("RO1-1")).statusCode(201).body("revision", equalTo(1));
        school.put("ro1-a", school.registration("RO1-1")).statusCode(200).body("changed", equalTo(false));

        var changed = Published.attendance("enrolment-changed", "RO1", 1);
        assertThat(changed).singleElement().satisfies(event -> assertThat(event.text("change"))
                .isEqualTo("ENROLLED"));
        assertThat(Published.roster("ro1-a", 1)).hasSize(1);
    }

    @Test
    void names_and_phones_are_sealed_at_rest_and_on_the_way() {
        var school = SchoolFixture.opens("RO2");
        school.enrols("RO2-1", "ro2-a");
        var sealed = Published.roster("ro2-a", 1).getFirst().text("sealed");
        var contact = Json.read(sealing.open(sealed), Contact.class);
        assertThat(contact.name()).isEqualTo("小明");
        assertThat(contact.guardians()).extracting(Contact.Guardian::phone).containsExactly("+861055500101");

        var stored = Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                        select string_agg(row_text, ' ') from (
                            select student::text as row_text from student where id = 'ro2-a'
                            union all select enrolment::text from enrolment where student = 'ro2-a'
                            union all select payload from outbox) as everything
                        """).mapTo(String.class).one());
        assertThat(stored).contains("ro2-a").doesNotContain("小明", "大明", "5550 0101");
    }

    @Test
    void the_numbers_of_a_child_are_sealed_and_shown_to_those_who_need_them() {
        var school = SchoolFixture.opens("RO9");
        school.enrols("RO9-1", "ro9-a");
        var numbered = numbered(school, "G530113201506151239", "530113201506151239");
        school.put("ro9-a", numbered)
                .statusCode(200)
                .body("changed", equalTo(true))
                .body("revision", equalTo(1));
        school.put("ro9-a", numbered).statusCode(200).body("changed", equalTo(false));
        school.put("ro9-a", school.registration("RO9-1")).statusCode(200).body("changed", equalTo(false));
        school.office()
                .get("/v1/students/ro9-a")
                .then()
                .body("numbers.studentNumber", equalTo("G530113201506151239"))
                .body("numbers.identityNumber", equalTo("530113201506151239"));
        school.giveClassTo("RO9-1", "T-RO9");
        school.as("class-teacher", "T-RO9").get("/v1/students/ro9-a").then().body("numbers", nullValue());
        Tokens.as(Tokens.ofPlace("township-officer", "O-1", "530113001"))
                .get("/v1/students/ro9-a")
                .then()
                .statusCode(200)
                .body("numbers", nullValue());
        assertThat(Published.roster("ro9-a", 1)).hasSize(1);
        var stored = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select string_agg(student_number::text, ' ') from student_number where student = 'ro9-a'")
                .mapTo(String.class)
                .one());
        assertThat(stored).doesNotContain("20150615");
    }

    @Test
    void no_two_children_have_one_number() {
        var school = SchoolFixture.opens("RO10");
        school.put("ro10-a", numbered(school, "L530113201309090158", null)).statusCode(201);
        school.put("ro10-b", numbered(school, "L530113201309090158", null))
                .statusCode(409)
                .body("type", endsWith("number-taken"))
                .body("errors[0].pointer", equalTo("/studentNumber"))
                .body(not(containsString("20130909")));
        school.put("ro10-c", numbered(school, null, "530113201401010026")).statusCode(201);
        school.put("ro10-c", numbered(school, "J530113201401010026", null)).statusCode(200);
        school.put("ro10-d", numbered(school, null, "530113201401010026"))
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/identityNumber"));
        school.put("ro10-a", numbered(school, "G530113201203040013", null)).statusCode(200);
        school.put("ro10-b", numbered(school, "L530113201309090158", null)).statusCode(201);
    }

    @Test
    void a_number_that_cannot_be_is_refused_and_not_repeated() {
        var school = SchoolFixture.opens("RO11");
        school.put("ro11-a", numbered(school, null, "530113201506151238"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/identityNumber"))
                .body("errors[0].detail", containsString("check character"))
                .body(not(containsString("20150615")));
        school.put("ro11-a", numbered(school, "X530113201506151239", null))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/studentNumber"));
        school.put("ro11-a", numbered(school, "G530113201506151239", "530113201401010026"))
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/studentNumber"));
        var nowhere = school.registration("RO11-1");
        nowhere.put("homePlace", "990113");
        school.put("ro11-a", nowhere).statusCode(400).body("errors[0].pointer", equalTo("/homePlace"));
    }

    private static Map<String, Object> numbered(
            SchoolFixture school, @Nullable String studentNumber, @Nullable String identityNumber) {
        var registration = school.registration(school.code() + "-1");
        registration.put("studentNumber", studentNumber);
        registration.put("identityNumber", identityNumber);
        return registration;
    }

    @Test
    void the_township_of_the_household_register_does_not_read_a_child_by_that_alone() {
        var school = SchoolFixture.opens("RO8");
        var registration = school.registration("RO8-1");
        registration.put("homePlace", "530113002");
        school.put("ro8-a", registration).statusCode(201);
        Tokens.as(Tokens.ofPlace("township-officer", "O-1", "530113001"))
                .get("/v1/students/ro8-a")
                .then()
                .statusCode(200);
        Tokens.as(Tokens.ofPlace("township-officer", "O-2", "530113002"))
                .get("/v1/students/ro8-a")
                .then()
                .statusCode(404);
    }

    @Test
    void a_class_is_called_by_its_name_and_a_new_name_is_told_for_every_child_in_it() {
        var school = SchoolFixture.opens("RO7");
        school.enrols("RO7-1", "ro7-a");
        assertThat(Published.roster("ro7-a", 1).getFirst().text("className")).isEmpty();

        var named = school.registration("RO7-1");
        named.put("className", "七年级1班");
        school.put("ro7-b", named).statusCode(201);
        assertThat(Published.roster("ro7-b", 1).getFirst().text("className")).isEqualTo("七年级1班");
        var again = Published.roster("ro7-a", 2).getLast();
        assertThat(again.text("className")).isEqualTo("七年级1班");
        assertThat(again.text("revision")).isEqualTo("1");

        school.put("ro7-a", school.registration("RO7-1")).statusCode(200).body("changed", equalTo(false));
        school.put("ro7-b", named).statusCode(200).body("changed", equalTo(false));
        assertThat(Published.roster("ro7-a", 2)).hasSize(2);
        assertThat(Published.roster("ro7-b", 1)).hasSize(1);
        school.office().get("/v1/schools/RO7/classes").then().body("items.name", contains("七年级1班"));
    }

    @Test
    void another_class_and_another_contact_are_changes_of_the_same_child() {
        var school = SchoolFixture.opens("RO3");
        school.enrols("RO3-1", "ro3-a");
        var moved = school.registration("RO3-2");
        moved.put("from", "2026-10-12");
        school.put("ro3-a", moved).statusCode(200).body("revision", equalTo(2));
        moved.put("name", "小红");
        school.put("ro3-a", moved).statusCode(200).body("revision", equalTo(3));

        assertThat(Published.attendance("enrolment-changed", "RO3", 2))
                .extracting(event -> event.text("change"))
                .containsExactly("ENROLLED", "CLASS_CHANGED");
        assertThat(Published.roster("ro3-a", 3)).hasSize(3);
        members(school, "RO3-1", "2026-10-11").body("items.student", contains("ro3-a"));
        members(school, "RO3-1", "2026-10-12").body("items", hasSize(0));
        members(school, "RO3-2", "2026-10-12").body("items.student", contains("ro3-a"));
    }

    @Test
    void a_transfer_is_confirmed_by_the_school_that_takes_the_child_in() {
        var old = SchoolFixture.opens("RO4A");
        var next = SchoolFixture.opens("RO4B", "530113002", "Asia/Shanghai", false);
        old.enrols("RO4A-1", "ro4-a");
        var registration = next.registration("RO4B-1");
        registration.put("from", "2026-10-13");
        next.put("ro4-a", registration).statusCode(409).body("errors[0].pointer", equalTo("/school"));

        old.office()
                .body(Map.of("change", "TRANSFER_OUT", "effective", "2026-10-12"))
                .post("/v1/students/ro4-a/enrolment-changes")
                .then()
                .statusCode(200)
                .body("changed", equalTo(true));
        old.office()
                .body(Map.of("change", "TRANSFER_OUT", "effective", "2026-10-12"))
                .post("/v1/students/ro4-a/enrolment-changes")
                .then()
                .statusCode(200)
                .body("changed", equalTo(false));
        old.office()
                .body(Map.of("change", "TRANSFER_CONFIRMED", "effective", "2026-10-12"))
                .post("/v1/students/ro4-a/enrolment-changes")
                .then()
                .statusCode(403);
        next.put("ro4-a", registration).statusCode(200);

        assertThat(Published.attendance("enrolment-changed", "RO4A", 3))
                .extracting(event -> event.text("change"), event -> event.text("effective"))
                .contains(tuple("TRANSFER_CONFIRMED", "2026-10-12"));
        assertThat(Published.attendance("enrolment-changed", "RO4B", 1)).hasSize(1);
        old.office().get("/v1/students/ro4-a").then().statusCode(404);
        next.office().get("/v1/students/ro4-a").then().statusCode(200).body("enrolments.school", contains("RO4B"));
    }

    @Test
    void a_school_lists_its_classes_page_by_page() {
        var school = SchoolFixture.opens("RO5");
        school.enrols("RO5-1", "ro5-a", "ro5-b", "ro5-c");
        school.enrols("RO5-2", "ro5-d");
        String next = school.office()
                .get("/v1/schools/RO5/classes?limit=1")
                .then()
                .statusCode(200)
                .body("items.class", contains("RO5-1"))
                .body("next", notNullValue())
                .extract()
                .path("next");
        school.office()
                .get("/v1/schools/RO5/classes?limit=1&cursor=" + next)
                .then()
                .body("items.class", contains("RO5-2"))
                .body("next", nullValue());
        school.office()
                .get("/v1/schools/RO5/classes/RO5-1/students?limit=2")
                .then()
                .body("items.student", contains("ro5-a", "ro5-b"))
                .body("next", notNullValue());
    }

    @Test
    void reading_a_child_leaves_an_audit_row() {
        var school = SchoolFixture.opens("RO6");
        school.enrols("RO6-1", "ro6-a");
        school.as("principal", "head-RO6")
                .get("/v1/students/ro6-a")
                .then()
                .statusCode(200)
                .body("contact.name", equalTo("小明"))
                .body("enrolments[0].class", equalTo("RO6-1"));
        var readers = Superuser.jdbi().withHandle(handle -> handle.select(
                        "select person from access_audit where subject = 'ro6-a' and operation = 'readStudent'")
                .mapTo(String.class)
                .list());
        assertThat(readers).containsExactly("head-RO6");
    }

    @Test
    void a_bad_registration_is_refused_field_by_field_and_keeps_nothing() {
        var school = SchoolFixture.opens("RO7");
        var bad = new HashMap<>(school.registration("RO7-1"));
        bad.put("place", "nowhere!");
        bad.put("name", "");
        bad.put("guardians", List.of(Map.of("ref", "G-1", "name", "x", "phone", "call me", "language", "fr")));
        school.put("ro7-a", bad)
                .statusCode(400)
                .body("errors.pointer", hasItem("/place"))
                .body("errors.pointer", hasItem("/name"))
                .body("errors", hasSize(4));
        var elsewhere = school.registration("RO7-1");
        elsewhere.put("school", "NO-SUCH");
        school.put("ro7-a", elsewhere).statusCode(422).body("errors[0].pointer", equalTo("/school"));
        var dateless = school.registration("RO7-1");
        dateless.put("from", "soon");
        school.put("ro7-a", dateless).statusCode(400).body("errors[0].pointer", equalTo("/from"));
        school.put("ro7 a", school.registration("RO7-1"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("path:studentId"));
        long kept = Superuser.jdbi()
                .withHandle(handle -> handle.select("select count(*) from student where id like 'ro7%'")
                        .mapTo(Long.class)
                        .one());
        assertThat(kept).isZero();
    }

    private static ValidatableResponse members(SchoolFixture school, String classId, String date) {
        return school.office()
                .get("/v1/schools/%s/classes/%s/students?date=%s".formatted(school.code(), classId, date))
                .then()
                .statusCode(200);
    }
}
