package org.baoxue.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.baoxue.bench.intake.IntakeRows;
import org.baoxue.bench.row.Row;
import org.baoxue.bench.row.Rows;
import org.baoxue.local.process.Trouble;

/** What is measured: a table of rows, kept in a file of its own. */
enum Subject {
    ESCALATION,
    INTAKE;

    /** In the order of the table. */
    List<Row> rows() {
        return switch (this) {
            case ESCALATION -> Rows.all();
            case INTAKE -> IntakeRows.all();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Subject of(String word) {
        return Arrays.stream(values())
                .filter(subject -> subject.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Trouble("There is no bench " + word + ": it is escalation or intake."));
    }

    Row row(String name) {
        return rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Trouble("There is no row " + name + ". " + list()));
    }

    /** Each row with what it measures. */
    String list() {
        return rows().stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "  %-14s small %d min, full %d min. %s",
                        row.name(),
                        row.minutes(Size.SMALL),
                        row.minutes(Size.FULL),
                        row.measures()))
                .collect(Collectors.joining("\n", "Rows of " + word() + ":\n", "\n"));
    }
}
