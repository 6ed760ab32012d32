package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.baoxue.testkit.AccessTable;
import org.baoxue.testkit.AccessTable.Cell;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Walks the whole of {@code access.table}: who may do what, and to whom. */
@QuarkusTest
@WithTestResource(Platform.class)
class AccessIT {

    private static final Path TABLE = Path.of("src/test/resources/access.table");
    private static final String DATE = "2026-10-12";
    private static final String SEED = "a-seed-of-nobody";

    /** What an operation is tried on. */
    private record Target(SchoolFixture school, String classId, String student, String leave, String concern) {}

    @Test
    void the_table_holds_cell_by_cell() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var cells = AccessTable.read(TABLE);
        AccessTable.coversEveryOperation(cells);
        var targets = new Targets();
        var breaches = new ArrayList<String>();
        for (var cell : cells) {
            var answer = call(cell, targets.of(cell));
            if (!cell.expected().equals(seen(cell, answer))) {
                breaches.add(cell + " found " + seen(cell, answer) + " " + answer.asString());
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void nobody_comes_in_without_a_token() {
        for (var path : List.of("/v1/students/x", "/v1/schools/x/classes", EdFiEvents.PATH, "/v1/standing")) {
            assertThat(RestAssured.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    private static final class Targets {
        private final Target own = made("710001", "530113001", "710001-1", "aca-a");
        private final Target otherClass = made("710001", "530113001", "710001-2", "aca-b");
        private final Target otherSchool = made("710002", "530113002", "710002-1", "acb-a");
        private final Target otherCounty = made("710003", "530114001", "710003-1", "acc-a");
        private final Target elsewhere = made("710006", "620102001", "710006-1", "acf-a");

        private static Target made(String school, String place, String classId, String student) {
            var fixture = SchoolFixture.opens(school, place, "Asia/Shanghai", false);
            fixture.enrols(classId, student);
            fixture.giveClassTo(classId, "T-" + classId);
            var leave =
                    grant(fixture.office(), student, "made").then().extract().<String>path("leave");
            var concern =
                    raise(fixture.office(), student, "made").then().extract().<String>path("concern");
            for (var kind : List.of("roll-calls", "sampled-roll-calls")) {
                rollCall(fixture.system(), classId, kind);
            }
            return new Target(fixture, classId, student, leave, concern);
        }

        Target of(Cell cell) {
            return switch (cell.where()) {
                case "own" -> own;
                case "foreign" -> elsewhere;
                case "sibling" ->
                    switch (cell.role()) {
                        case "class-teacher" -> otherClass;
                        case "county-bureau" -> otherCounty;
                        default -> otherSchool;
                    };
                default -> throw new AssertionError("no such case: " + cell);
            };
        }
    }

    private static RequestSpecification caller(String role) {
        var token =
                switch (role) {
                    case "class-teacher" -> Tokens.ofSchool(role, "T-710001-1", "710001");
                    case "academic-office", "principal", "school-system" ->
                        Tokens.ofSchool(role, role + "-710001", "710001");
                    case "township-officer" -> Tokens.ofPlace(role, "O-1", "530113001");
                    case "county-system" -> Tokens.ofPlace(role, "county-system", "530113");
                    case "county-bureau" -> Tokens.ofPlace(role, "O-2", "530113");
                    case "prefecture-bureau" -> Tokens.ofPlace(role, "O-3", "5301");
                    case "province-observer" -> Tokens.ofPlace(role, "O-4", "53");
                    default -> Tokens.of(role);
                };
        return Tokens.as(token).contentType(ContentType.JSON);
    }

    private static Response call(Cell cell, Target target) {
        var request = caller(cell.role());
        var student = "/v1/students/" + target.student();
        var school = "/v1/schools/" + target.school().code();
        return switch (cell.operation()) {
            case "putStudent" ->
                request.body(target.school().registration(target.classId())).put(student);
            case "readStudent" -> request.get(student);
            case "changeEnrolment" ->
                cell.role().equals("county-bureau")
                        ? confirmTransfer(request, target)
                        : request.body(Map.of("change", "CLASS_CHANGED", "effective", DATE, "class", target.classId()))
                                .post(student + "/enrolment-changes");
            case "readPlaceCompleteness" ->
                request.get("/v1/completeness?date=" + DATE + "&place="
                        + (cell.role().equals("township-officer")
                                ? target.school().place()
                                : county(target)));
            case "countArrivals" ->
                request.get("/v1/arrivals?from=2026-10-12&to=2026-10-12&place="
                        + (cell.role().equals("township-officer")
                                ? target.school().place()
                                : county(target)));
            case "listNotArrived" -> request.get(school + "/arrivals?from=2026-10-12&to=2026-10-12");
            case "putReturnSurvey" ->
                request.body(Map.of("answer", "WILL_RETURN")).put(student + "/return-surveys/" + DATE);
            case "listReturnSurvey" ->
                request.get("/v1/return-surveys/" + DATE + "/students?school="
                        + target.school().code());
            case "countReturnSurvey" ->
                request.get("/v1/return-surveys/" + DATE + "?place="
                        + (cell.role().equals("township-officer")
                                ? target.school().place()
                                : county(target)));
            case "importResidents" -> residents(request, county(target));
            case "listResidentRegisters" -> {
                residents(bureauOf(target), county(target));
                yield request.get("/v1/resident-registers?place=" + county(target));
            }
            case "runComparison" -> {
                residents(bureauOf(target), county(target));
                yield Residents.compares(request, "access", county(target), DATE, DATE);
            }
            case "listComparisons" -> {
                comparison(target, "made");
                yield request.get("/v1/comparisons?place=" + county(target));
            }
            case "readComparison" -> request.get("/v1/comparisons/" + comparison(target, "made"));
            case "listComparisonPlaces" -> request.get("/v1/comparisons/" + comparison(target, "made") + "/places");
            case "readComparisonMoves" -> {
                comparison(target, "made");
                yield request.get("/v1/comparisons/" + comparison(target, "made again") + "/moves");
            }
            case "listDifferences" -> {
                difference(cell, target);
                yield request.get("/v1/differences?place=" + target.school().place());
            }
            case "readDifference" -> request.get("/v1/differences/" + difference(cell, target));
            case "answerDifference" ->
                request.body(Map.of("answer", "HAS_NO_NUMBER", "evidence", "asked", "until", "2026-12-31"))
                        .put("/v1/differences/" + difference(cell, target) + "/answer");
            case "announceSampling" -> announce(request, target, "access-" + county(target));
            case "drawSampling" ->
                request.body(Map.of("seed", SEED)).put("/v1/samplings/" + sampling(target) + "/draw");
            case "listSamplings" -> {
                sampling(target);
                yield request.get("/v1/samplings?limit=500");
            }
            case "readSampling" -> request.get("/v1/samplings/" + sampling(target));
            case "listSamplingUnits" -> request.get("/v1/samplings/" + drawn(target) + "/units");
            case "readSamplingResult" -> request.get("/v1/samplings/" + drawn(target) + "/result");
            case "putMonitoredHousehold" -> household(request, target);
            case "readMonitoredHousehold" -> {
                household(target.school().office(), target);
                yield request.get(student + "/monitored-household");
            }
            case "deleteMonitoredHousehold" -> request.delete(student + "/monitored-household");
            case "importRoster" ->
                request.contentType("application/zip").body(roster(target)).post("/v1/roster/imports");
            case "importRosterFiles" -> {
                request.contentType("multipart/form-data");
                csv(target)
                        .forEach((name, text) ->
                                request.multiPart("file", name, text.getBytes(StandardCharsets.UTF_8), "text/csv"));
                yield request.post("/v1/roster/imports/files");
            }
            case "pullRoster" -> request.post(school + "/roster-pulls");
            case "listClasses" -> request.get(school + "/classes");
            case "listClassStudents" -> request.get(school + "/classes/" + target.classId() + "/students");
            case "putRollCall" -> rollCall(request, target.classId(), "roll-calls");
            case "putSampledRollCall" -> rollCall(request, target.classId(), "sampled-roll-calls");
            case "readRollCall" -> request.get(rollCallPath(target.classId(), "roll-calls"));
            case "readSampledRollCall" -> request.get(rollCallPath(target.classId(), "sampled-roll-calls"));
            case "postSchoolRollCalls" -> schoolRollCalls(request, target, "roll-calls");
            case "postSchoolSampledRollCalls" -> schoolRollCalls(request, target, "sampled-roll-calls");
            case "beginRollCallFile" -> begin(request, "access");
            case "sendRollCallFilePart" -> {
                var file = fileOf(cell, target);
                yield request.contentType("application/octet-stream")
                        .header("Upload-Offset", 0)
                        .body(new byte[0])
                        .patch("/v1/roll-call-files/" + file);
            }
            case "readRollCallFile" -> request.get("/v1/roll-call-files/" + fileOf(cell, target));
            case "listRollCallFileRefusals" -> request.get("/v1/roll-call-files/" + fileOf(cell, target) + "/refusals");
            case "readCompleteness" -> request.get(school + "/completeness");
            case "fileLeave" -> grant(request, target.student(), "access");
            case "listLeaves" -> request.get(student + "/leaves");
            case "moveLeaveEnd" ->
                request.header("If-Match", "\"1\"")
                        .body(Map.of("to", "2026-11-02", "toSession", "AM"))
                        .put(student + "/leaves/" + target.leave() + "/end");
            case "readLeave" -> request.get(student + "/leaves/" + target.leave());
            case "decideLeave" ->
                request.body(Map.of("outcome", "APPROVED")).put(student + "/leaves/" + target.leave() + "/decision");
            case "setLeavePapers" ->
                request.body(Map.of("papers", List.of())).put(student + "/leaves/" + target.leave() + "/papers");
            case "listSchoolLeaves" -> request.get(school + "/leaves?from=2026-10-01&to=2026-12-31");
            case "withdrawLeave" -> request.delete(student + "/leaves/" + target.leave());
            case "raiseConcern" -> raise(request, target.student(), "access");
            case "listConcerns" -> request.get(student + "/concerns");
            case "withdrawConcern" -> request.delete(student + "/concerns/" + target.concern());
            case "postEdFiAttendanceEvent" -> EdFiEvents.post(request, edFi(target));
            case "listEdFiAttendanceEvents" -> {
                edFiEvent(target);
                yield request.get(
                        EdFiEvents.PATH + "?schoolId=" + target.school().code());
            }
            case "readEdFiAttendanceEvent" -> request.get(EdFiEvents.PATH + "/" + edFiEvent(target));
            case "putEdFiAttendanceEvent" -> request.body(edFi(target)).put(EdFiEvents.PATH + "/" + edFiEvent(target));
            case "deleteEdFiAttendanceEvent" -> request.delete(EdFiEvents.PATH + "/" + edFiEvent(target));
            case "discoverEdFi" -> request.get("/ed-fi");
            case "listEdFiDependencies" -> request.get("/ed-fi/metadata/data/v3/dependencies");
            case "listEdFiDescriptions" -> request.get("/ed-fi/metadata");
            case "readClock" -> request.get("/v1/clock");
            case "setClock" ->
                request.body(Map.of("now", Hand.now().toString())).put("/v1/clock");
            case "readStanding" -> request.get("/v1/standing");
            case "listDeadLetters" -> request.get("/v1/dead-letters");
            case "resolveDeadLetters" ->
                request.body(Map.of("topic", "baoxue.directory.v1", "key", "none", "action", "REPLAY", "reason", "try"))
                        .post("/v1/dead-letters/resolutions");
            case "readDeadLetter" -> request.get("/v1/dead-letters/0");
            case "listConsumption" -> request.get("/v1/consumption");
            case "pauseConsumption" -> request.body(Map.of("reason", "test")).put("/v1/consumption/none/pause");
            case "resumeConsumption" -> request.delete("/v1/consumption/none/pause");
            default -> throw new AssertionError("AccessIT does not know " + cell.operation());
        };
    }

    private static String seen(Cell cell, Response answer) {
        var found = AccessTable.found(answer);
        boolean nothing = found.equals("yes") && showsNothing(cell, answer);
        return nothing && !cell.role().equals("operator") ? "none" : found;
    }

    private static boolean showsNothing(Cell cell, Response answer) {
        return (cell.operation().startsWith("list")
                        && !cell.operation().equals("listRollCallFileRefusals")
                        && answer.path("items").equals(List.of()))
                || (cell.operation().startsWith("importRoster")
                        && answer.path("unchanged").equals(0));
    }

    private static Response confirmTransfer(RequestSpecification county, Target target) {
        var released = target.student() + "-released";
        var changes = "/v1/students/" + released + "/enrolment-changes";
        target.school().enrols(target.classId(), released);
        target.school()
                .office()
                .body(Map.of("change", "TRANSFER_OUT", "effective", DATE))
                .post(changes)
                .then()
                .statusCode(200);
        return county.body(Map.of("change", "TRANSFER_CONFIRMED", "effective", DATE))
                .post(changes);
    }

    private static Response rollCall(RequestSpecification request, String classId, String kind) {
        return request.body(Map.of("marks", "ALL", "entries", List.of())).put(rollCallPath(classId, kind));
    }

    private static String rollCallPath(String classId, String kind) {
        return "/v1/classes/%s/%s/%s/AM".formatted(classId, kind, DATE);
    }

    private static Response schoolRollCalls(RequestSpecification request, Target target, String kind) {
        var one = Map.of("class", target.classId(), "marks", "ALL", "entries", List.of());
        return request.body(Map.of("date", DATE, "session", "AM", "classes", List.of(one)))
                .post("/v1/schools/%s/%s".formatted(target.school().code(), kind));
    }

    private static Response grant(RequestSpecification request, String student, String key) {
        return request.header("Idempotency-Key", key)
                .body(Map.of("kind", "SICK", "from", "2026-11-02", "to", "2026-11-02"))
                .post("/v1/students/%s/leaves".formatted(student));
    }

    private static Response announce(RequestSpecification request, Target target, String key) {
        return request.header("Idempotency-Key", key)
                .body(Map.of("place", county(target), "date", DATE, "unit", "STUDENT", "percent", 100, "seed", SEED))
                .post("/v1/samplings");
    }

    private static String county(Target target) {
        return target.school().place().substring(0, 6);
    }

    private static RequestSpecification bureauOf(Target target) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "bureau", county(target)))
                .contentType(ContentType.JSON);
    }

    private static String sampling(Target target) {
        return Objects.requireNonNull(
                announce(bureauOf(target), target, "made-" + county(target)).path("sampling"));
    }

    private static String drawn(Target target) {
        var sampling = sampling(target);
        bureauOf(target).body(Map.of("seed", SEED)).put("/v1/samplings/" + sampling + "/draw");
        return sampling;
    }

    private static Response residents(RequestSpecification request, String county) {
        return Residents.imports(
                request,
                county,
                Residents.csv(List.of(
                        Residents.line(Residents.number(county, 9001), county + "001"),
                        Residents.line(Residents.number(county, 9002), county + "002"))));
    }

    private static String comparison(Target target, String key) {
        residents(bureauOf(target), county(target));
        return Objects.requireNonNull(
                Residents.compares(bureauOf(target), key + " of " + county(target), county(target), DATE, DATE)
                        .path("comparison"));
    }

    /** One that the caller's post is to explain: of a child without a number; for a township, of one that no register has. */
    private static String difference(Cell cell, Target target) {
        var kind = cell.role().equals("township-officer") ? "NOT_IN_REGISTER" : "NO_IDENTITY_NUMBER";
        if (kind.equals("NOT_IN_REGISTER")) {
            var registration = target.school().registration(target.classId());
            registration.put(
                    "identityNumber",
                    Residents.number(
                            county(target), Integer.parseInt(target.school().code()) - 700_000));
            target.school().put(target.student() + "-numbered", registration);
        }
        comparison(target, kind + " of " + target.student());
        return Objects.requireNonNull(bureauOf(target)
                .get("/v1/differences?limit=500&school=" + target.school().code() + "&kind=" + kind)
                .path("items[0].difference"));
    }

    private static Response household(RequestSpecification request, Target target) {
        return request.body(Map.of("category", "UNSTABLE", "source", "a list", "since", "2026-08-01"))
                .put("/v1/students/" + target.student() + "/monitored-household");
    }

    private static Response begin(RequestSpecification request, String key) {
        return request.header("Idempotency-Key", key)
                .body(Map.of("format", "NDJSON"))
                .post("/v1/roll-call-files");
    }

    /** A file is its sender's: the caller's own, where the caller may begin one. */
    private static String fileOf(Cell cell, Target target) {
        boolean own = cell.where().equals("own") && cell.expected().equals("yes");
        return Objects.requireNonNull(
                begin(own ? caller(cell.role()) : target.school().system(), "file")
                        .path("file"));
    }

    private static Response raise(RequestSpecification request, String student, String key) {
        return request.header("Idempotency-Key", key)
                .body(Map.of("kind", "NO_GUARDIAN"))
                .post("/v1/students/%s/concerns".formatted(student));
    }

    private static Map<String, Object> edFi(Target target) {
        return EdFiEvents.event(target.school().code(), target.student(), "2026-10-09", "Tardy");
    }

    private static String edFiEvent(Target target) {
        return EdFiEvents.id(EdFiEvents.post(target.school().system(), edFi(target)));
    }

    private static Map<String, String> csv(Target target) {
        var school = target.school();
        return Map.of(
                "classes.csv",
                "sourcedId,grades,classType,schoolSourcedId\n%s,07,homeroom,%s\n"
                        .formatted(target.classId(), school.code()),
                "enrollments.csv",
                "classSourcedId,schoolSourcedId,userSourcedId,role,beginDate\n%s,%s,%s,student,%s\n"
                        .formatted(target.classId(), school.code(), target.student(), SchoolFixture.FROM),
                "users.csv",
                "sourcedId,givenName,familyName,agentSourcedIds,sms\n%s,明,小,G-1,\nG-1,明,大,,+86 10 5550 0101\n"
                        .formatted(target.student()));
    }

    private static byte[] roster(Target target) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : csv(target).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
