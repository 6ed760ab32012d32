package org.baoxue.escalation.backtest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.backtest.BacktestStore.Part;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backtests of several bureaus at once, and of children of whom little is known. */
@QuarkusTest
@WithTestResource(Platform.class)
class BacktestsOfManyIT {
    private static final String ELSEWHERE = "539901";
    private static final String NAMELESS = "bt-nameless";

    @Inject
    BacktestStore store;

    @Inject
    Transactions transactions;

    private RecordedWeek week;

    @BeforeEach
    void aWeekAtSchool() {
        week = new RecordedWeek();
    }

    @AfterEach
    void close() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("delete from backtest where place = ?", ELSEWHERE);
            handle.execute("delete from policy where place = ?", week.county + "001");
            for (String table : List.of("child", "child_class")) {
                handle.execute("delete from " + table + " where student in (?, ?)", NAMELESS, BacktestIT.HELD);
            }
        });
        week.close();
    }

    @Test
    void ten_of_one_bureau_keep_no_other_waiting() {
        Superuser.jdbi().useHandle(live -> {
            BacktestIT.somebodyElseHasWork(live);
            for (int number = 0; number < 10; number++) {
                asked(ELSEWHERE, "WAITING", "many-" + number, "2026-09-17");
            }
            for (int number = 0; number < 10; number++) {
                week.posts(week.asks(Map.of())).statusCode(202);
            }
            week.posts(week.asks(Map.of()))
                    .statusCode(409)
                    .body("type", equalTo("urn:baoxue:problem:too-many-backtests"));
            live.rollback();
        });
    }

    @Test
    void bureaus_take_turns() {
        Superuser.jdbi().useHandle(live -> {
            BacktestIT.somebodyElseHasWork(live);
            asked(ELSEWHERE, "RUNNING", "turn-first", "2026-09-17");
            asked(week.county, "RUNNING", "turn-second", "2026-09-18");
            List<String> claimed = transactions.asWorker(
                    () -> store.claim(4).stream().map(Part::backtest).sorted().toList());
            assertEquals(List.of("turn-first", "turn-first", "turn-second", "turn-second"), claimed);
            live.rollback();
        });
    }

    @Test
    void values_that_a_place_below_contradicts_are_not_tried() {
        String below = week.county + "001";
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into policy (place, from_date, version, \"values\", set_at) values (?, '2026-09-05', 1,"
                                + " '{\"hours.list-lead\": {\"text\": \"PT100M\", \"clause\": \"own choice: a test\"}}', '2026-09-01')",
                        below));
        Map<String, Object> request = week.asks(Map.of(
                "values",
                Map.of(
                        "report-absence-list.due",
                        Map.of("value", "PT90M after mark", "clause", "own choice: a test"))));
        request.remove("candidate");
        week.posts(request)
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:policy-clashes"))
                .body("errors.pointer", hasItem("/values/report-absence-list.due/value"))
                .body("errors.detail", hasItem(startsWith("in " + below + " from 2026-09-05 on: ")));
    }

    @Test
    void a_child_of_a_school_that_the_directory_has_not_named_is_not_said_to_be_looked_at() {
        Superuser.jdbi().useHandle(this::isMissedAtASchoolWithoutName);
        week.isDone(week.starts(week.asks(Map.of())))
                .body("children", equalTo(5))
                .body("failed", equalTo(1))
                .body("done", equalTo(4));
    }

    private void isMissedAtASchoolWithoutName(Handle handle) {
        handle.execute(
                "insert into child (student, school, place, class_id, enrolled, revision)"
                        + " values (?, 'S-unnamed', ?, 'unnamed-1', true, 1)",
                NAMELESS,
                week.county + "001");
        handle.execute(
                "insert into child_class (student, class_id, school) values (?, 'unnamed-1', 'S-unnamed')", NAMELESS);
        handle.execute(
                "insert into roll_call (class_id, date, session_order, revision, school, place, taken_at, accepted_at,"
                        + " present, late, absent, \"leave\") values ('unnamed-1', '2026-09-10', 1, 1, 'S-unnamed', ?,"
                        + " '2026-09-10', '2026-09-10', '{}', '{}', array[?], '{}') on conflict do nothing",
                week.county + "001",
                NAMELESS);
    }

    private static void asked(String place, String state, String id, String askedAt) {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into backtest (id, place, from_date, to_date, \"values\", as_of, asked_at, state)"
                            + " values (?, ?, '2026-09-01', '2026-09-02', '{}', '2026-09-18', cast(? as timestamptz), ?)",
                    id,
                    place,
                    askedAt,
                    state);
            if (state.equals("RUNNING")) {
                handle.execute(
                        "insert into backtest_child (backtest, number, student)"
                                + " select ?, n, 'nobody-' || n from generate_series(1, 5) n",
                        id);
            }
        });
    }
}
