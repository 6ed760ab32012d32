package org.baoxue.notification.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.AccessTable;
import org.baoxue.testkit.AccessTable.Cell;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.OpenApiDrift;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hand-written table of who may do what, walked whole. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class AccessIT {

    private static final Path TABLE = Path.of("src/test/resources/access.txt");
    private static final Set<String> OF_SCHOOL =
            Set.of("class-teacher", "academic-office", "principal", "school-system");
    private static final List<String> AUDIENCES = List.of(
            "class-teacher", "academic-office", "principal", "township-officer", "county-bureau", "prefecture-bureau");
    private static final String OWN_SCHOOL = "2153019901";

    /** Where a child is, or for a whole school no child. */
    private record Spot(
            String name,
            String school,
            @Nullable String classId,
            String place,
            @Nullable String student) {
        UUID notice(String audience) {
            return EventId.of("access", name, audience);
        }

        String report() {
            return school + "-2026-" + name;
        }
    }

    private static final Spot OWN = new Spot("0001", OWN_SCHOOL, OWN_SCHOOL + "-0701", "530199001", "acc-a");
    private static final Spot OTHER_CLASS = new Spot("0002", OWN_SCHOOL, OWN_SCHOOL + "-0702", "530199001", "acc-b");
    private static final Spot OTHER_SCHOOL = new Spot("0003", "2153019902", "2153019902-0701", "530199002", "acc-c");
    private static final Spot OTHER_COUNTY = new Spot("0004", "2153019801", "2153019801-0701", "530198001", "acc-d");
    private static final Spot OTHER_PREFECTURE =
            new Spot("0006", "2153039801", "2153039801-0701", "530398001", "acc-f");
    private static final Spot ELSEWHERE = new Spot("0005", "2152012301", "2152012301-0701", "520123001", "acc-e");
    private static final Spot WHOLE_SCHOOL = new Spot("0007", OWN_SCHOOL, null, "530199001", null);

    @Inject
    Sealing sealing;

    @BeforeEach
    void rows() {
        for (var spot :
                List.of(OWN, OTHER_CLASS, OTHER_SCHOOL, OTHER_COUNTY, OTHER_PREFECTURE, ELSEWHERE, WHOLE_SCHOOL)) {
            AUDIENCES.forEach(audience -> insertNotice(spot, audience));
            insertChildAndReport(spot);
        }
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into class_teacher (class_id, person) values (?, 'p-class-teacher') on conflict do nothing",
                        OWN.classId()));
    }

    private static void insertNotice(Spot spot, String audience) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        """
                insert into notice (id, cause, cause_id, rule, occasion, audience_post, audience_scope, school, place, class,
                    student, matter, at, due_at, list, state, planned_at)
                values (?, 'DUTY', ?, 'home-visit', 'opened', ?, 'x', ?, ?, ?, ?, '{"late":false}', now(), now(), false,
                    'DELIVERED', now()) on conflict do nothing
                """,
                        spot.notice(audience),
                        "access-" + spot.name(),
                        audience,
                        spot.school(),
                        spot.place(),
                        spot.classId(),
                        spot.student()));
    }

    private void insertChildAndReport(Spot spot) {
        var document = sealing.seal(Base64.getEncoder().encodeToString(new byte[] {'%', 'P', 'D', 'F'}));
        var child = spot.student() == null ? "nobody-" + spot.name() : spot.student();
        Superuser.jdbi().useHandle(handle -> {
            handle.execute(
                    """
                    insert into report (number, kind, case_id, duty, student, school, class, place, state, unverified, facts,
                        rendered, sha256, bytes, sealed_document)
                    values (?, 'TOWNSHIP', ?, 'd', ?, ?, ?, ?, 'SIGNED', false, '{}', true, 'x', 4, ?) on conflict do nothing
                    """,
                    spot.report(),
                    UUID.randomUUID(),
                    child,
                    spot.school(),
                    spot.classId(),
                    spot.place(),
                    document);
            if (spot.student() != null) {
                handle.execute("""
                        insert into roster_copy (student, school, class, place, sealed, revision)
                        values (?, ?, ?, ?, '', 1) on conflict do nothing
                        """, spot.student(), spot.school(), spot.classId(), spot.place());
            }
        });
    }

    @Test
    void theTableCoversEveryOperation() {
        AccessTable.coversEveryOperation(AccessTable.read(TABLE));
    }

    @Test
    void everyCellIsAsTheTableSays() {
        var wrong = new ArrayList<String>();
        for (var cell : AccessTable.read(TABLE)) {
            var spot = spot(cell);
            var answer = call(cell.operation(), Tokens.as(token(cell.role())), spot, cell.role());
            var came = came(cell.operation(), answer, spot);
            if (!came.equals(cell.expected())) {
                wrong.add(cell + " came " + came + " (" + answer.statusCode() + ")");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void withoutATokenNothingIsToBeHad() {
        for (var operation :
                AccessTable.read(TABLE).stream().map(Cell::operation).distinct().toList()) {
            assertEquals(
                    401, call(operation, RestAssured.given(), OWN, "principal").statusCode(), operation);
        }
    }

    @Test
    void onlyTheAudienceAcknowledges() {
        Tokens.as(token("principal"))
                .post("/v1/notices/" + OWN.notice("academic-office") + "/acknowledgement")
                .then()
                .statusCode(403);
    }

    @Test
    void readingAChildsNoticesIsAudited() {
        Tokens.as(token("principal")).get("/v1/students/acc-a/notices").then().statusCode(200);
        assertEquals("p-principal", Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select person from access_audit"
                                + " where operation = 'listStudentNotices' and subject = 'acc-a' limit 1")
                .mapTo(String.class)
                .one()));
    }

    @Test
    void theListIsPagedByCursor() {
        var first = Tokens.as(token("principal")).get("/v1/notices?limit=2&school=" + OWN_SCHOOL);
        assertEquals(2, first.jsonPath().getList("items").size());
        var second = Tokens.as(token("principal"))
                .get("/v1/notices?limit=2&school=" + OWN_SCHOOL + "&cursor="
                        + first.jsonPath().getString("next"));
        var ids = new java.util.HashSet<>(first.jsonPath().getList("items.id"));
        ids.addAll(second.jsonPath().getList("items.id"));
        assertEquals(4, ids.size());
    }

    @Test
    void theCommittedOpenApiDocumentIsWhatTheCodeSays() {
        OpenApiDrift.check(Path.of("contracts/openapi.yaml"));
    }

    private static Spot spot(Cell cell) {
        return switch (cell.where()) {
            case "own" -> OWN;
            case "sibling" ->
                switch (cell.role()) {
                    case "class-teacher" -> OTHER_CLASS;
                    case "county-bureau" -> OTHER_COUNTY;
                    case "prefecture-bureau" -> OTHER_PREFECTURE;
                    default -> OTHER_SCHOOL;
                };
            case "parent" -> WHOLE_SCHOOL;
            default -> ELSEWHERE;
        };
    }

    private static String token(String role) {
        if (OF_SCHOOL.contains(role)) {
            return Tokens.ofSchool(role, "p-" + role, OWN_SCHOOL);
        }
        return switch (role) {
            case "township-officer" -> Tokens.ofPlace(role, "p-" + role, "530199001");
            case "county-bureau", "county-system" -> Tokens.ofPlace(role, "p-" + role, "530199");
            case "prefecture-bureau" -> Tokens.ofPlace(role, "p-" + role, "5301");
            case "province-observer" -> Tokens.ofPlace(role, "p-" + role, "53");
            default -> Tokens.of(role);
        };
    }

    private static Response call(String operation, RequestSpecification as, Spot spot, String role) {
        var notice = spot.notice(AUDIENCES.contains(role) ? role : "principal");
        var json = as.contentType(ContentType.JSON);
        return switch (operation) {
            case "listNotices" -> as.get("/v1/notices?limit=200&school=" + spot.school());
            case "listStudentNotices" -> as.get("/v1/students/" + spot.student() + "/notices");
            case "readNotice" -> as.get("/v1/notices/" + notice);
            case "resolveNotice" ->
                json.header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(Map.of("finding", "DELIVERED"))
                        .post("/v1/notices/" + notice + "/resolution");
            case "acknowledgeNotice" -> as.post("/v1/notices/" + notice + "/acknowledgement");
            case "receiveReceipt" ->
                json.body(Map.of("id", "no-such", "status", "delivered")).post("/v1/receipts");
            case "readReport" -> as.get("/v1/reports/" + spot.report());
            case "readReportDocument" -> as.get("/v1/reports/" + spot.report() + "/document");
            case "readClock" -> as.get("/v1/clock");
            case "setClock" -> json.body(Map.of("now", "2026-09-07T00:00:00Z")).put("/v1/clock");
            case "readStanding" -> as.get("/v1/standing");
            case "listDeadLetters" -> as.get("/v1/dead-letters");
            case "resolveDeadLetters" ->
                json.body(Map.of("topic", "none", "key", "none", "action", "GIVE_UP", "reason", "test"))
                        .post("/v1/dead-letters/resolutions");
            case "readDeadLetter" -> as.get("/v1/dead-letters/0");
            case "listConsumption" -> as.get("/v1/consumption");
            case "pauseConsumption" -> json.body(Map.of("reason", "test")).put("/v1/consumption/none/pause");
            case "resumeConsumption" -> as.delete("/v1/consumption/none/pause");
            default -> throw new AssertionError("no call for " + operation);
        };
    }

    /** A receipt of a message that nobody knows says with its 404 that the carrier was let in. */
    private static String came(String operation, Response answer, Spot spot) {
        var found = AccessTable.found(answer);
        if (operation.equals("listNotices") && found.equals("yes")) {
            return answer.jsonPath()
                            .getList("items.id")
                            .contains(spot.notice("principal").toString())
                    ? "yes"
                    : "none";
        }
        return operation.equals("receiveReceipt") && found.equals("none") ? "yes" : found;
    }
}
