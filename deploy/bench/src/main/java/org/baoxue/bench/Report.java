package org.baoxue.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.baoxue.local.http.Json;

/** The table, and the one file with every raw round; a row that is run again replaces what stood there of it. */
final class Report {
    private final Path file;

    Report(Path file) {
        this.file = file;
    }

    void keep(String row, Size size, String measures, List<Cell> cells, List<Round> rounds) {
        var all = Files.exists(file) ? read() : Json.object();
        var kept = all.putObject(row);
        kept.put("size", size.name().toLowerCase(Locale.ROOT));
        kept.put("measures", measures);
        kept.put("java", System.getProperty("java.vm.version"));
        kept.put("cores", Runtime.getRuntime().availableProcessors());
        kept.set(
                "cells",
                Json.MAPPER.valueToTree(cells.stream().map(Report::shown).toList()));
        kept.set("rounds", Json.MAPPER.valueToTree(rounds));
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, Json.write(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> shown(Cell cell) {
        return Map.of(
                "measure", cell.measure(),
                "value", cell.value(),
                "unit", cell.unit(),
                "target", Double.isNaN(cell.target()) ? "" : cell.target(),
                "verdict", cell.verdict(),
                "detail", cell.detail());
    }

    private ObjectNode read() {
        try {
            return (ObjectNode) Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String table(List<Cell> cells) {
        var table = new StringBuilder(String.format(
                Locale.ROOT, "%n%-58s %12s %10s  %-6s %s%n", "measure", "reached", "target", "", "detail"));
        for (var cell : cells) {
            var target =
                    Double.isNaN(cell.target()) ? "" : (cell.rising() ? ">= " : "<= ") + Spread.number(cell.target());
            table.append(String.format(
                    Locale.ROOT,
                    "%-58s %12s %10s  %-6s %s%n",
                    cell.measure(),
                    Spread.number(cell.value()) + " " + cell.unit(),
                    target,
                    cell.verdict(),
                    cell.detail()));
        }
        return table.toString();
    }
}
