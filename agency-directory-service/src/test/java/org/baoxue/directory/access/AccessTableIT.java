package org.baoxue.directory.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.baoxue.directory.Given;
import org.baoxue.directory.access.World.Target;
import org.baoxue.testkit.AccessTable;
import org.baoxue.testkit.AccessTable.Cell;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Walks the hand-written table of who may do what. */
@QuarkusTest
@WithTestResource(Platform.class)
class AccessTableIT {

    private static final List<Cell> TABLE = AccessTable.read(Path.of("src/test/resources/access-table.txt"));

    @Test
    void every_operation_stands_in_the_table() {
        AccessTable.coversEveryOperation(TABLE);
    }

    @Test
    void everybody_may_do_what_the_table_says_and_nothing_else() {
        var differences = new ArrayList<String>();
        var standing = new HashSet<Target>();
        for (var cell : TABLE) {
            var target = World.target(cell.role(), cell.where());
            if (standing.add(target)) {
                World.stands(target);
            }
            if (cell.operation().startsWith("delete")) {
                standing.clear();
            }
            var got = verdict(cell, send(cell.operation(), caller(cell.role()), target));
            if (!got.equals(cell.expected())) {
                differences.add(cell + " but was " + got);
            }
        }
        assertEquals(List.of(), differences);
    }

    private static String verdict(Cell cell, Response response) {
        var found = AccessTable.found(response);
        if (cell.role().equals("nobody")) {
            return found.equals("status 401") ? "no" : found;
        }
        boolean refusedLine = found.equals("yes")
                && cell.operation().equals("importPlaces")
                && response.jsonPath().getInt("refused") > 0;
        return refusedLine ? "no" : found;
    }

    private static RequestSpecification caller(String role) {
        var token = World.token(role);
        return token.isEmpty() ? RestAssured.given() : Tokens.as(token);
    }

    private static Response send(String operation, RequestSpecification caller, Target target) {
        return switch (operation) {
            case "listPlaces" -> caller.get("/v1/places?prefix=" + target.place());
            case "getPlace" -> caller.get("/v1/places/" + target.place());
            case "putPlace" -> same(caller, "/v1/places/" + target.place());
            case "deletePlace" -> deletes(caller, "/v1/places/" + World.emptyPlaceBelow(target));
            case "importPlaces" ->
                caller.contentType("text/csv; charset=UTF-8")
                        .body(line(target.place()))
                        .post("/v1/places/imports");
            case "listOrganisations" -> caller.get("/v1/organisations?place=" + target.place());
            case "getOrganisation" -> caller.get("/v1/organisations/" + target.organisation());
            case "putOrganisation" -> same(caller, "/v1/organisations/" + target.organisation());
            case "deleteOrganisation" -> deletes(caller, "/v1/organisations/" + World.emptyOrganisationBeside(target));
            case "getCalendar" -> caller.get("/v1/calendars/" + target.calendar());
            case "putCalendar" -> same(caller, "/v1/calendars/" + target.calendar());
            case "deleteCalendar" -> caller.delete("/v1/calendars/" + target.calendar());
            case "getEffectiveDay" -> caller.get("/v1/calendars/effective?school=2153011350&date=2026-10-10");
            default -> sendToPosts(operation, caller, target);
        };
    }

    private static Response sendToPosts(String operation, RequestSpecification caller, Target target) {
        var post = "/v1/organisations/%s/posts/%s/%s".formatted(target.organisation(), target.post(), target.scope());
        return switch (operation) {
            case "listPosts" -> caller.get("/v1/organisations/%s/posts".formatted(target.organisation()));
            case "putPost" ->
                caller.contentType(ContentType.JSON)
                        .body(Map.of("holders", List.of(Given.holder("p-1", "2026-09-01"))))
                        .put(post);
            case "deletePost" -> caller.delete(post);
            case "getHolders" -> caller.get("/v1/posts/%s/%s/holders".formatted(target.post(), target.scope()));
            case "listVacancies" -> caller.get("/v1/posts/vacancies?place=" + target.place());
            default -> sendToOperation(operation, caller);
        };
    }

    private static Response sendToOperation(String operation, RequestSpecification caller) {
        return switch (operation) {
            case "republishDirectory" -> caller.post("/v1/directory/republish");
            case "readStanding" -> caller.get("/v1/standing");
            case "readClock" -> caller.get("/v1/clock");
            case "setClock" ->
                caller.contentType(ContentType.JSON)
                        .body(Map.of("now", Hand.now().toString()))
                        .put("/v1/clock");
            case "listDeadLetters" -> caller.get("/v1/dead-letters");
            case "resolveDeadLetters" ->
                caller.contentType(ContentType.JSON)
                        .body(Map.of("topic", "none", "key", "none", "action", "GIVE_UP", "reason", "test"))
                        .post("/v1/dead-letters/resolutions");
            case "readDeadLetter" -> caller.get("/v1/dead-letters/0");
            case "listConsumption" -> caller.get("/v1/consumption");
            case "pauseConsumption" ->
                caller.contentType(ContentType.JSON)
                        .body(Map.of("reason", "test"))
                        .put("/v1/consumption/none/pause");
            case "resumeConsumption" -> caller.delete("/v1/consumption/none/pause");
            default -> throw new AssertionError("no request for " + operation);
        };
    }

    /** What the caller may not delete is removed all the same: it was there for this only. */
    private static Response deletes(RequestSpecification caller, String address) {
        var answer = caller.delete(address);
        Given.operator().delete(address).then().statusCode(204);
        return answer;
    }

    /** Writes what stands there already. */
    private static Response same(RequestSpecification caller, String address) {
        var body =
                Given.operator().get(address).then().statusCode(200).extract().asString();
        return caller.contentType(ContentType.JSON).body(body).put(address);
    }

    private static String line(String place) {
        var body = Given.operator().get("/v1/places/" + place).jsonPath();
        return "code,level,name,zone\n%s,%s,%s,%s\n"
                .formatted(
                        place,
                        body.getString("level"),
                        body.getString("name"),
                        body.getString("zone") == null ? "" : body.getString("zone"));
    }
}
