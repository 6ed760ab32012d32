package org.baoxue.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.baoxue.kit.event.Json;

/**
 * The hand-written specification of who may do what, one line a cell group:
 *
 * <pre>{@code
 * # operation        role            own     sibling  parent  foreign
 * listCases          principal       yes     no       no      no
 * }</pre>
 *
 * <p>{@code own}: the caller's organisation, class or place; {@code sibling}: another under the same parent;
 * {@code parent}: something above the caller's; {@code foreign}: elsewhere. A cell is {@code yes}, {@code no} (403),
 * {@code none} (allowed, but shows nothing: an empty list or 404) or {@code -} (there is no such case).
 */
public final class AccessTable {

    /** One cell of the table. */
    public record Cell(String operation, String role, String where, String expected) {}

    private static final List<String> WHERE = List.of("own", "sibling", "parent", "foreign");

    private AccessTable() {}

    /** Reads the table; fails on a line that is not operation, role and four cells. */
    public static List<Cell> read(Path file) {
        var cells = new ArrayList<Cell>();
        for (var line : lines(file)) {
            var words = line.strip().split("\\s+", -1);
            if (words.length != 2 + WHERE.size()) {
                throw new AssertionError(file + ": not operation, role and four cells: " + line);
            }
            for (int i = 0; i < WHERE.size(); i++) {
                if (!words[2 + i].equals("-")) {
                    cells.add(new Cell(words[0], words[1], WHERE.get(i), words[2 + i]));
                }
            }
        }
        return cells;
    }

    /** Fails when an operation of the running service's OpenAPI document has no row, or a row no operation. */
    public static void coversEveryOperation(List<Cell> cells) {
        var document = Json.tree(RestAssured.get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        var operations = new TreeSet<String>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.has("operationId")) {
                    operations.add(operation.path("operationId").asText());
                }
            }
        }
        Set<String> rows = cells.stream().map(Cell::operation).collect(Collectors.toCollection(TreeSet::new));
        if (operations.isEmpty() || !operations.equals(rows)) {
            var missing = new TreeSet<>(operations);
            missing.removeAll(rows);
            rows.removeAll(operations);
            throw new AssertionError("operations without a row: " + missing + ", rows without an operation: " + rows);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
