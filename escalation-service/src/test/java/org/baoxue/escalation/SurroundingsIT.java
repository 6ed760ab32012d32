package org.baoxue.escalation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** What the directory says around children may come late, change, or be taken away. */
@QuarkusTest
@WithTestResource(Platform.class)
class SurroundingsIT extends EscalationStory {
    @Test
    void a_closure_corrects_what_fired_in_an_absence_that_has_ended_and_its_end_fires_it_again() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = opened("S-30");
        school.enrols("1", "dai");
        for (String day : List.of("2026-10-12", "2026-10-13", "2026-10-14")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 3, List.of("dai")));
            escalation.await(is("duty-opened", "contact-guardian", "dai", "date", day));
        }
        Hand.puts(School.at("2026-10-14 15:00"));
        school.closesDay("2026-10-14");
        escalation.await(is("rule-fired", "suspected-dropout", "dai", "revision", "1"));
        Hand.puts(School.at("2026-10-15 08:06"));
        school.calls(
                school.rollCall("1", "2026-10-15 08:05", 1, List.of("S-30-1-present-0", "dai"), List.of(), List.of()));
        escalation.await(seen ->
                seen.type().endsWith("spell-ended.v1") && seen.text("student").equals("dai"));
        Hand.puts(School.at("2026-10-23 07:00"));
        await().until(() -> count("select count(*) from duty where student = 'dai' and state = 'OPEN'") == 0);

        school.closedOn("2026-10-13", "2026-10-14");
        escalation.await(is("rule-withdrawn", "suspected-dropout", "dai", "reason", "RETURNED"));
        school.forgetsItsCalendar();
        Seen again = escalation.await(is("rule-fired", "suspected-dropout", "dai", "revision", "2"));
        assertEquals("true", again.text("late"));
    }

    @Test
    void a_closure_moves_what_has_not_fired_and_an_event_says_from_when_to_when_and_why() {
        Hand.puts(School.at("2026-10-12 07:00"));
        School school = opened("S-34");
        school.enrols("1", "fei");
        Hand.puts(School.at("2026-10-12 08:06"));
        school.calls(school.rollCall("1", "2026-10-12 08:05", 3, List.of("fei")));
        Seen opened = escalation.await(seen ->
                seen.type().endsWith("spell-opened.v1") && seen.text("student").equals("fei"));
        assertEquals("2026-10-14", deadline(body(opened).path("deadlines"), "suspected-dropout", "day"));

        school.closedOn("2026-10-13", "2026-10-14");
        Seen moved = escalation.await(seen -> seen.type().endsWith("deadlines-moved.v1")
                && seen.text("student").equals("fei"));
        JsonNode rules = body(moved).path("moved");
        assertEquals("2026-10-16T07:00:00Z", deadline(rules, "suspected-dropout", "at"));
        assertEquals("2026-10-14T07:00:00Z", deadline(rules, "suspected-dropout", "wasAt"));
        assertEquals("2026-10-22", deadline(rules, "formal-report", "day"));
        assertEquals("CALENDAR", deadline(rules, "formal-report", "reason"));
    }

    private static String deadline(JsonNode rules, String rule, String field) {
        for (JsonNode one : rules) {
            if (one.path("rule").asText().equals(rule)) {
                return one.path(field).asText();
            }
        }
        throw new AssertionError("nothing is said of " + rule + ": " + rules);
    }

    @Test
    void other_terms_first_terms_and_a_deleted_calendar_take_nothing_of_the_past_back() {
        Hand.puts(School.at("2026-06-08 07:00"));
        School school = opened("S-33");
        school.enrols("1", "gao", "hao");
        for (String day : List.of("2026-06-08", "2026-06-09", "2026-06-10")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 3, List.of("gao", "hao")));
            escalation.await(is("duty-opened", "contact-guardian", "gao", "date", day));
            escalation.await(is("duty-opened", "contact-guardian", "hao", "date", day));
        }
        Hand.puts(School.at("2026-06-10 15:00"));
        school.closesDay("2026-06-10");
        escalation.await(is("rule-fired", "suspected-dropout", "gao", "revision", "1"));
        escalation.await(is("rule-fired", "suspected-dropout", "hao", "revision", "1"));
        Hand.puts(School.at("2026-06-11 08:06"));
        school.calls(school.rollCall(
                "1", "2026-06-11 08:05", 1, List.of("S-33-1-present-0", "gao"), List.of(), List.of("hao")));
        escalation.await(seen ->
                seen.type().endsWith("spell-ended.v1") && seen.text("student").equals("gao"));

        Hand.puts(School.at("2026-08-20 10:00"));
        school.inTerm("2026-09-01", "2027-01-22", "2026-06-01");
        stands("terms::text like '%2026-09-01%'");
        Hand.puts(School.at("2027-02-10 10:00"));
        school.inTerm("2027-03-01", "2027-07-09", "2026-06-02");
        stands("terms::text like '%2027-03-01%'");
        school.forgetsItsCalendar();
        stands("terms = '[]'");
        assertTrue(escalation.all().stream()
                .noneMatch(seen -> seen.type().endsWith("rule-withdrawn.v1")
                        && List.of("gao", "hao").contains(seen.text("student"))));
    }

    /** The school's calendar is taken in, whom it concerns has been looked at, and what fired stands. */
    private static void stands(String calendar) {
        await().until(() -> count("select count(*) from calendar where owner = 'S-33' and " + calendar) == 1
                && count("select count(*) from child where school = 'S-33' and look_since is not null") == 0);
        assertEquals(
                2,
                count("select count(*) from firing join spell on firing.spell = spell.id where school = 'S-33'"
                        + " and rule = 'suspected-dropout' and not withdrawn and firing.revision = 1"));
    }

    @Test
    void an_enrolment_at_a_school_that_nobody_has_named_yet_waits_for_it_and_holds_nobody_up() {
        Hand.puts(School.at("2026-09-09 07:00"));
        School old = opened("S-31");
        old.enrols("1", "eni");
        Hand.puts(School.at("2026-09-09 08:06"));
        old.calls(old.rollCall("1", "2026-09-09 08:05", 3, List.of("eni")));
        escalation.await(is("duty-opened", "contact-guardian", "eni", "date", "2026-09-09"));

        old.attendance("enrolment-changed", enrolmentAt("S-32", "eni"));
        await().until(() -> count("select count(*) from child where student = 'eni' and look_since is not null") == 1);
        assertEquals(0, count("select count(*) from dead_letter where topic = 'baoxue.attendance.v1'"));
        Hand.puts(School.at("2026-09-09 12:00"));
        await().until(() -> count("select count(*) from child where student = 'eni' and look_since is not null"
                        + " and next_due_at > '2026-09-09T04:00:00Z'")
                == 1);
        assertEquals(
                1,
                count("select count(*) from duty where student = 'eni' and state = 'OPEN'"
                        + " and rule = 'report-absence-list'"));

        opened("S-32");
        escalation.await(is("duty-lapsed", "report-absence-list", "eni", "date", "2026-09-09"));
        assertEquals(0, count("select count(*) from child where student = 'eni' and look_since is not null"));
    }

    private static Map<String, Object> enrolmentAt(String school, String student) {
        Map<String, Object> enrolment = School.named(school).enrolment("1", student);
        enrolment.put("revision", 2);
        enrolment.put("from", "2026-09-09");
        enrolment.put("effective", "2026-09-09");
        enrolment.put("acceptedAt", School.at("2026-09-09 08:30"));
        return enrolment;
    }

    private static School opened(String code) {
        School school = School.open(code);
        await().until(() -> count("select count(*) from post where scope = '" + code + "'") == 2);
        return school;
    }

    private static int count(String sql) {
        return Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private static Predicate<Seen> is(String name, String rule, String student, String field, String value) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && seen.text("rule").equals(rule)
                && seen.text("student").equals(student)
                && seen.text(field).equals(value);
    }
}
