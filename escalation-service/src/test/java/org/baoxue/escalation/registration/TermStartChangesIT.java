package org.baoxue.escalation.registration;

import static org.awaitility.Awaitility.await;
import static org.baoxue.escalation.registration.TermStartIT.called;
import static org.baoxue.escalation.registration.TermStartIT.entersTerm;
import static org.baoxue.escalation.registration.TermStartIT.inTerm;
import static org.baoxue.escalation.registration.TermStartIT.is;
import static org.baoxue.escalation.registration.TermStartIT.looked;
import static org.baoxue.escalation.registration.TermStartIT.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.baoxue.escalation.EscalationStory;
import org.baoxue.escalation.School;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.watch.SchoolLookStore;
import org.baoxue.escalation.watch.SchoolLookStore.Look;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** What changes while a term begins: schools, the term's dates, the policy, and what is reported meanwhile. */
@QuarkusTest
@WithTestResource(Platform.class)
class TermStartChangesIT extends EscalationStory {
    @Inject
    Registrations registrations;

    @Inject
    SchoolLookStore looks;

    @Inject
    DirectoryStore directory;

    @Inject
    Transactions transactions;

    @Test
    void who_goes_to_another_school_in_the_first_days_is_on_the_list_of_each_at_its_own_first_day() {
        School first = inTerm("S-TC1", "tc-ana", "tc-bo");
        School second = inTerm("S-TC2", "tc-cai");
        called(first, "2026-09-01", 1, "tc-bo");
        called(second, "2026-09-01", 1, "tc-cai");
        goes(second, "tc-ana", "2026-09-03");
        Hand.puts(School.at("2026-09-01 15:30"));
        Seen list = escalation.await(is("duty-opened", "unregistered-list", "tc-ana"));
        assertEquals("S-TC1", list.text("school"));
        assertEquals("530113001", list.text("place"));

        Hand.puts(School.at("2026-09-03 08:06"));
        called(second, "2026-09-03", 1, "tc-cai");
        Hand.puts(School.at("2026-09-03 15:30"));
        escalation.await(
                seen -> is("duty-opened", "unregistered-list", "tc-ana").test(seen)
                        && seen.text("school").equals("S-TC2"));
        Seen left = escalation.await(seen -> named(seen, "unregistered-ended", "tc-ana"));
        assertEquals(List.of("S-TC1", "LEFT"), List.of(left.text("school"), left.text("ending")));
    }

    @Test
    void who_was_seen_at_the_former_school_and_never_came_to_the_next_one_is_on_its_list() {
        School first = inTerm("S-TC3", "tc-dan");
        School second = inTerm("S-TC4", "tc-eve");
        called(first, "2026-09-01", 1, "tc-dan");
        called(second, "2026-09-01", 1, "tc-eve");
        Hand.puts(School.at("2026-09-02 08:06"));
        goes(second, "tc-dan", "2026-09-03");
        Hand.puts(School.at("2026-09-03 08:06"));
        called(second, "2026-09-03", 1, "tc-eve");
        Hand.puts(School.at("2026-09-03 15:30"));
        Seen list = escalation.await(is("duty-opened", "unregistered-list", "tc-dan"));
        assertEquals("S-TC4", list.text("school"));
        looked("S-TC3", "2026-09-04");
        assertEquals(1, count("duty-opened", "tc-dan"));
    }

    @Test
    void a_report_that_is_owed_when_the_term_ends_stays_owed_and_lapses() {
        School school = inTerm(School.open("S-TC5"), "2026-09-08", "tc-fay", "tc-gu");
        called(school, "2026-09-01", 1, "tc-gu");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "tc-fay"));
        Hand.puts(School.at("2026-09-08 15:30"));
        Seen report = escalation.await(is("duty-opened", "unregistered-report", "tc-fay"));
        assertEquals("2026-09-09T04:00:00Z", report.text("dueAt"));
        Hand.puts(School.at("2026-09-09 12:03"));
        escalation.await(is("duty-lapsed", "unregistered-report", "tc-fay"));
        assertEquals(0, count("duty-cancelled", "tc-fay"));
    }

    @Test
    void a_first_day_of_term_that_is_corrected_tells_nobody_anew() {
        School school = inTerm("S-TC6", "tc-hao", "tc-ivy");
        called(school, "2026-09-01", 1, "tc-ivy");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "tc-hao"));
        entersTerm("S-TC6", 2, "2026-09-02", "2027-01-22", "2026-09-01T09:00:00Z");
        Hand.puts(School.at("2026-09-02 08:06"));
        called(school, "2026-09-02", 1, "tc-ivy");
        Hand.puts(School.at("2026-09-02 15:30"));
        escalation.await(seen -> named(seen, "unregistered-listed", "tc-hao")
                && seen.text("openedOn").equals("2026-09-02"));
        entersTerm("S-TC6", 3, "2026-08-31", "2027-01-22", "2026-09-02T09:00:00Z");
        Hand.puts(School.at("2026-09-03 15:30"));
        looked("S-TC6", "2026-09-04");
        Hand.puts(School.at("2026-09-04 15:30"));
        looked("S-TC6", "2026-09-07");
        assertEquals(List.of(1L, 0L), List.of(count("duty-opened", "tc-hao"), count("duty-cancelled", "tc-hao")));
    }

    @Test
    void a_start_of_term_keeps_the_policy_that_it_began_with() {
        Superuser.jdbi().useHandle(handle -> handle.execute("""
                insert into policy (place, from_date, version, "values", set_at, set_by) values ('530113777', '2026-09-05', 1,
                    '{"unregistered-report.fires": {"text": "term start + 20 days", "clause": "own choice: a test"}}',
                    '2026-08-01T00:00:00Z', 'p-bureau') on conflict do nothing
                """));
        School school = inTerm(School.open("S-TC7", "530113777"), "2027-01-22", "tc-jun", "tc-kai");
        called(school, "2026-09-01", 1, "tc-kai");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "tc-jun"));
        Hand.puts(School.at("2026-09-08 15:30"));
        escalation.await(is("duty-opened", "unregistered-report", "tc-jun"));
    }

    @Test
    void only_what_may_change_something_makes_a_school_looked_at() {
        School school = inTerm("S-TC8", "tc-lan", "tc-mo", "tc-nan");
        called(school, "2026-09-01", 1, "tc-nan");
        Hand.puts(School.at("2026-09-01 15:30"));
        escalation.await(is("duty-opened", "unregistered-list", "tc-lan"));
        escalation.await(is("duty-opened", "unregistered-list", "tc-mo"));
        assertEquals(Set.of(), concerned(missed("tc-lan", "2026-09-02")), "that it is still missing is no news");
        assertEquals(Set.of(), concerned(seen("tc-nan", "2026-09-02")), "it had come");
        assertEquals(Set.of("S-TC8"), concerned(seen("tc-lan", "2026-09-02")));
        Hand.puts(School.at("2026-09-02 08:06"));
        called(school, "2026-09-02", 1, "tc-lan", "tc-nan");
        escalation.await(seen -> named(seen, "unregistered-ended", "tc-lan"));
        assertEquals(Set.of(), concerned(seen("tc-lan", "2026-09-03")), "it has come long since");
        assertEquals(Set.of("S-TC8"), concerned(seen("tc-lan", "2026-09-01")), "it had been there after all");
        assertEquals(Set.of("S-TC8"), concerned(missed("tc-lan", "2026-09-02")), "it had not come then");
    }

    @Test
    void what_is_heard_while_a_school_is_looked_at_makes_it_looked_at_again() throws Exception {
        inTerm("S-TC9", "tc-ou");
        looked("S-TC9", "2026-09-01");
        Hand.puts(School.at("2026-08-01 08:00"));
        Instant due = Instant.parse("2026-08-02T00:00:00Z");
        Instant heard = Instant.parse("2026-08-03T00:00:00Z");
        transactions.asWorker(() -> looks.setNext(Look.TERM, "S-TC9", Optional.of(due)));
        Said said = new Said(new Said.Marks(), new Said.Marks(), List.of(), List.of("S-TC9"));
        CompletableFuture<Void> hearing = transactions.asWorker(() -> {
            directory.lockSchools(List.of("S-TC9"), List.of());
            CompletableFuture<Void> waits =
                    CompletableFuture.runAsync(() -> transactions.asWorker(() -> registrations.heard(said, heard)));
            await().until(TermStartChangesIT::somebodyWaits);
            looks.setNext(Look.TERM, "S-TC9", Optional.of(Instant.parse("2026-09-01T07:30:00Z")));
            return waits;
        });
        hearing.get();
        assertEquals(heard, nextLook("S-TC9"));
    }

    private static boolean somebodyWaits() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%term_next_at%')")
                .mapTo(Boolean.class)
                .one());
    }

    private static Instant nextLook(String school) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select term_next_at from school where code = :code")
                        .bind("code", school)
                        .map((row, context) -> row.getObject("term_next_at", OffsetDateTime.class)
                                .toInstant())
                        .one());
    }

    private Set<String> concerned(Said said) {
        return transactions.asWorker(() -> new HashSet<>(registrations.concerned(said)));
    }

    private static Said seen(String student, String date) {
        Said said = missed(student, date);
        said.seen().add(student, LocalDate.parse(date));
        return said;
    }

    private static Said missed(String student, String date) {
        Said.Marks early = new Said.Marks();
        early.add(student, LocalDate.parse(date));
        return new Said(new Said.Marks(), early, List.of(), List.of());
    }

    private static void goes(School next, String student, String date) {
        Map<String, Object> change = next.enrolment("1", student);
        change.put("effective", date);
        change.put("revision", 2);
        change.put("acceptedAt", "2026-09-01T02:00:00Z");
        next.attendance("enrolment-changed", change);
        await().until(() -> Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select exists (select from child where student = :student and school = :school)")
                .bind("student", student)
                .bind("school", next.code())
                .mapTo(Boolean.class)
                .one()));
    }

    private long count(String name, String student) {
        return escalation.all().stream()
                .filter(seen -> named(seen, name, student))
                .count();
    }
}
