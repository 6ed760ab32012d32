package org.baoxue.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.access.Roles;
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
 * {@code none} (allowed, but shows nothing: an empty list or 404), {@code conflict} (allowed, but stands against what is
 * there: 409) or {@code -} (there is no such case).
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

    /**
     * Fails when an operation of the running service's OpenAPI document has no row for one of the roles, or a row no
     * operation: a role that is left out is no role that may not.
     */
    public static void coversEveryOperation(List<Cell> cells) {
        var operations = operations();
        var wanted = operations.stream()
                .flatMap(operation -> roles().map(role -> operation + " " + role))
                .collect(Collectors.toCollection(TreeSet::new));
        var rows = cells.stream()
                .map(cell -> cell.operation() + " " + cell.role())
                .collect(Collectors.toCollection(TreeSet::new));
        var missing = new TreeSet<>(wanted);
        missing.removeAll(rows);
        rows.removeIf(row -> operations.contains(row.substring(0, row.indexOf(' '))));
        if (operations.isEmpty() || !missing.isEmpty() || !rows.isEmpty()) {
            throw new AssertionError("without a row: " + missing + ", rows without an operation: " + rows);
        }
    }

    /** What an answer means in the words of a cell; anything that is neither is named by its status. */
    public static String found(Response answer) {
        int status = answer.statusCode();
        return switch (status) {
            case 403 -> "no";
            case 404 -> "none";
            case 409 -> "conflict";
            default -> status / 100 == 2 ? "yes" : "status " + status;
        };
    }

    private static Set<String> operations() {
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
        return operations;
    }

    private static Stream<String> roles() {
        return Arrays.stream(Roles.class.getFields()).map(AccessTable::role);
    }

    private static String role(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
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
