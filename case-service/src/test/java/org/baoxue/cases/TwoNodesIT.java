package org.baoxue.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.escalation.EscalationListener;
import org.baoxue.cases.report.ReportOrder;
import org.baoxue.cases.report.Reports;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.StatementCount;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds when several nodes work at once, and what a batch costs. */
@QuarkusTest
@WithTestResource(Platform.class)
class TwoNodesIT {

    private static final LocalDate MON = LocalDate.of(2026, 9, 7);

    private final AtomicInteger turn = new AtomicInteger();

    @Inject
    Cases cases;

    @Inject
    Reports reports;

    @Inject
    EscalationListener listener;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void town() {
        Town.exists();
    }

    @Test
    void aChildHasOneOpenEntryHoweverManyNodesOpenItAtOnce() throws InterruptedException, ExecutionException {
        var ana = Pupil.of(Town.SCHOOL);
        atOnce(IntStream.range(0, 8)
                .<Callable<UUID>>mapToObj(n -> () -> open(ana, "f" + n + ana.student()))
                .toList());
        int entries = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from case_file where student = ?")
                        .bind(0, ana.student())
                        .mapTo(Integer.class)
                        .one());
        assertEquals(1, entries);
    }

    @Test
    void theDatabaseItselfRefusesASecondOpenEntry() {
        var ana = Pupil.of(Town.SCHOOL);
        var id = open(ana, "f" + ana.student());
        var refused = assertThrows(
                RuntimeException.class, () -> Superuser.jdbi().useHandle(handle -> handle.execute("""
                        insert into case_file select (json_populate_record(null::case_file,
                            (to_jsonb(c) || jsonb_build_object('id', gen_random_uuid()))::json)).*
                        from case_file c where id = ?
                        """, id)));
        assertTrue(String.valueOf(refused.getMessage()).contains("case_file_one_open"), refused::getMessage);
    }

    @Test
    void reportNumbersHaveNoGapWhenManyAreDraftedAtOnceAndSomeFail() throws InterruptedException, ExecutionException {
        var pupils =
                IntStream.range(0, 12).mapToObj(n -> Pupil.of(Town.FOREIGN)).toList();
        atOnce(pupils.stream().<Callable<UUID>>map(pupil -> () -> draft(pupil)).toList());
        List<Integer> numbers = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select split_part(number, '-', 3)::int from report where number like '255901001-%' order by 1")
                .mapTo(Integer.class)
                .list());
        assertEquals(IntStream.rangeClosed(1, 8).boxed().toList(), numbers);
    }

    @Test
    void childrenWhoNeverComeToAnEntryCostAFixedNumberOfStatements() {
        var statements = StatementCount.on(jdbi);
        assertEquals(fewest(statements, 20), fewest(statements, 60));
    }

    /** The relay's own statements fall into some of the attempts, not into all. */
    private long fewest(StatementCount statements, int children) {
        return IntStream.range(0, 8)
                .mapToLong(attempt -> {
                    statements.take();
                    handle(children);
                    return statements.take();
                })
                .min()
                .orElseThrow();
    }

    private void handle(int children) {
        var events = new ArrayList<IncomingEvent>();
        for (int i = 0; i < children; i++) {
            var pupil = Pupil.of(Town.SCHOOL);
            var body = Body.with(
                    pupil.codes(),
                    "spell",
                    pupil.spell(),
                    "openedOn",
                    "2026-09-07",
                    "ending",
                    i % 2 == 0 ? null : "RETURNED",
                    "endedOn",
                    "2026-09-08");
            var type = "org.baoxue.escalation." + (i % 2 == 0 ? "spell-opened" : "spell-ended") + ".v1";
            events.add(new IncomingEvent(
                    UUID.randomUUID(), Rules.TOPIC, 0, i, pupil.student(), type, Instant.EPOCH, Json.write(body)));
        }
        transactions.asWorker(() -> listener.handle(events));
    }

    private UUID open(Pupil pupil, String firing) {
        return transactions.asWorker(() -> {
            cases.lock(Set.of(pupil.student()));
            return entry(pupil, firing).id();
        });
    }

    private Entry entry(Pupil pupil, String firing) {
        var child = new Entry.Child(pupil.student(), pupil.school(), pupil.classId(), pupil.place(), pupil.homePlace());
        var day = new Entry.Day(MON, Entry.Day.Kind.CONFIRMED);
        return cases.fired(
                child, new Firing(firing, pupil.spell(), "suspected-dropout", 1, true), MON, List.of(day), false);
    }

    /** Every third fails after it took its number. */
    private UUID draft(Pupil pupil) {
        boolean fails = Math.floorMod(turn.getAndIncrement(), 3) == 2;
        try {
            return transactions.asWorker(() -> {
                cases.lock(Set.of(pupil.student()));
                var entry = entry(pupil, "f" + pupil.student());
                var duty = "duty-" + pupil.student();
                reports.order(
                        entry,
                        new ReportOrder(
                                duty,
                                "township-report",
                                pupil.spell(),
                                MON,
                                Instant.parse("2026-09-10T04:00:00Z"),
                                3,
                                List.of(),
                                List.of(),
                                false,
                                null,
                                null));
                if (fails) {
                    throw new IllegalStateException("fails on purpose");
                }
                return entry.id();
            });
        } catch (IllegalStateException onPurpose) {
            return new UUID(0, 0);
        }
    }

    private static void atOnce(List<Callable<UUID>> works) throws InterruptedException, ExecutionException {
        try (var nodes = Executors.newFixedThreadPool(works.size())) {
            for (var done : nodes.invokeAll(works)) {
                done.get();
            }
        }
    }
}
