package org.baoxue.escalation.backtest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.baoxue.escalation.School;
import org.baoxue.escalation.watch.DutyStore;
import org.baoxue.escalation.watch.FiringStore;
import org.baoxue.escalation.watch.KnownSpell;
import org.baoxue.escalation.watch.Past;
import org.baoxue.escalation.watch.Pasts;
import org.baoxue.escalation.watch.Replay;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy is tried on what a school really reported, over real Kafka and PostgreSQL, while the school goes on reporting. */
@QuarkusTest
@WithTestResource(Platform.class)
class BacktestIT {
    static final String HELD = "bt-held";
    private static final String SUSPECTED = "{ it.what == 'FIRED' && it.rule == 'suspected-dropout' }";

    @Inject
    Pasts pasts;

    @Inject
    SpellStore spells;

    @Inject
    DutyStore duties;

    @Inject
    FiringStore firings;

    @Inject
    DueBacktests due;

    @Inject
    BacktestStore store;

    @Inject
    Transactions transactions;

    @Inject
    SuiteClock clock;

    private RecordedWeek week;

    @BeforeEach
    void aWeekAtSchool() {
        week = new RecordedWeek();
    }

    @AfterEach
    void close() {
        Superuser.jdbi().useHandle(handle -> handle.execute("delete from child where student = ?", HELD));
        week.close();
    }

    @Test
    void the_policy_in_force_played_again_gives_what_was_recorded() {
        Instant now = clock.now();
        List<Past> read = transactions.asWorker(
                () -> pasts.of(week.missing, LocalDate.parse("2026-09-01"), now).pasts());
        assertEquals(
                week.missing, read.stream().map(past -> past.child().student()).toList());
        long fired = 0;
        for (Past past : read) {
            Ledger played = Ledger.of(Replay.play(past, now), past.calendar());
            assertEquals(known(recorded(past)), known(played), past.child().student());
            fired += played.entries().keySet().stream()
                    .filter(name -> name.what() == Ledger.What.FIRED)
                    .count();
        }
        assertEquals(13, fired, "six rules of the third day for two children, and for one that of the seventh");
    }

    @Test
    void a_candidate_is_compared_child_by_child_and_a_repeat_gives_the_same_bytes() {
        Map<String, Object> asked = week.asks(Map.of("asOf", clock.now().toString()));
        String id = week.starts(asked);
        String suspected = "rules.find " + SUSPECTED + ".counts.";
        week.isDone(id)
                .body("children", equalTo(4))
                .body("done", equalTo(4))
                .body("failed", equalTo(0))
                .body("places.place", contains(week.county + "001"))
                .body("places[0].counts.children", equalTo(3))
                .body(suspected + "gained", equalTo(1))
                .body(suspected + "moved", equalTo(2));
        week.differences(id, "?limit=500")
                .statusCode(200)
                .body("items.class", everyItem(equalTo(week.code + "-1")))
                .body("items.findAll " + SUSPECTED + ".change", contains("GAINED", "MOVED", "MOVED"))
                .body("items.findAll " + SUSPECTED + ".candidate.date", hasItem("2026-09-12"))
                .body("items.findAll " + SUSPECTED + ".inForce.date", hasItem("2026-09-14"));
        String first = week.bytes(id);

        Hand.passes(Duration.ofDays(3));
        String again = week.starts(asked);
        week.isDone(again);
        assertEquals(first, week.bytes(again));
        assertFalse(first.contains(id));
        assertEquals(JsonPath.from(first).getList("items.number"), paged(id));
    }

    @Test
    void what_becomes_known_later_changes_no_byte_of_what_was_known() {
        Map<String, Object> asked = week.asks(Map.of("asOf", clock.now().toString()));
        String before = week.starts(asked);
        week.isDone(before);

        Hand.passes(Duration.ofHours(1));
        week.isReachedAfterAll("2026-09-14", School.at("2026-09-14 08:30"));
        week.isCorrected("2026-09-11", 2, week.missing, List.of());
        String after = week.starts(asked);
        week.isDone(after);
        assertEquals(week.bytes(before), week.bytes(after));
        assertNotEquals(week.bytes(before), week.bytes(week.isDoneNow()));
    }

    private List<Object> paged(String id) {
        List<Object> numbers = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = week.differences(id, "?limit=7" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .extract()
                    .jsonPath();
            numbers.addAll(page.getList("items.number"));
            cursor = page.getString("next");
        }
        return numbers;
    }

    @Test
    void it_waits_for_live_work_and_goes_on_where_a_killed_node_left_it() {
        Map<String, Object> asked = week.asks(Map.of("asOf", clock.now().toString()));
        String whole = week.starts(asked);
        week.isDone(whole);
        Superuser.jdbi().useHandle(live -> {
            somebodyElseHasWork(live);
            String id = week.starts(asked);
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> week.reads(id)
                    .body("state", equalTo("WAITING")));
            transactions.asWorker(store::begin);
            assertThrows(
                    IllegalStateException.class,
                    () -> transactions.asWorker(() -> {
                        works(2);
                        throw new IllegalStateException("killed");
                    }));
            week.reads(id).body("state", equalTo("RUNNING")).body("done", equalTo(0));
            transactions.asWorker(() -> works(2));
            week.reads(id).body("done", equalTo(2));
            transactions.asWorker(() -> {
                works(1);
                liveWorkGoesOn();
            });
            live.rollback();
            week.isDone(id).body("done", equalTo(4));
            assertEquals(week.bytes(whole), week.bytes(id));
        });
    }

    /** A node holds a batch and has not committed: the children in it are decided about all the same. */
    private void liveWorkGoesOn() {
        String day = "2026-09-21";
        Hand.puts(School.at(day + " 08:06"));
        week.calls(day, List.of(), week.missing);
        week.escalation.awaitAll(
                2,
                seen -> seen.type().endsWith("duty-opened.v1")
                        && seen.text("rule").equals("verify-same-day")
                        && seen.text("date").equals(day)
                        && week.missing.contains(seen.text("student")));
    }

    @Test
    void cancelled_it_stops_and_stays_so() {
        Superuser.jdbi().useHandle(live -> {
            somebodyElseHasWork(live);
            String id = week.starts(week.asks(Map.of()));
            transactions.asWorker(store::begin);
            transactions.asWorker(() -> works(1));
            for (int twice = 0; twice < 2; twice++) {
                week.bureau().delete("/v1/backtests/" + id).then().statusCode(204);
                week.reads(id).body("state", equalTo("CANCELLED")).body("done", equalTo(1));
            }
            live.rollback();
            week.isDone(week.starts(week.asks(Map.of())));
            week.reads(id).body("state", equalTo("CANCELLED")).body("done", lessThan(4));
        });
    }

    @Test
    void a_child_whose_past_cannot_be_read_holds_nobody_up() {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into leave_fact (leave_id, revision, student, withdrawn, kind, from_date, from_order, to_date,"
                                + " to_order, accepted_at)"
                                + " values (?, 1, ?, false, 'UNHEARD_OF', '2026-09-01', 0, '2026-09-01', 1, '2026-09-01')",
                        week.code,
                        week.missing.getFirst()));
        week.isDone(week.starts(week.asks(Map.of())))
                .body("failed", equalTo(1))
                .body("done", equalTo(3))
                .body("rules.size()", greaterThan(0));
    }

    @Test
    void what_cannot_be_tried_is_refused_where_it_is_wrong() {
        points(Map.of("place", ""), 400, "/place");
        points(Map.of("place", week.county + "999"), 422, "/place");
        points(Map.of("from", "2026-09-20", "to", "2026-09-19"), 400, "/to");
        points(Map.of("from", "2020-09-20"), 400, "/to");
        points(Map.of("to", "2027-01-01"), 400, "/to");
        points(Map.of("asOf", "2027-01-01T00:00:00Z"), 400, "/asOf");
        points(Map.of("candidate", "no-school-on-fridays"), 422, "/candidate");
        points(Map.of("values", Map.of()), 400, "/candidate");
        refuses(Map.of(), "/values");
        refuses(Map.of("home-visit.fires", value("day soon", "try")), "/values/home-visit.fires/value");
        refuses(Map.of("no-rule.due", value("day end", "try")), "/values/no-rule.due/value");
        refuses(Map.of("home-visit.fires", value("day 4", "")), "/values/home-visit.fires/clause");
        refuses(Map.of("weekly-list.due", value("next school day 10:00", "try")), "/values/weekly-list.due");
        week.posts(week.asks(Map.of("place", "5301"))).statusCode(403);
        week.bureau().get("/v1/backtests/" + UUID.randomUUID()).then().statusCode(404);
        String id = week.starts(week.asks(Map.of()));
        week.differences(id, "?cursor=eA").statusCode(400);
        Tokens.as(Tokens.ofPlace("county-bureau", "p-other", "530199"))
                .get("/v1/backtests/" + id + "/differences")
                .then()
                .statusCode(404);
    }

    private void points(Map<String, Object> other, int status, String pointer) {
        refused(week.asks(other), status, pointer);
    }

    private void refuses(Map<String, Object> values, String pointer) {
        Map<String, Object> request = week.asks(Map.of("values", values));
        request.remove("candidate");
        refused(request, 422, pointer);
    }

    private void refused(Map<String, Object> request, int status, String pointer) {
        week.posts(request)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    private static Map<String, Object> value(String value, String clause) {
        return Map.of("value", value, "clause", clause);
    }

    private void works(int children) {
        due.work(due.claim(clock.now(), children), clock.now());
    }

    /** A child is due, and somebody holds it: as long as that is so, live work is not done. */
    static void somebodyElseHasWork(Handle live) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into child (student, school, place, class_id, enrolled, revision, next_due_at)"
                                + " values (?, 'S-none', '53', 'none', true, 1, '2020-01-01')",
                        HELD));
        live.begin();
        live.execute("select from child where student = ? for update", HELD);
    }

    private Ledger recorded(Past past) {
        return transactions.asWorker(() -> {
            List<KnownSpell> known = spells.spellsOf(List.of(past.child().student()));
            List<String> ids = known.stream().map(spell -> spell.spell().id()).toList();
            var owed = duties.dutiesOf(ids).stream().map(DutyStore.Owed::duty).toList();
            return Ledger.of(new Replay.Played(known, owed, firings.firingsOf(ids), List.of()), past.calendar());
        });
    }

    /** Without the moments at which it was worked, which are a little later than those at which it was due. */
    private static Map<String, String> known(Ledger ledger) {
        Map<String, String> known = new TreeMap<>();
        ledger.entries().forEach((name, entry) -> {
            if (name.what() != Ledger.What.TOLD) {
                known.put(
                        name.toString(),
                        entry.date() + " day " + entry.day() + " due " + entry.dueAt() + " " + entry.ending());
            }
        });
        return known;
    }
}
