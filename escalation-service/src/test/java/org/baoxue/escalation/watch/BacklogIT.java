package org.baoxue.escalation.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.baoxue.escalation.School;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** The service was away while the principal signed, and wakes after the due time: the signature counts. */
@QuarkusTest
@WithTestResource(Platform.class)
class BacklogIT {
    private static final String CASES = "baoxue.case.v1";

    @Inject
    Backlog backlog;

    @Test
    void what_was_signed_before_a_start_is_read_before_anything_that_it_ends_lapses() {
        try (EventProbe escalation = EventProbe.of("baoxue.escalation.v1")) {
            Seen report = reportOwed(escalation);
            assertEquals("2026-09-10T04:00:00Z", report.text("dueAt"));
            Superuser.jdbi().useTransaction(handle -> {
                // the mark of no partition can be raised: nobody takes anything in
                handle.execute("lock table inbox_mark in exclusive mode");
                EventProbe.publish(
                        CASES,
                        "fen",
                        "org.baoxue.case.report-signed.v1",
                        Map.of(
                                "duty",
                                report.text("duty"),
                                "kind",
                                "TOWNSHIP",
                                "signedBy",
                                "p-principal",
                                "signedAt",
                                School.at("2026-09-10 11:58")));
                backlog.hearAnew();
                Hand.puts(School.at("2026-09-10 12:30"));
                await().during(Duration.ofSeconds(2))
                        .until(() -> count("select count(*) from duty where id = '" + report.text("duty") + "'"
                                        + " and state = 'OPEN'")
                                == 1);
            });
            Seen done = escalation.await(is("duty-done", "township-report"));
            assertEquals("2026-09-10T03:58:00Z", done.text("at"));
            assertTrue(escalation.all().stream().noneMatch(is("duty-lapsed", "township-report")));
        }
    }

    private static Seen reportOwed(EventProbe escalation) {
        Hand.puts(School.at("2026-09-07 07:00"));
        School school = School.open("S-40");
        await().until(() -> count("select count(*) from post where scope = 'S-40'") == 2);
        school.enrols("1", "fen");
        for (String day : List.of("2026-09-07", "2026-09-08", "2026-09-09")) {
            Hand.puts(School.at(day + " 08:06"));
            school.calls(school.rollCall("1", day + " 08:05", 3, List.of("fen")));
            escalation.await(is("duty-opened", "contact-guardian")
                    .and(seen -> seen.text("date").equals(day)));
        }
        Hand.puts(School.at("2026-09-09 15:00"));
        school.closesDay("2026-09-09");
        return escalation.await(is("duty-opened", "township-report"));
    }

    private static long count(String sql) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static Predicate<Seen> is(String name, String rule) {
        return seen -> seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && seen.text("rule").equals(rule)
                && seen.text("student").equals("fen");
    }
}
