package org.baoxue.escalation.lists;

import static org.awaitility.Awaitility.await;
import static org.baoxue.escalation.lists.WeekListIT.enrolled;
import static org.baoxue.escalation.lists.WeekListIT.is;
import static org.baoxue.escalation.lists.WeekListIT.nothingIsDue;
import static org.baoxue.escalation.lists.WeekListIT.sign;
import static org.baoxue.escalation.lists.WeekListIT.students;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes about a school's lists after the week: schools, vacations, corrections. */
@QuarkusTest
@WithTestResource(Platform.class)
class WeekListChangesIT extends EscalationStory {
    @BeforeEach
    void rest() {
        nothingIsDue();
    }

    @Test
    void who_goes_to_another_school_within_the_week_is_on_its_list_with_the_days_missed_before() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School first = School.open("S-WC1").enrols("1", "wc-ana", "wc-bo");
        School second = School.open("S-WC2").enrols("1", "wc-cai");
        enrolled("S-WC1", 2);
        enrolled("S-WC2", 1);
        Hand.puts(School.at("2026-11-10 08:06"));
        misses(first, "2026-11-10", "wc-ana", "wc-bo");
        Hand.puts(School.at("2026-11-12 07:30"));
        goes(second, "wc-ana", "2026-11-12");
        Hand.puts(School.at("2026-11-12 08:06"));
        second.calls(second.rollCall("1", "2026-11-12 08:05", 1, List.of("wc-ana", "wc-cai"), List.of(), List.of()));
        ended("wc-ana");
        Hand.puts(School.at("2026-11-13 15:30"));
        Seen listed = escalation.await(is("week-listed", "weekly-list", "S-WC2"));
        assertEquals("wc-ana", student(listed));
        looked("S-WC1", "2026-11-13");
        assertEquals(0, count("duty-opened", "weekly-list", "S-WC1"));
    }

    @Test
    void who_goes_to_another_school_after_the_list_was_sent_stays_on_it() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School first = School.open("S-WC3").enrols("1", "wc-dan", "wc-eve");
        School second = School.open("S-WC4").enrols("1", "wc-fay");
        enrolled("S-WC3", 2);
        enrolled("S-WC4", 1);
        Hand.puts(School.at("2026-11-12 08:06"));
        misses(first, "2026-11-12", "wc-dan", "wc-eve");
        Hand.puts(School.at("2026-11-13 15:30"));
        Seen draft = escalation.await(is("duty-opened", "weekly-list", "S-WC3"));
        sign(draft);
        escalation.await(is("telling", "weekly-list", "S-WC3"));
        Hand.puts(School.at("2026-11-16 07:30"));
        goes(second, "wc-dan", "2026-11-16");
        Hand.puts(School.at("2026-11-16 15:30"));
        looked("S-WC3", "2026-11-16");
        looked("S-WC4", "2026-11-16");
        assertEquals(0, count("rule-withdrawn", "weekly-list", "S-WC3"));
        assertEquals(0, count("duty-opened", "weekly-list", "S-WC4"), "that week is the former school's");
        assertEquals(
                List.of("wc-dan"),
                students(draft, Tokens.ofSchool("principal", "p-principal", "S-WC3"))
                        .jsonPath()
                        .getList("student"));
    }

    @Test
    void a_list_drafted_before_a_vacation_lapses_after_it() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-WC5").enrols("1", "wc-gu", "wc-hao");
        school.closedOn(LocalDate.parse("2026-11-14")
                .datesUntil(LocalDate.parse("2026-12-21"))
                .map(LocalDate::toString)
                .toArray(String[]::new));
        enrolled("S-WC5", 2);
        Hand.puts(School.at("2026-11-12 08:06"));
        misses(school, "2026-11-12", "wc-gu", "wc-hao");
        knowsCalendar("S-WC5");
        Hand.puts(School.at("2026-11-13 15:30"));
        Seen draft = escalation.await(is("duty-opened", "weekly-list", "S-WC5"));
        assertEquals("2026-12-21T04:00:00Z", draft.text("dueAt"));
        Hand.puts(School.at("2026-12-21 12:03"));
        escalation.await(is("duty-lapsed", "weekly-list", "S-WC5"));
    }

    @Test
    void a_list_on_which_nobody_is_left_says_so_and_cannot_be_signed() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-WC6").enrols("1", "wc-ivy", "wc-jun");
        enrolled("S-WC6", 2);
        Hand.puts(School.at("2026-11-12 08:06"));
        misses(school, "2026-11-12", "wc-ivy", "wc-jun");
        Hand.puts(School.at("2026-11-13 15:30"));
        Seen draft = escalation.await(is("duty-opened", "weekly-list", "S-WC6"));
        school.calls(school.rollCall("1", "2026-11-12 08:05", 2, List.of("wc-ivy", "wc-jun"), List.of(), List.of()));
        ended("wc-ivy");
        Hand.puts(School.at("2026-11-16 11:59"));
        Superuser.jdbi()
                .useHandle(handle ->
                        handle.execute("update school set week_next_at = '2026-11-16T00:00:00Z' where code = 'S-WC6'"));
        escalation.await(is("duty-cancelled", "weekly-list", "S-WC6"));
        escalation.await(seen -> is("week-listed", "weekly-list", "S-WC6").test(seen)
                && body(seen).path("students").isEmpty());
        Tokens.as(Tokens.ofSchool("principal", "p-principal", "S-WC6"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "sign" + draft.text("duty"))
                .body(Map.of("kind", "LIST_SIGNED"))
                .post("/v1/duties/" + draft.text("duty") + "/evidence")
                .then()
                .statusCode(422);
        assertEquals(0, count("telling", "weekly-list", "S-WC6"));
    }

    @Test
    void a_lesson_missed_on_leave_is_not_skipped() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = School.open("S-WC7").enrols("1", "wc-kai", "wc-lan");
        enrolled("S-WC7", 2);
        school.grantsLeave("wc-kai", 1, "2026-10-13", "2026-10-13", "2026-10-12 07:30");
        for (String date : List.of("2026-10-12", "2026-10-13", "2026-10-14")) {
            Hand.puts(School.at(date + " 08:06"));
            school.calls(school.rollCall("1", date + " 08:05", 1, List.of("wc-kai", "wc-lan"), List.of(), List.of()));
            Hand.puts(School.at(date + " 14:06"));
            school.calls(school.rollCall("1", date + " 14:05", 1, List.of(), List.of(), List.of("wc-kai", "wc-lan")));
        }
        await().until(() -> Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) = 6 from roll_call where school = 'S-WC7'")
                        .mapTo(Boolean.class)
                        .one()));
        Hand.puts(School.at("2026-10-16 15:30"));
        Seen listed = escalation.await(is("week-listed", "watch-list", "S-WC7"));
        assertEquals("wc-lan", student(listed));
        assertEquals(1, body(listed).path("students").size());
    }

    @Test
    void a_list_follows_the_calendar_at_once() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-WC8").enrols("1", "wc-mo", "wc-nan");
        enrolled("S-WC8", 2);
        Hand.puts(School.at("2026-11-12 08:06"));
        misses(school, "2026-11-12", "wc-mo", "wc-nan");
        Hand.puts(School.at("2026-11-13 15:30"));
        escalation.await(is("duty-opened", "weekly-list", "S-WC8"));
        looked("S-WC8", "2026-11-13");
        school.closedOn("2026-11-12", "2026-11-13");
        escalation.await(is("duty-cancelled", "weekly-list", "S-WC8"));
    }

    @Test
    void what_was_told_is_corrected_in_a_vacation_too() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-WC9").enrols("1", "wc-ou", "wc-pan");
        school.closedOn(LocalDate.parse("2026-11-14")
                .datesUntil(LocalDate.parse("2026-12-21"))
                .map(LocalDate::toString)
                .toArray(String[]::new));
        enrolled("S-WC9", 2);
        knowsCalendar("S-WC9");
        Hand.puts(School.at("2026-11-12 08:06"));
        misses(school, "2026-11-12", "wc-ou", "wc-pan");
        Hand.puts(School.at("2026-11-13 15:30"));
        sign(escalation.await(is("duty-opened", "weekly-list", "S-WC9")));
        escalation.await(is("telling", "weekly-list", "S-WC9"));
        looked("S-WC9", "2026-11-13");
        school.calls(school.rollCall("1", "2026-11-12 08:05", 2, List.of("wc-ou", "wc-pan"), List.of(), List.of()));
        ended("wc-ou");
        Hand.puts(School.at("2026-12-05 15:30"));
        escalation.await(is("rule-withdrawn", "weekly-list", "S-WC9"));
    }

    @Test
    void who_is_on_one_schools_list_is_not_named_by_another() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School first = School.open("S-WC10").enrols("1", "wc-qi", "wc-rui");
        School second = School.open("S-WC11").enrols("1", "wc-sun");
        enrolled("S-WC10", 2);
        enrolled("S-WC11", 1);
        Hand.puts(School.at("2026-11-12 08:06"));
        misses(first, "2026-11-12", "wc-qi", "wc-rui");
        Hand.puts(School.at("2026-11-13 15:30"));
        escalation.await(is("duty-opened", "weekly-list", "S-WC10"));
        Hand.puts(School.at("2026-11-16 07:30"));
        goes(second, "wc-qi", "2026-11-14");
        Hand.puts(School.at("2026-11-16 15:30"));
        looked("S-WC10", "2026-11-16");
        looked("S-WC11", "2026-11-16");
        assertEquals(0, count("duty-cancelled", "weekly-list", "S-WC10"));
        assertEquals(0, count("duty-opened", "weekly-list", "S-WC11"));
    }

    @Test
    void who_goes_to_a_school_without_such_a_week_is_named_where_the_days_were_missed() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School first = School.open("S-WC12").enrols("1", "wc-tao", "wc-wu");
        School second = School.open("S-WC13").enrols("1", "wc-xia");
        second.closedOn("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13");
        enrolled("S-WC12", 2);
        enrolled("S-WC13", 1);
        knowsCalendar("S-WC13");
        Hand.puts(School.at("2026-11-10 08:06"));
        misses(first, "2026-11-10", "wc-tao", "wc-wu");
        Hand.puts(School.at("2026-11-13 07:30"));
        goes(second, "wc-tao", "2026-11-13");
        Hand.puts(School.at("2026-11-13 15:30"));
        assertEquals("wc-tao", student(escalation.await(is("week-listed", "weekly-list", "S-WC12"))));
    }

    @Test
    void who_leaves_for_good_is_named_for_the_week_in_which_it_was_missing_before() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-WC17").enrols("1", "wc-er", "wc-fan", "wc-gan");
        enrolled("S-WC17", 3);
        Hand.puts(School.at("2026-11-10 08:06"));
        misses(school, "2026-11-10", "wc-er", "wc-fan");
        leaves(school, "wc-gan", "2026-10-15");
        leaves(school, "wc-er", "2026-11-12");
        Hand.puts(School.at("2026-11-12 08:06"));
        ended("wc-er");
        Hand.puts(School.at("2026-11-13 15:30"));
        assertEquals("wc-er", student(escalation.await(is("week-listed", "weekly-list", "S-WC17"))));
    }

    @Test
    void who_goes_to_a_school_of_which_one_class_alone_has_school_that_week_is_named_there_only() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School first = School.open("S-WC15").enrols("1", "wc-bai", "wc-cao");
        School second = School.open("S-WC16").enrols("1", "wc-deng");
        second.closedOn("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13");
        second.teaches("1", "2026-11-14");
        enrolled("S-WC15", 2);
        enrolled("S-WC16", 1);
        knowsCalendar("S-WC16");
        knowsCalendar("S-WC16-1");
        Hand.puts(School.at("2026-11-10 08:06"));
        misses(first, "2026-11-10", "wc-bai", "wc-cao");
        Hand.puts(School.at("2026-11-13 07:30"));
        goes(second, "wc-bai", "2026-11-13");
        Hand.puts(School.at("2026-11-13 15:30"));
        looked("S-WC15", "2026-11-13");
        Hand.puts(School.at("2026-11-14 15:30"));
        assertEquals("wc-bai", student(escalation.await(is("week-listed", "weekly-list", "S-WC16"))));
        assertEquals(0, count("duty-opened", "weekly-list", "S-WC15"));
    }

    @Test
    void a_week_ends_with_the_last_school_day_of_any_class_also_in_the_explanation_of_another() {
        Hand.puts(School.at("2026-11-09 07:00"));
        School school = School.open("S-WC14").enrols("1", "wc-yan").enrols("2", "wc-zhu", "wc-ai");
        school.teaches("1", "2026-11-14");
        enrolled("S-WC14", 3);
        knowsCalendar("S-WC14-1");
        Hand.puts(School.at("2026-11-12 08:06"));
        school.calls(school.rollCall("2", "2026-11-12 08:05", 1, List.of("wc-ai"), List.of(), List.of("wc-zhu")));
        escalation.await(is("duty-opened", "contact-guardian", "S-WC14"));
        Hand.puts(School.at("2026-11-13 15:30"));
        looked("S-WC14", "2026-11-13");
        Tokens.as(Tokens.ofSchool("principal", "p-principal", "S-WC14"))
                .get("/v1/students/wc-zhu/explanation?date=2026-11-13")
                .then()
                .statusCode(200)
                .body("rules.find { it.rule == 'weekly-list' }.because", equalTo("NOT_YET"))
                .body("rules.find { it.rule == 'weekly-list' }.at", equalTo("2026-11-14T07:30:00Z"));
        assertEquals(0, count("duty-opened", "weekly-list", "S-WC14"));
        Hand.puts(School.at("2026-11-14 15:30"));
        assertEquals(
                "2026-11-14",
                escalation.await(is("duty-opened", "weekly-list", "S-WC14")).text("date"));
    }

    private static String student(Seen listed) {
        return body(listed).path("students").path(0).path("student").asText();
    }

    private void misses(School school, String date, String absent, String present) {
        school.calls(school.rollCall("1", date + " 08:05", 1, List.of(present), List.of(), List.of(absent)));
        escalation.await(seen -> seen.type().equals("org.baoxue.escalation.spell-opened.v1")
                && body(seen).path("student").asText().equals(absent));
    }

    private void ended(String student) {
        escalation.await(seen -> seen.type().equals("org.baoxue.escalation.spell-ended.v1")
                && body(seen).path("student").asText().equals(student));
    }

    private static void leaves(School school, String student, String date) {
        Map<String, Object> change = school.enrolment("1", student);
        change.put("change", "GRADUATED");
        change.put("effective", date);
        change.put("revision", 2);
        change.put("acceptedAt", "2026-11-10T00:07:00Z");
        school.attendance("enrolment-changed", change);
    }

    static void goes(School next, String student, String date) {
        Map<String, Object> change = next.enrolment("1", student);
        change.put("effective", date);
        change.put("revision", 2);
        change.put("acceptedAt", date + "T00:00:00Z");
        next.attendance("enrolment-changed", change);
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from child where student = :student and school = :school)")
                .bind("student", student)
                .bind("school", next.code())
                .mapTo(Boolean.class)
                .one()));
    }

    private static void knowsCalendar(String owner) {
        await().until(() -> Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from calendar where owner = :owner)")
                        .bind("owner", owner)
                        .mapTo(Boolean.class)
                        .one()));
    }

    /** Waits until the school is to be looked at after that date only. */
    private static void looked(String code, String date) {
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select coalesce(week_next_at > cast(:date as date)::timestamptz + interval '1 day', false) from school where code = :code")
                .bind("code", code)
                .bind("date", date)
                .mapTo(Boolean.class)
                .one()));
    }

    private long count(String name, String rule, String school) {
        return escalation.all().stream().filter(is(name, rule, school)).count();
    }
}
