package org.baoxue.escalation.registration;

import static org.awaitility.Awaitility.await;
import static org.baoxue.escalation.registration.TermStartIT.called;
import static org.baoxue.escalation.registration.TermStartIT.entersTerm;
import static org.baoxue.escalation.registration.TermStartIT.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** A report of a term's start falls due while the suite stands still; in a spring of which no other test speaks. */
@QuarkusTest
@WithTestResource(Platform.class)
class TermStartOutageIT extends EscalationStory {
    @Test
    void a_report_that_fell_due_while_the_suite_stood_still_is_due_an_hour_after_waking() {
        School school = inSpring("S-TO1", "to-ana", "to-bo");
        Hand.puts(School.at("2026-04-13 08:06"));
        called(school, "2026-04-13", 1, "to-bo");
        Hand.puts(School.at("2026-04-13 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "to-ana"));
        Hand.puts(School.at("2026-04-20 15:30"));
        Seen report = escalation.await(is("duty-opened", "unregistered-report", "to-ana"));
        assertEquals(School.at("2026-04-21 12:00"), Instant.parse(report.text("dueAt")));

        Hand.puts(School.at("2026-04-21 11:00"));
        standStill(Duration.ofHours(26));
        Seen moved = escalation.await(is("duty-moved", "unregistered-report", "to-ana"));
        assertEquals("SLEPT", moved.text("reason"));
        assertTrue(body(moved).path("late").asBoolean());
        Instant due = Instant.parse(moved.text("dueAt"));
        Duration afterWaking = Duration.between(School.at("2026-04-22 14:00"), due);
        assertTrue(afterWaking.abs().compareTo(Duration.ofMinutes(2)) < 0, due::toString);

        Hand.puts(due.plus(Duration.ofMinutes(3)));
        escalation.await(is("duty-lapsed", "unregistered-report", "to-ana"));
    }

    private static School inSpring(String code, String... pupils) {
        Hand.puts(School.at("2026-04-10 08:00"));
        School school = School.open(code);
        for (String pupil : pupils) {
            Map<String, Object> enrolment = school.enrolment("1", pupil);
            enrolment.put("from", "2026-04-01");
            enrolment.put("effective", "2026-04-01");
            enrolment.put("acceptedAt", "2026-04-01T00:00:00Z");
            school.attendance("enrolment-changed", enrolment);
        }
        entersTerm(code, 1, "2026-04-13", "2026-07-10", "2026-04-01T00:00:00Z");
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                                select (select count(*) from child where school = :code) = :pupils
                                    and exists (select from calendar where owner = :code)
                                """)
                .bind("code", code)
                .bind("pupils", pupils.length)
                .mapTo(Boolean.class)
                .one()));
        return school;
    }

    /** As if for so long no node had lived: its clock went on, and nobody gave a sign of life. */
    private static void standStill(Duration time) {
        Superuser.jdbi().useTransaction(handle -> {
            handle.createUpdate("update suite_clock set offset_us = offset_us + :us")
                    .bind("us", time.toMillis() * 1000)
                    .execute();
            handle.createUpdate("update sign_of_life set at = at - cast(:time as interval)")
                    .bind("time", time.toString())
                    .execute();
        });
    }
}
