package org.baoxue.escalation.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.baoxue.testkit.AccessTable;
import org.baoxue.testkit.AccessTable.Cell;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks the whole of {@code access.txt}: every operation, by every role, on what is theirs and what is not. */
@QuarkusTest
@WithTestResource(Platform.class)
class AccessIT {
    private static final Path TABLE = Path.of("src/test/resources/access.txt");

    /** Each child with its school, class and township, and one duty. */
    private static final List<List<String>> CHILDREN = List.of(
            List.of("own", "A-1", "A-1-1", "530113001"),
            List.of("class", "A-1", "A-1-2", "530113001"),
            List.of("school", "A-2", "A-2-1", "530113001"),
            List.of("township", "A-3", "A-3-1", "530113002"),
            List.of("county", "A-4", "A-4-1", "530102001"),
            List.of("prefecture", "A-5", "A-5-1", "530302001"),
            List.of("foreign", "A-6", "A-6-1", "TX25590101"));

    private static final Map<String, Object> NOTHING_OWN = Map.of("values", Map.of());

    @BeforeEach
    void children() {
        // well after the absences below, which have no marks to be looked at
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        Superuser.jdbi().useHandle(handle -> {
            for (String place : List.of("53", "5301", "5303", "530102", "530113", "TX255901")) {
                handle.execute("insert into place (code, level) values (?, 'COUNTY') on conflict do nothing", place);
            }
            handle.execute(
                    "insert into policy values ('530113', '2100-01-01', 1, '{}', now(), 'p') on conflict do nothing");
            handle.execute("insert into post values ('class-teacher', 'A-1-1', '[{\"person\": \"p-access\"}]')"
                    + " on conflict do nothing");
            for (List<String> child : CHILDREN) {
                handle.execute(
                        "insert into school (code, place, zone, exceptions_only, sessions)"
                                + " values (?, ?, 'Asia/Shanghai', false, '[]') on conflict do nothing",
                        child.get(1),
                        child.get(3));
                handle.execute("""
                        insert into backtest (id, place, from_date, to_date, "values", as_of, asked_at, state)
                        values ('backtest-' || ?, ?, '2026-09-01', '2026-09-02', '{}', now(), now(), 'DONE')
                        on conflict do nothing
                        """, child.get(0), child.get(3));
                handle.execute("""
                        insert into backtest_difference values ('backtest-' || ?, 'access-' || ?, 1, ?, ?, null, ?,
                            'contact-guardian', 'OWED', 'LOST', '{"student": "a", "number": 1, "day": 0, "session": 0}')
                        on conflict do nothing
                        """, child.get(0), child.get(0), child.get(1), child.get(3), child.get(2));
                handle.execute(
                        "insert into child (student, school, class_id, place, enrolled, revision)"
                                + " values ('access-' || ?, ?, ?, ?, true, 1) on conflict do nothing",
                        child.get(0),
                        child.get(1),
                        child.get(2),
                        child.get(3));
                handle.execute("""
                        insert into duty (id, rule, subject_kind, subject, student, school, class_id, place, date, day, revision,
                            owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state, ended_at, unseen, why)
                        values ('duty-' || ?, 'contact-guardian', 'SPELL', 'none', 'access-' || ?, ?, ?, ?, '2026-09-07', 0, 1,
                            'class-teacher', 'A-1-1', now(), now(), now(), false, false, 'DONE', now(), false, '{}')
                        on conflict do nothing
                        """, child.get(0), child.get(0), child.get(1), child.get(2), child.get(3));
                handle.execute("""
                        insert into duty (id, rule, subject_kind, subject, school, class_id, place, date, day, revision,
                            owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state, ended_at, unseen, why)
                        values ('list-' || ?, 'weekly-list', 'SCHOOL_WEEK', 'none', ?, '', ?, '2026-09-11', 0, 1,
                            'principal', 'A-1', now(), now(), now(), false, false, 'DONE', now(), false, '{}')
                        on conflict do nothing
                        """, child.get(0), child.get(1), child.get(3));
                handle.execute("""
                        insert into week_list (duty, student, class_id, reasons, told_at)
                        values ('list-' || ?, 'access-' || ?, ?, '[]', now()) on conflict do nothing
                        """, child.get(0), child.get(0), child.get(2));
            }
        });
    }

    @Test
    void every_cell_is_as_the_table_says() {
        List<Cell> cells = AccessTable.read(TABLE);
        AccessTable.coversEveryOperation(cells);
        List<String> wrong = cells.stream()
                .filter(cell -> !seen(cell, call(cell)).equals(cell.expected()))
                .map(cell -> cell + " was " + call(cell).statusCode())
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void without_a_token_nothing_is_answered() {
        assertEquals(401, io.restassured.RestAssured.get("/v1/duties").statusCode());
    }

    @Test
    void a_school_that_a_child_has_left_sees_the_absences_of_its_own_time_and_no_more() {
        Superuser.jdbi().useHandle(handle -> {
            for (List<String> spell : List.of(List.of("then", "A-2", "A-2-1"), List.of("now", "A-1", "A-1-1"))) {
                handle.execute("""
                        insert into spell (id, student, school, class_id, place, opened_date, opened_order, opened_at, missed, state,
                            ended_date, created_at, known_at, policy_place, policy_from, policy_version)
                        values ('access-spell-' || ?, 'access-own', ?, ?, '530113001', '2026-09-07', 1, now(), '[]', 'LEFT',
                            '2026-09-08', now(), now(), '', '1970-01-01', 1) on conflict do nothing
                        """, spell.get(0), spell.get(1), spell.get(2));
            }
        });
        var of = Tokens.as(Tokens.ofSchool("principal", "p-then", "A-2"));
        of.get("/v1/students/access-own/spells").then().statusCode(200);
        assertEquals(
                List.of("access-spell-then"),
                of.get("/v1/students/access-own/spells").jsonPath().getList("spell"));
        assertEquals(
                404,
                of.get("/v1/students/access-own/explanation?date=2026-09-07").statusCode());
    }

    private static Response call(Cell cell) {
        RequestSpecification request = Tokens.as(token(cell.role())).contentType(ContentType.JSON);
        String child = child(cell);
        return switch (cell.operation()) {
            case "listDuties" -> request.get("/v1/duties?student=access-" + child);
            case "readDuty" -> request.get("/v1/duties/duty-" + child);
            case "listStudentsOfWeek" -> request.get("/v1/duties/list-" + child + "/students");
            case "recordEvidence" ->
                request.header("Idempotency-Key", UUID.randomUUID())
                        .body(
                                cell.role().equals("school-system")
                                        ? Map.of("kind", "CONTACT_ATTEMPT", "outcome", "TEXT_SENT")
                                        : Map.of("kind", "NOTE", "note", "seen"))
                        .post("/v1/duties/duty-" + child + "/evidence");
            case "assignDuty" -> // a duty that has its ending: 409 says that its reader might have assigned it
                request.header("Idempotency-Key", UUID.randomUUID())
                        .body(Map.of("owner", Map.of("post", "principal", "scope", "A-1"), "reason", "ill"))
                        .post("/v1/duties/duty-" + child + "/assignments");
            case "listSpells" -> request.get("/v1/students/access-" + child + "/spells");
            case "explain" -> request.get("/v1/students/access-" + child + "/explanation?date=2026-09-07");
            case "countAbsences" -> request.get("/v1/absence-counts?date=2026-09-07&place=" + counted(cell));
            case "readPolicy" -> request.get("/v1/policies/530113001");
            case "readSchoolPolicy" -> request.get("/v1/schools/A-1/policy");
            case "readOwnPolicy" -> request.get("/v1/policies/530113/2100-01-01");
            case "setPolicy" -> request.body(NOTHING_OWN).put("/v1/policies/" + place(cell) + "/2100-01-01");
            case "checkPolicy" -> request.body(NOTHING_OWN).post("/v1/policies/" + place(cell) + "/2100-01-01/checks");
            case "startBacktest" ->
                request.body(Map.of(
                                "place",
                                place(cell),
                                "from",
                                "2020-09-01",
                                "to",
                                "2020-09-02",
                                "candidate",
                                "three-calendar-days"))
                        .post("/v1/backtests");
            case "readBacktest" -> request.get("/v1/backtests/backtest-" + child);
            case "listDifferences" -> request.get("/v1/backtests/backtest-" + child + "/differences");
            case "cancelBacktest" -> request.delete("/v1/backtests/backtest-" + child);
            case "readClock" -> request.get("/v1/clock");
            case "setClock" ->
                request.body(Map.of("now", Hand.now().toString())).put("/v1/clock");
            case "readStanding" -> request.get("/v1/standing");
            case "listDeadLetters" -> request.get("/v1/dead-letters");
            case "resolveDeadLetters" ->
                request.body(Map.of("topic", "baoxue.case.v1", "key", "none", "action", "REPLAY", "reason", "try"))
                        .post("/v1/dead-letters/resolutions");
            case "readDeadLetter" -> request.get("/v1/dead-letters/0");
            case "listConsumption" -> request.get("/v1/consumption");
            case "pauseConsumption" -> request.body(Map.of("reason", "test")).put("/v1/consumption/none/pause");
            case "resumeConsumption" -> request.delete("/v1/consumption/none/pause");
            default -> throw new AssertionError("AccessIT does not know " + cell.operation());
        };
    }

    private static String seen(Cell cell, Response answer) {
        int status = answer.statusCode();
        if (status == 403) {
            return "no";
        }
        if (status == 404) {
            return "none";
        }
        if (status == 409 || (status == 200 && cell.role().equals("operator"))) {
            return "yes";
        }
        if (status == 202 || status == 204) {
            return "yes";
        }
        if (status != 200) {
            return "status " + status;
        }
        List<Object> items =
                answer.contentType().contains("json") && answer.asString().startsWith("{\"items\"")
                        ? answer.jsonPath().getList("items")
                        : null;
        return items != null && items.isEmpty() ? "none" : "yes";
    }

    private static String token(String role) {
        return switch (role) {
            case "class-teacher" -> Tokens.ofSchool(role, "p-access", "A-1");
            case "academic-office", "principal", "school-system" -> Tokens.ofSchool(role, "p-" + role, "A-1");
            case "township-officer" -> Tokens.ofPlace(role, "p-township", "530113001");
            case "county-bureau", "county-system" -> Tokens.ofPlace(role, "p-county", "530113");
            case "prefecture-bureau" -> Tokens.ofPlace(role, "p-prefecture", "5301");
            case "province-observer" -> Tokens.ofPlace(role, "p-province", "53");
            default -> Tokens.of(role);
        };
    }

    /** A place of the officer's own, or one elsewhere. */
    private static String counted(Cell cell) {
        return switch (cell.where() + " " + cell.role()) {
            case "own township-officer" -> "530113001";
            case "own county-bureau" -> "530113";
            case "own prefecture-bureau" -> "5301";
            case "own province-observer" -> "53";
            default -> "TX255901";
        };
    }

    /** A place that a bureau may set a policy of, or not. */
    private static String place(Cell cell) {
        boolean county = cell.role().equals("county-bureau");
        return switch (cell.where()) {
            case "own" -> county ? "530113" : "5301";
            case "sibling" -> county ? "530102" : "5303";
            case "parent" -> county ? "5301" : "53";
            default -> "TX255901";
        };
    }

    private static String child(Cell cell) {
        return switch (cell.where()) {
            case "own" -> "own";
            case "foreign" -> "foreign";
            default ->
                switch (cell.role()) {
                    case "class-teacher" -> "class";
                    case "township-officer" -> "township";
                    case "county-bureau" -> "county";
                    case "prefecture-bureau" -> "prefecture";
                    default -> "school";
                };
        };
    }
}
