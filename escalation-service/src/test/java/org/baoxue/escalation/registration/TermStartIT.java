package org.baoxue.escalation.registration;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/** The start of a term over real Kafka and PostgreSQL, with a hand on the clock. */
@QuarkusTest
@WithTestResource(Platform.class)
class TermStartIT extends EscalationStory {
    private static final String[] WEEK = {
        "2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04", "2026-09-07", "2026-09-08"
    };

    @Inject
    Registration registration;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @Test
    void who_never_comes_is_listed_on_the_first_day_and_reported_a_week_later() {
        School school = inTerm("S-T1", "t-ana", "t-bo");
        called(school, "2026-09-01", 1, "t-bo");
        Hand.puts(School.at("2026-09-01 15:30"));
        Seen list = escalation.await(is("duty-opened", "unregistered-list", "t-ana"));
        assertEquals("2026-09-07T07:00:00Z", body(list).path("dueAt").asText());
        assertTrue(body(list).path("tell").path(0).path("list").asBoolean());
        Seen listed = escalation.await(seen -> named(seen, "unregistered-listed", "t-ana"));
        assertEquals("2026-09-01", listed.text("openedOn"));
        found(list);
        escalation.await(is("duty-done", "unregistered-list", "t-ana"));

        for (String day : List.of(WEEK).subList(1, WEEK.length)) {
            Hand.puts(School.at(day + " 08:06"));
            called(school, day, 1, "t-bo");
        }
        Hand.puts(School.at("2026-09-08 15:30"));
        Seen report = escalation.await(is("duty-opened", "unregistered-report", "t-ana"));
        assertEquals("2026-09-09T04:00:00Z", body(report).path("dueAt").asText());
        assertTrue(
                facts(report).contains("NO ABSENCE MARKED"), () -> facts(report).toString());

        Hand.puts(School.at("2026-09-09 08:06"));
        EventProbe.publish(
                "baoxue.case.v1",
                "t-ana",
                "org.baoxue.case.report-signed.v1",
                Map.of("duty", report.text("duty"), "kind", "UNREGISTERED", "signedBy", "p-principal"));
        Seen done = escalation.await(is("duty-done", "unregistered-report", "t-ana"));
        assertEquals(
                "township-officer",
                body(done).path("tell").path(0).path("audience").path("post").asText());

        called(school, "2026-09-09", 1, "t-ana", "t-bo");
        Seen ended = escalation.await(seen -> named(seen, "unregistered-ended", "t-ana"));
        assertEquals("RETURNED", ended.text("ending"));
        assertEquals("2026-09-09", ended.text("endedOn"));
        assertEquals(0, count("duty-cancelled", "t-ana"));
        assertEquals(0, count("duty-opened", "t-bo"));
    }

    @Test
    void a_roll_call_of_the_first_day_accepted_late_corrects_the_list_once() {
        School school = inTerm("S-T2", "t-cai", "t-dan");
        called(school, "2026-09-01", 1, "t-dan");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "t-cai"));
        Hand.puts(School.at("2026-09-02 08:30"));
        called(school, "2026-09-01", 2, "t-cai", "t-dan");
        Seen cancelled = escalation.await(is("duty-cancelled", "unregistered-list", "t-cai"));
        assertTrue(body(cancelled).path("tellCorrection").asBoolean());
        escalation.await(seen -> named(seen, "unregistered-ended", "t-cai"));
        called(school, "2026-09-02", 1, "t-cai", "t-dan");
        Hand.puts(School.at("2026-09-02 15:30"));
        Hand.puts(School.at("2026-09-09 15:30"));
        looked("S-T2", "2026-09-11");
        assertEquals(1, count("duty-cancelled", "t-cai"));
        assertEquals(1, count("duty-opened", "t-cai"));
    }

    @Test
    void a_school_of_which_nothing_was_heard_by_the_terms_start_has_nobody_missing() {
        School school = inTerm("S-T3", "t-eve");
        Hand.puts(School.at("2026-09-24 08:06"));
        called(school, "2026-09-24", 1, "t-fay");
        Hand.puts(School.at("2026-09-24 15:30"));
        looked("S-T3", "2026-09-26");
        assertEquals(0, count("duty-opened", "t-eve"));
    }

    @Test
    void a_school_long_in_use_that_calls_nobody_on_the_first_day_lists_who_has_not_come_by_the_next() {
        School school = inTerm("S-T7", "t-ida", "t-jun");
        called(school, "2026-06-15", 1, "t-jun");
        Hand.puts(School.at("2026-09-01 15:30"));
        looked("S-T7", "2026-09-02");
        assertEquals(0, count("duty-opened", "t-ida"));
        Hand.puts(School.at("2026-09-02 08:06"));
        called(school, "2026-09-02", 1, "t-jun");
        Hand.puts(School.at("2026-09-02 15:30"));
        Seen list = escalation.await(is("duty-opened", "unregistered-list", "t-ida"));
        assertEquals("2026-09-02", body(list).path("date").asText());
        Seen listed = escalation.await(seen -> named(seen, "unregistered-listed", "t-ida"));
        assertEquals("2026-09-01", listed.text("openedOn"));
        for (String day : List.of(WEEK).subList(2, WEEK.length)) {
            Hand.puts(School.at(day + " 08:06"));
            called(school, day, 1, "t-jun");
        }
        Hand.puts(School.at("2026-09-08 15:30"));
        escalation.await(is("duty-opened", "unregistered-report", "t-ida"));
        assertEquals(0, count("duty-opened", "t-jun"));
    }

    @Test
    void a_look_at_a_school_costs_the_same_whatever_its_size() {
        long ofTen = statements("S-T4", 10, 2);
        long ofSixty = statements("S-T5", 60, 30);
        assertTrue(ofTen > 0);
        assertEquals(ofTen, ofSixty);
        assertEquals(List.of(2L, 30L), List.of(listed("S-T4"), listed("S-T5")));
    }

    @Test
    void of_who_came_in_the_first_week_no_later_roll_call_is_read_because_of_a_late_child() {
        School school = inTerm("S-T6", "t-gu");
        called(school, "2026-09-01", 1, "t-gu");
        Map<String, Object> late = school.enrolment("2", "t-hao");
        late.put("effective", "2026-10-12");
        late.put("acceptedAt", "2026-10-11T01:00:00Z");
        school.attendance("enrolment-changed", late);
        await().until(() -> children("S-T6") == 2);
        List<List<String>> spans = transactions.asWorker(() -> {
            OwnStatements own = new OwnStatements(Thread.currentThread());
            jdbi.getConfig(SqlStatements.class).setSqlLogger(own);
            registration.look("S-T6", School.at("2026-10-12 15:30"));
            return List.of(own.spansOf("t-gu/"), own.spansOf("t-hao/"));
        });
        assertEquals(List.of("2026-09-01 to 2026-09-08"), spans.getFirst());
        assertEquals("2026-10-12 to 2026-10-12", spans.getLast().getFirst(), "nor any earlier one for the late child");
    }

    private static long children(String school) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from child where school = :school")
                        .bind("school", school)
                        .mapTo(Long.class)
                        .one());
    }

    private static long listed(String school) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from unregistered where school = :school")
                        .bind("school", school)
                        .mapTo(Long.class)
                        .one());
    }

    private long statements(String code, int size, int missing) {
        String[] pupils =
                IntStream.range(0, size).mapToObj(n -> code + "-p" + n).toArray(String[]::new);
        School school = inTerm(code, pupils);
        called(school, "2026-09-01", 1, List.of(pupils).subList(missing, size).toArray(String[]::new));
        return transactions.asWorker(() -> {
            OwnStatements own = new OwnStatements(Thread.currentThread());
            jdbi.getConfig(SqlStatements.class).setSqlLogger(own);
            registration.look(code, School.at("2026-09-01 15:30"));
            return own.count;
        });
    }

    /** Counts what one thread sends; the due work of the same service goes on beside it. */
    private static final class OwnStatements implements SqlLogger {
        private final Thread thread;
        private static final Pattern DATE = Pattern.compile("\\b(from|until):(\\d{4}-\\d{2}-\\d{2})");

        private final List<StatementContext> contexts = new ArrayList<>();
        private long count;

        OwnStatements(Thread thread) {
            this.thread = thread;
        }

        /** Between which dates the roll calls were read of whom a subject is named so. */
        List<String> spansOf(String subject) {
            return contexts.stream()
                    .map(context -> String.valueOf(context.getBinding()))
                    .filter(bound -> bound.contains(subject))
                    .map(bound -> DATE.matcher(bound)
                            .results()
                            .sorted(Comparator.comparing(found -> found.group(1)))
                            .map(found -> found.group(2))
                            .collect(Collectors.joining(" to ")))
                    .filter(span -> !span.isEmpty())
                    .toList();
        }

        @Override
        public void logAfterExecution(StatementContext context) {
            if (Thread.currentThread().equals(thread)) {
                count++;
                contexts.add(context);
            }
        }
    }

    static School inTerm(String code, String... pupils) {
        Hand.puts(School.at("2026-08-31 08:00"));
        return inTerm(School.open(code), "2027-01-22", pupils);
    }

    static School inTerm(School school, String last, String... pupils) {
        String code = school.code();
        Hand.puts(School.at("2026-08-31 08:00"));
        school.enrols("1", pupils);
        entersTerm(code, 1, "2026-09-01", last, "2026-08-20T00:00:00Z");
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                                select (select count(*) from child where school = :code) = :pupils
                                    and exists (select from calendar where owner = :code)
                                """)
                .bind("code", code)
                .bind("pupils", pupils.length)
                .mapTo(Boolean.class)
                .one()));
        Hand.puts(School.at("2026-09-01 08:06"));
        return school;
    }

    /** Before the term began: what is entered later says nothing of the days until then. */
    static void entersTerm(String code, int revision, String from, String to, String said) {
        Map<String, Object> calendar = Map.of(
                "owner",
                code,
                "ownerKind",
                "SCHOOL",
                "terms",
                List.of(Map.of("from", from, "to", to)),
                "days",
                List.of(),
                "revision",
                revision);
        EventProbe.publishRaw(
                "baoxue.directory.v1",
                "calendar/" + code,
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "org.baoxue.directory.calendar.v1",
                        "ce_time",
                        said),
                Json.write(calendar));
    }

    /** The morning's roll call, which says nothing of whoever it does not see; waits until it has been read. */
    static void called(School school, String date, int revision, String... present) {
        school.calls(school.rollCall("1", date + " 08:05", revision, List.of(present), List.of(), List.of()));
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from roll_call where school = :code and date = cast(:date as date)"
                                + " and revision = :revision)")
                .bind("code", school.code())
                .bind("date", date)
                .bind("revision", revision)
                .mapTo(Boolean.class)
                .one()));
    }

    /** Waits until the school is to be looked at on that date or later only. */
    static void looked(String code, String date) {
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select coalesce(term_next_at > cast(:date as date)::timestamptz - interval '1 day', false) from school where code = :code")
                .bind("code", code)
                .bind("date", date)
                .mapTo(Boolean.class)
                .one()));
    }

    private static void found(Seen duty) {
        Tokens.as(Tokens.ofSchool("academic-office", "p-office", "S-T1"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "found-" + duty.text("duty"))
                .body(Map.of("kind", "VERIFICATION", "outcome", "WHEREABOUTS_KNOWN"))
                .post("/v1/duties/" + duty.text("duty") + "/evidence")
                .then()
                .statusCode(200);
    }

    private long count(String name, String student) {
        return escalation.all().stream()
                .filter(seen -> named(seen, name, student))
                .count();
    }

    static Predicate<Seen> is(String name, String rule, String student) {
        return seen -> named(seen, name, student)
                && rule.equals(body(seen).path("rule").asText());
    }

    static boolean named(Seen seen, String name, String student) {
        return seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && student.equals(body(seen).path("student").asText());
    }

    private static List<String> facts(Seen seen) {
        List<String> facts = new ArrayList<>();
        body(seen).path("why").path("facts").forEach(fact -> facts.add(fact.asText()));
        return facts;
    }
}
