package org.baoxue.escalation.registration;

import static org.awaitility.Awaitility.await;
import static org.baoxue.escalation.registration.TermStartIT.called;
import static org.baoxue.escalation.registration.TermStartIT.inTerm;
import static org.baoxue.escalation.registration.TermStartIT.is;
import static org.baoxue.escalation.registration.TermStartIT.looked;
import static org.baoxue.escalation.registration.TermStartIT.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** What a later enrolment, another class, or an enrolment entered late does to a term's start that was told. */
@QuarkusTest
@WithTestResource(Platform.class)
class TermStartAgainIT extends EscalationStory {
    @Test
    void an_enrolment_after_an_end_is_a_start_of_its_own_and_takes_nothing_back() {
        School school = inTerm("S-TA1", "ta-ana", "ta-bo");
        reported(school, "ta-ana", "ta-bo");
        changes(school, "ta-ana", "1", "GRADUATED", "2026-09-15", 2, "2026-09-15T01:00:00Z");
        Hand.puts(School.at("2026-10-12 07:00"));
        changes(school, "ta-ana", "1", "ENROLLED", "2026-10-12", 3, "2026-10-11T01:00:00Z");
        called(school, "2026-10-12", 1, "ta-bo");
        Hand.puts(School.at("2026-10-12 15:30"));
        Seen again = escalation.await(seen -> named(seen, "unregistered-listed", "ta-ana")
                && seen.text("openedOn").equals("2026-10-12"));
        assertEquals(3, body(again).path("enrolment").asInt());
        Hand.puts(School.at("2026-10-13 08:06"));
        called(school, "2026-10-13", 1, "ta-ana", "ta-bo");
        escalation.await(seen -> named(seen, "unregistered-ended", "ta-ana")
                && seen.text("openedOn").equals("2026-10-12"));
        looked("S-TA1", "2026-10-14");
        assertEquals(0, takenBack("ta-ana"));
        assertEquals(2, listsOf("ta-ana"), "one of each start");
    }

    @Test
    void a_change_of_class_takes_no_report_back() {
        School school = inTerm("S-TA2", "ta-cai", "ta-dan");
        reported(school, "ta-cai", "ta-dan");
        changes(school, "ta-cai", "3", "CLASS_CHANGED", "2026-09-21", 2, "2026-09-20T01:00:00Z");
        Hand.puts(School.at("2026-09-21 15:30"));
        looked("S-TA2", "2026-09-22");
        assertEquals(0, takenBack("ta-cai"));
    }

    @Test
    void where_only_exceptions_are_reported_who_was_absent_from_a_former_class_was_not_seen() {
        School school = inTerm("S-TA3", "ta-eve", "ta-fay");
        for (String day : List.of("2026-09-01", "2026-09-02", "2026-09-03")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 1, List.of(), List.of(), List.of("ta-eve")));
            closes(school, day);
        }
        Hand.puts(School.at("2026-09-03 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "ta-eve"));
        changes(school, "ta-eve", "3", "CLASS_CHANGED", "2026-09-04", 2, "2026-09-03T09:00:00Z");
        Hand.puts(School.at("2026-09-03 18:00"));
        looked("S-TA3", "2026-09-04");
        assertEquals(0, takenBack("ta-eve"));
        assertEquals(0, of("unregistered-ended", "ta-eve").count());
    }

    @Test
    void who_is_entered_late_has_its_first_day_then() {
        School school = inTerm("S-TA4", "ta-gu");
        for (String day : List.of("2026-09-01", "2026-09-10")) {
            Hand.puts(School.at(day + " 08:06"));
            called(school, day, 1, "ta-gu");
        }
        Hand.puts(School.at("2026-09-10 10:00"));
        changes(school, "ta-hao", "1", "ENROLLED", "2026-09-01", 1, "2026-09-10T02:00:00Z");
        Hand.puts(School.at("2026-09-10 15:30"));
        Seen listed = escalation.await(seen -> named(seen, "unregistered-listed", "ta-hao"));
        assertEquals("2026-09-10", listed.text("openedOn"));
        looked("S-TA4", "2026-09-11");
        assertEquals(1, of("duty-opened", "ta-hao").count(), "no report yet");
    }

    @Test
    void who_has_left_when_the_term_is_over_ends_by_that() {
        School school = inTerm(School.open("S-TA5"), "2026-09-11", "ta-ivy", "ta-jun");
        reported(school, "ta-ivy", "ta-jun");
        Hand.puts(School.at("2026-09-14 15:30"));
        changes(school, "ta-ivy", "1", "GRADUATED", "2026-09-14", 2, "2026-09-14T01:00:00Z");
        Seen ended = escalation.await(seen -> named(seen, "unregistered-ended", "ta-ivy"));
        assertEquals(List.of("LEFT", "2026-09-14"), List.of(ended.text("ending"), ended.text("endedOn")));
    }

    @Test
    void what_was_told_before_the_enrolment_was_kept_keeps_its_first_day() {
        School school = inTerm("S-TA6", "ta-kim", "ta-lu");
        reported(school, "ta-kim", "ta-lu");
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("update enrolment_change set accepted_at = '2026-09-04T01:00:00Z' where student = 'ta-kim'");
            handle.execute("update unregistered set enrolment = 0 where student = 'ta-kim'");
        });
        Hand.puts(School.at("2026-09-10 08:06"));
        called(school, "2026-09-10", 1, "ta-kim", "ta-lu");
        Seen ended = escalation.await(seen -> named(seen, "unregistered-ended", "ta-kim"));
        assertEquals("2026-09-01", ended.text("openedOn"));
        assertFalse(body(ended).has("enrolment"));
        Hand.puts(School.at("2026-09-11 15:30"));
        looked("S-TA6", "2026-09-14");
        assertEquals(0, takenBack("ta-kim"));
    }

    @Test
    void who_is_taken_off_the_roll_and_put_on_it_again_unseen_is_told_once() {
        School school = inTerm("S-TA7", "ta-mei", "ta-nan");
        called(school, "2026-09-01", 1, "ta-nan");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "ta-mei"));
        changes(school, "ta-mei", "1", "WITHDRAWN", "2026-09-03", 2, "2026-09-02T01:00:00Z");
        changes(school, "ta-mei", "1", "ENROLLED", "2026-09-04", 3, "2026-09-03T01:00:00Z");
        Hand.puts(School.at("2026-09-04 15:30"));
        looked("S-TA7", "2026-09-07");
        Hand.puts(School.at("2026-09-08 15:30"));
        escalation.await(is("duty-opened", "unregistered-report", "ta-mei"));
        Hand.puts(School.at("2026-09-11 15:30"));
        looked("S-TA7", "2026-09-14");
        assertEquals(2, of("duty-opened", "ta-mei").count(), "a list and a report");
        assertEquals(1, of("unregistered-listed", "ta-mei").count());
        called(school, "2026-09-11", 1, "ta-mei", "ta-nan");
        escalation.await(seen -> named(seen, "unregistered-ended", "ta-mei"));
        Hand.puts(School.at("2026-09-14 15:30"));
        looked("S-TA7", "2026-09-15");
        assertEquals(List.of(2L, 0L), List.of(of("duty-opened", "ta-mei").count(), takenBack("ta-mei")));
    }

    @Test
    void who_is_known_ahead_to_be_taken_off_the_roll_and_put_on_it_again_is_expected_on_the_first_day() {
        School school = inTerm("S-TA9", "ta-rui", "ta-sam", "ta-tao");
        for (String student : List.of("ta-rui", "ta-tao")) {
            changes(school, student, "1", "WITHDRAWN", "2026-09-03", 2, "2026-08-31T01:00:00Z");
            changes(school, student, "1", "ENROLLED", "2026-09-07", 3, "2026-08-31T02:00:00Z");
        }
        called(school, "2026-09-01", 1, "ta-sam", "ta-tao");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "ta-rui"));
        Hand.puts(School.at("2026-09-07 08:06"));
        called(school, "2026-09-07", 1, "ta-sam");
        Hand.puts(School.at("2026-09-07 15:30"));
        Seen own = escalation.await(is("duty-opened", "unregistered-list", "ta-tao"));
        assertEquals("2026-09-07", own.text("date"), "seen in the stay before, and not in this one");
        Hand.puts(School.at("2026-09-08 15:30"));
        escalation.await(is("duty-opened", "unregistered-report", "ta-rui"));
        looked("S-TA9", "2026-09-09");
        assertEquals(1, listsOf("ta-rui"));
        assertEquals(0, takenBack("ta-rui"));
    }

    @Test
    void who_is_not_enrolled_any_more_does_not_come_back_by_silence() {
        School school = inTerm(School.open("S-TA8"), "2026-09-11", "ta-ou", "ta-pei");
        reported(school, "ta-ou", "ta-pei");
        changes(school, "ta-ou", "1", "WITHDRAWN", "2026-09-10", 2, "2026-09-09T01:00:00Z");
        Hand.puts(School.at("2026-09-14 15:30"));
        closes(school, "2026-09-14");
        changes(school, "ta-qi", "1", "ENROLLED", "2026-09-14", 1, "2026-09-14T01:00:00Z");
        await().until(() -> Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select term_next_at is null from school where code = 'S-TA8'")
                        .mapTo(Boolean.class)
                        .one()));
        assertEquals(0, of("unregistered-ended", "ta-ou").count());
    }

    private void reported(School school, String missing, String present) {
        reported(escalation, school, missing, present);
    }

    /** Missing on 1 September, reported on the 8th, and the report is signed. */
    static void reported(EventProbe escalation, School school, String missing, String present) {
        called(school, "2026-09-01", 1, present);
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", missing));
        Hand.puts(School.at("2026-09-08 15:30"));
        Seen report = escalation.await(is("duty-opened", "unregistered-report", missing));
        EventProbe.publish(
                "baoxue.case.v1",
                missing,
                "org.baoxue.case.report-signed.v1",
                Map.of("duty", report.text("duty"), "kind", "UNREGISTERED", "signedBy", "p-principal"));
        escalation.await(is("duty-done", "unregistered-report", missing));
    }

    static void changes(
            School school, String student, String inClass, String change, String date, int revision, String accepted) {
        Map<String, Object> event = school.enrolment(inClass, student);
        event.put("change", change);
        event.put("effective", date);
        event.put("revision", revision);
        event.put("acceptedAt", accepted);
        school.attendance("enrolment-changed", event);
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from child where student = :student and revision = :revision)")
                .bind("student", student)
                .bind("revision", revision)
                .mapTo(Boolean.class)
                .one()));
    }

    /** Nobody but those named in a roll call was missing. */
    private static void closes(School school, String date) {
        Instant at = School.at(date + " 15:00");
        school.attendance(
                "school-day-closed",
                Map.of(
                        "school",
                        school.code(),
                        "place",
                        "530113001",
                        "date",
                        date,
                        "closesAt",
                        at,
                        "closedAt",
                        at.plusMillis(10),
                        "members",
                        2,
                        "marked",
                        1,
                        "exceptionsOnly",
                        true));
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from day_close where school = :code and date = cast(:date as date))")
                .bind("code", school.code())
                .bind("date", date)
                .mapTo(Boolean.class)
                .one()));
    }

    private Stream<Seen> of(String name, String student) {
        return escalation.all().stream().filter(seen -> named(seen, name, student));
    }

    /** Said to have been told wrongly; that a list is over since its child came is none of that. */
    private long takenBack(String student) {
        return of("duty-corrected", student).count()
                + of("duty-cancelled", student)
                        .filter(seen -> body(seen).path("tellCorrection").asBoolean())
                        .count();
    }

    private long listsOf(String student) {
        return escalation.all().stream()
                .filter(is("duty-opened", "unregistered-list", student))
                .count();
    }
}
