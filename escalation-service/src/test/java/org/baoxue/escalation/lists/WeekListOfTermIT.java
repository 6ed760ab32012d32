package org.baoxue.escalation.lists;

import static org.awaitility.Awaitility.await;
import static org.baoxue.escalation.lists.WeekListChangesIT.goes;
import static org.baoxue.escalation.lists.WeekListIT.enrolled;
import static org.baoxue.escalation.lists.WeekListIT.is;
import static org.baoxue.escalation.lists.WeekListIT.nothingIsDue;
import static org.baoxue.escalation.lists.WeekListIT.sign;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.escalation.explanation.Explainer;
import org.baoxue.escalation.explanation.Explanation;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has not come since the term began is on the lists of its weeks, although no roll call ever named it. */
@QuarkusTest
@WithTestResource(Platform.class)
class WeekListOfTermIT extends EscalationStory {
    @BeforeEach
    void rest() {
        nothingIsDue();
    }

    @Test
    void who_never_came_is_named_explained_and_taken_off_when_it_had_been_there_after_all() {
        School school = inTerm("S-WT1", "2026-09-01", "wt-ana", "wt-bo");
        for (String day : List.of("2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04")) {
            Hand.puts(School.at(day + " 08:06"));
            called(school, day, 1, "wt-bo");
        }
        Hand.puts(School.at("2026-09-04 15:30"));
        Seen draft = escalation.await(is("duty-opened", "weekly-list", "S-WT1"));
        JsonNode students = body(escalation.await(is("week-listed", "weekly-list", "S-WT1")))
                .path("students");
        assertEquals("wt-ana", students.path(0).path("student").asText());
        assertEquals(1, students.size());
        assertEquals(
                "[{\"code\":\"UNREGISTERED_DAYS\",\"count\":4,\"from\":\"2026-09-01\",\"to\":\"2026-09-04\"}]",
                students.path(0).path("reasons").toString());
        explained("S-WT1", "wt-ana", "2026-09-04")
                .then()
                .body("rules.find { it.rule == 'weekly-list' }.state", equalTo("OWED"))
                .body(
                        "rules.find { it.rule == 'weekly-list' }.en",
                        containsString("not come since it was expected, 4 school days"));
        explained("S-WT1", "wt-bo", "2026-09-04")
                .then()
                .body("rules.find { it.rule == 'weekly-list' }.because", equalTo("NOBODY_TO_NAME"));

        sign(draft);
        Seen told = escalation.await(is("telling", "weekly-list", "S-WT1"));
        assertEquals(
                "自应到校之日起未到校，本周4天（2026-09-01至2026-09-04）",
                body(told).path("why").path("text").path("zh").asText());
        called(school, "2026-09-01", 2, "wt-ana", "wt-bo");
        Hand.puts(School.at("2026-09-07 15:30"));
        Seen off = escalation.await(is("rule-withdrawn", "weekly-list", "S-WT1"));
        assertEquals(told.text("firing"), off.text("firing"));
    }

    @Test
    void who_does_not_come_on_a_first_day_that_is_its_weeks_last_is_on_the_list_of_that_week() {
        School school = inTerm("S-WT2", "2026-09-04", "wt-cai", "wt-dan");
        Hand.puts(School.at("2026-09-04 08:06"));
        called(school, "2026-09-04", 1, "wt-dan");
        Hand.puts(School.at("2026-09-04 15:30"));
        JsonNode students = body(escalation.await(is("week-listed", "weekly-list", "S-WT2")))
                .path("students");
        assertEquals("wt-cai", students.path(0).path("student").asText());
    }

    @Test
    void a_day_on_which_only_a_later_class_of_the_child_was_called_is_none_of_waiting() {
        School school = inTerm("S-WT3", "2026-09-01", "wt-eve", "wt-fay");
        school.enrols("3", "wt-gu");
        enrolled("S-WT3", 3);
        for (String day : List.of("2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04")) {
            Hand.puts(School.at(day + " 08:06"));
            if (!day.equals("2026-09-02")) {
                called(school, "1", day, 1, "wt-fay");
            }
            called(school, "3", day, 1, "wt-gu");
            if (day.equals("2026-09-02")) {
                goesToClass(school, "wt-eve", "3", "2026-09-03");
            }
        }
        Hand.puts(School.at("2026-09-04 15:30"));
        JsonNode students = body(escalation.await(is("week-listed", "weekly-list", "S-WT3")))
                .path("students");
        assertEquals(
                List.of("wt-eve", "3"),
                List.of(
                        students.path(0).path("student").asText(),
                        students.path(0).path("reasons").path(0).path("count").asText()));
        explained("S-WT3", "wt-eve", "2026-09-02").then().body("basis.school.classId", equalTo(school.classOf("1")));
        explained("S-WT3", "wt-eve", "2026-09-04")
                .then()
                .body("basis.school.classId", equalTo(school.classOf("3")))
                .body(
                        "rules.find { it.rule == 'weekly-list' }.en",
                        containsString("not come since it was expected, 3 school days"));
    }

    @Test
    void who_was_waited_for_at_the_school_before_is_named_and_explained_by_the_next_one() {
        School first = inTerm("S-WT4", "2026-09-01", "wt-hu", "wt-jin");
        School second = inTerm("S-WT5", "2026-09-01", "wt-kai");
        for (String day : List.of("2026-09-01", "2026-09-07", "2026-09-08")) {
            Hand.puts(School.at(day + " 08:06"));
            called(first, day, 1, "wt-jin");
            called(second, day, 1, "wt-kai");
            Hand.puts(School.at(day + " 15:30"));
            escalation.await(is("duty-opened", "unregistered-list", "S-WT4"));
        }
        Hand.puts(School.at("2026-09-09 07:30"));
        goes(second, "wt-hu", "2026-09-09");
        Hand.puts(School.at("2026-09-09 08:06"));
        called(second, "2026-09-09", 1, "wt-kai", "wt-hu");
        Hand.puts(School.at("2026-09-11 15:30"));
        JsonNode students = body(escalation.await(is("week-listed", "weekly-list", "S-WT5")))
                .path("students");
        assertEquals(
                "[{\"code\":\"UNREGISTERED_DAYS\",\"count\":2,\"from\":\"2026-09-07\",\"to\":\"2026-09-08\"}]",
                students.path(0).path("reasons").toString());
        explained("S-WT5", "wt-hu", "2026-09-11")
                .then()
                .body("rules.find { it.rule == 'weekly-list' }.state", equalTo("OWED"))
                .body(
                        "rules.find { it.rule == 'weekly-list' }.en",
                        containsString("not come since it was expected, 2 school days"));
        explained("S-WT5", "wt-hu", "2026-09-01")
                .then()
                .body("basis.school.school", equalTo("S-WT4"))
                .body("rules.find { it.rule == 'unregistered-list' }.state", equalTo("OWED"))
                .body(
                        "basis.duties.find { it.rule == 'unregistered-list' }.subject",
                        equalTo("wt-hu/S-WT4/2026-09-01"));
    }

    private static void goesToClass(School school, String student, String inClass, String date) {
        Map<String, Object> event = school.enrolment(inClass, student);
        event.put("change", "CLASS_CHANGED");
        event.put("effective", date);
        event.put("revision", 2);
        school.attendance("enrolment-changed", event);
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from child where student = :student and class_id = :class)")
                .bind("student", student)
                .bind("class", school.classOf(inClass))
                .mapTo(Boolean.class)
                .one()));
    }

    private static School inTerm(String code, String from, String... pupils) {
        Hand.puts(School.at("2026-08-31 08:00"));
        School school = School.open(code).enrols("1", pupils);
        // entered before the term began: what is entered later says nothing of the days until then
        EventProbe.publishRaw(
                "baoxue.directory.v1",
                "calendar/" + code,
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "org.baoxue.directory.calendar.v1",
                        "ce_time", "2026-08-20T00:00:00Z"),
                """
                {"owner": "%s", "ownerKind": "SCHOOL", "terms": [{"from": "%s", "to": "2027-01-22"}], "days": [], "revision": 1}
                """.formatted(code, from));
        enrolled(code, pupils.length);
        await().until(() -> Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from calendar where owner = :code)")
                        .bind("code", code)
                        .mapTo(Boolean.class)
                        .one()));
        return school;
    }

    private static void called(School school, String date, int revision, String... present) {
        called(school, "1", date, revision, present);
    }

    /** The morning's roll call, which says nothing of whoever it does not see; waits until it has been read. */
    private static void called(School school, String inClass, String date, int revision, String... present) {
        school.calls(school.rollCall(inClass, date + " 08:05", revision, List.of(present), List.of(), List.of()));
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from roll_call where class_id = :class and date = cast(:date as date)"
                                + " and revision = :revision)")
                .bind("class", school.classOf(inClass))
                .bind("date", date)
                .bind("revision", revision)
                .mapTo(Boolean.class)
                .one()));
    }

    private static Response explained(String school, String student, String date) {
        Response told = Tokens.as(Tokens.ofSchool("academic-office", "p-office", school))
                .queryParam("date", date)
                .get("/v1/students/" + student + "/explanation");
        told.then().statusCode(200);
        Explanation read = Json.read(told.asString(), Explanation.class);
        assertEquals(Json.write(read), Json.write(Explainer.explain(read.basis())), "from nothing but what it carries");
        return told;
    }
}
