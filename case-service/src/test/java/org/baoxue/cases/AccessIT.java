package org.baoxue.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.baoxue.testkit.AccessTable;
import org.baoxue.testkit.AccessTable.Cell;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class AccessIT {

    /** Whose place it is, in the order own, sibling, parent, foreign. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "township-officer", List.of(Town.TOWNSHIP, Town.SIBLING_TOWNSHIP, Town.TOWNSHIP + "201", Town.HOME),
            "county-bureau", List.of(Town.COUNTY, "530114", Town.TOWNSHIP + "201", "532301"),
            "county-system", List.of(Town.COUNTY, "530114", Town.TOWNSHIP + "201", "532301"),
            "prefecture-bureau", List.of("5301", "5303", Town.TOWNSHIP + "201", "3201"),
            "province-observer", List.of("53", "52", Town.TOWNSHIP + "201", "TX"));

    private static final List<String> SCHOOLS = List.of(Town.SCHOOL, Town.SIBLING, Town.SCHOOL + "-1", Town.FOREIGN);
    private static final List<String> TEACHERS = List.of("t-own", "t-sibling", "t-none", "t-foreign");
    private static final List<String> WHERE = List.of("own", "sibling", "parent", "foreign");

    private final Heard heard = new Heard();
    private final Pupil ana = Pupil.of(Town.SCHOOL);
    private String id = "";
    private String number = "";

    @BeforeEach
    void anEntryWithASignedReport() {
        Town.exists();
        Hand.puts(Instant.parse("2026-09-10T08:00:00Z"));
        Rules.fires(ana);
        Rules.opensDuty(ana, "township-report");
        id = heard.caseOf(ana);
        number = heard.numberOf(ana, "township-report");
        Desk.of(Town.principal()).signs(number, Map.of()).statusCode(200);
    }

    @AfterEach
    void done() {
        heard.close();
    }

    @Test
    void theTableIsWhatTheServiceDoes() {
        var cells = AccessTable.read(Path.of("src/test/resources/access-table.txt"));
        AccessTable.coversEveryOperation(cells);
        var wrong = new ArrayList<String>();
        for (var cell : cells) {
            var answer = ask(cell);
            if (!expected(cell).equals(found(answer))) {
                wrong.add(cell + " but " + found(answer) + " " + answer.asString());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void readingAChildsEntryLeavesARowInTheAudit() {
        Desk.of(Town.county()).opens(id).statusCode(200);
        Desk.of(Town.county()).reads(number).statusCode(200);
        var operations = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select operation from access_audit where subject = ? and person = 'p-county' order by operation")
                .bind(0, ana.student())
                .mapTo(String.class)
                .list());
        assertEquals(List.of("readCase", "readReport"), operations);
    }

    @Test
    void aListLeavesARowForEachChildOnItsPage() {
        // later than whatever other tests have opened
        Hand.puts(Instant.parse("2026-09-30T08:00:00Z"));
        var bo = Pupil.of(Town.SCHOOL);
        var cai = Pupil.of(Town.SCHOOL);
        for (var pupil : List.of(bo, cai)) {
            Rules.fires(pupil);
            heard.caseOf(pupil);
        }
        var reader = "p-" + ana.student();
        var county = Desk.of(Tokens.ofPlace("county-bureau", reader, Town.COUNTY));
        county.lists("limit=2").statusCode(200);
        county.lists("limit=1&student=" + ana.student()).statusCode(200);
        county.listsReports("student=" + ana.student()).statusCode(200);
        county.listsReports("student=nobody").statusCode(200);
        var expected = Stream.of(
                        "listCases " + ana.student(),
                        "listCases " + bo.student(),
                        "listCases " + cai.student(),
                        "listReports " + ana.student())
                .sorted()
                .toList();
        assertEquals(expected, rowsOf(reader));
    }

    private static List<String> rowsOf(String reader) {
        return Superuser.jdbi().withHandle(handle -> handle
                .createQuery("select operation || ' ' || subject from access_audit where person = ? order by 1")
                .bind(0, reader)
                .mapTo(String.class)
                .list()
                .stream()
                .sorted()
                .toList());
    }

    private static String expected(Cell cell) {
        return cell.role().equals("nobody") ? "status 401" : cell.expected();
    }

    private static String found(Response answer) {
        var found = AccessTable.found(answer);
        return found.equals("yes") && answer.jsonPath().get("items") instanceof List<?> list && list.isEmpty()
                ? "none"
                : found;
    }

    private Response ask(Cell cell) {
        var as = as(cell);
        var one = "/v1/cases/" + id;
        return switch (cell.operation()) {
            case "listCases" -> as.get("/v1/cases?student=" + ana.student());
            case "readCase" -> as.get(one);
            case "listReports" -> as.get("/v1/reports?student=" + ana.student());
            case "readReport" -> as.get("/v1/reports/" + number);
            case "signReport" -> json(as, Map.of()).post("/v1/reports/" + number + "/signature");
            case "recordPersuasion" ->
                json(as, visit())
                        .header("Idempotency-Key", ana.student() + cell)
                        .post(one + "/persuasions");
            case "recordReturn" -> json(as, Map.of("returnedOn", "2026-09-10")).post(one + "/return");
            case "proposeClosing" -> {
                Desk.of(Town.office()).withdrawsClosing(id).statusCode(200);
                yield json(as, Map.of("reason", "OTHER")).post(one + "/closing");
            }
            case "withdrawClosing" -> as.delete(one + "/closing");
            case "approveClosing" -> {
                isProposed();
                yield as.post(one + "/closing/approval");
            }
            case "reopenCase" -> {
                isProposed();
                Desk.of(Town.principal()).approvesClosing(id).statusCode(200);
                yield as.post(one + "/reopening");
            }
            case "readClock" -> as.get("/v1/clock");
            case "setClock" -> json(as, Map.of("now", "2026-09-10T08:00:00Z")).put("/v1/clock");
            case "readStanding" -> as.get("/v1/standing");
            case "listDeadLetters" -> emptyIsFine(as.get("/v1/dead-letters"));
            case "resolveDeadLetters" ->
                json(as, Map.of("topic", Rules.TOPIC, "key", "none", "action", "GIVE_UP", "reason", "test"))
                        .post("/v1/dead-letters/resolutions");
            case "readDeadLetter" -> as.get("/v1/dead-letters/0");
            case "listConsumption" -> emptyIsFine(as.get("/v1/consumption"));
            case "pauseConsumption" -> json(as, Map.of("reason", "test")).put("/v1/consumption/none/pause");
            case "resumeConsumption" -> as.delete("/v1/consumption/none/pause");
            default -> throw new AssertionError("the test knows no request for " + cell.operation());
        };
    }

    /** The office has proposed to clear the entry, whatever was done to it before. */
    private void isProposed() {
        Desk.of(Town.principal()).reopens(id).statusCode(200);
        Desk.of(Town.office()).proposesClosing(id, "OTHER").statusCode(200);
    }

    /** Nothing parked is no sign of a narrow scope. */
    private static Response emptyIsFine(Response answer) {
        return answer.statusCode() == 200 ? RestAssured.get("/q/openapi?format=json") : answer;
    }

    private static RequestSpecification json(RequestSpecification as, Object body) {
        return as.contentType(ContentType.JSON).body(body);
    }

    private static Map<String, Object> visit() {
        return Body.of(
                "kind",
                "PHONE",
                "on",
                "2026-09-10",
                "participants",
                List.of(Map.of("kind", "CLASS_TEACHER")),
                "outcome",
                "NOT_MET");
    }

    private static RequestSpecification as(Cell cell) {
        var role = cell.role();
        int where = WHERE.indexOf(cell.where());
        return switch (role) {
            case "nobody" -> RestAssured.given();
            case "operator", "government-platform" -> Tokens.as(Tokens.of(role));
            case "class-teacher" -> {
                var school = where == 1 ? Town.SCHOOL : SCHOOLS.get(where == 3 ? 1 : where);
                yield Tokens.as(Tokens.ofSchool(role, TEACHERS.get(where), school));
            }
            case "academic-office", "principal", "school-system" ->
                Tokens.as(Tokens.ofSchool(
                        role, role.equals("principal") ? "p-principal" : "p-" + role, SCHOOLS.get(where)));
            default ->
                Tokens.as(Tokens.ofPlace(
                        role,
                        "p-" + role,
                        Objects.requireNonNull(PLACES.get(role)).get(where)));
        };
    }
}
