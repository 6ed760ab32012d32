package org.baoxue.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;
import org.baoxue.bench.row.Rows;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** {@code ./baoxue bench escalation [row …] [--size tiny|small|full] [--rounds N]}. */
public final class Main {
    private static final String HELP = """
            ./baoxue bench escalation [ROW …] [--size tiny|small|full] [--rounds N] [--only CONTENDER]

            Measures the escalation service, the rivals and the floor on a PostgreSQL and a Kafka of their own, row by row,
            prints the table and keeps every round in target/bench/escalation.json. Without a ROW: all of them.
            """;

    /** What the command asks for. */
    record Wish(List<Row> rows, Size size, int rounds, String only) {}

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try (var settings = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            if (arguments.isEmpty() || !arguments.getFirst().equals("escalation")) {
                System.out.println(HELP + rows());
                return 1;
            }
            run(wish(arguments.subList(1, arguments.size())), Layout.checkout().resolve("target/bench"));
            return 0;
        } catch (Trouble trouble) {
            System.err.println("baoxue: " + trouble.sentence());
            return 1;
        }
    }

    static Wish wish(List<String> arguments) {
        var rows = new ArrayList<Row>();
        var size = Size.SMALL;
        int rounds = 0;
        var only = "";
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            switch (word) {
                case "--size" -> size = size(rest.hasNext() ? rest.next() : "");
                case "--rounds" -> rounds = number(rest.hasNext() ? rest.next() : "");
                case "--only" -> only = rest.hasNext() ? rest.next() : "";
                default -> rows.add(row(word));
            }
        }
        return new Wish(
                rows.isEmpty() ? Rows.all() : List.copyOf(rows), size, rounds == 0 ? size.rounds() : rounds, only);
    }

    private static Size size(String word) {
        return Arrays.stream(Size.values())
                .filter(size -> size.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new Trouble("--size is tiny, small or full."));
    }

    private static int number(String word) {
        if (!word.matches("[1-9][0-9]?")) {
            throw new Trouble("--rounds needs a number from 1 to 99.");
        }
        return Integer.parseInt(word);
    }

    private static Row row(String name) {
        return Rows.all().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Trouble("There is no row " + name + ". " + rows()));
    }

    private static String rows() {
        return Rows.all().stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "  %-14s small %d min, full %d min. %s",
                        row.name(),
                        row.minutes(Size.SMALL),
                        row.minutes(Size.FULL),
                        row.measures()))
                .collect(Collectors.joining("\n", "Rows:\n", ""));
    }

    /** Each row stands on empty ground of its own. */
    static List<Cell> run(Wish wish, Path folder) {
        var report = new Report(folder.resolve("escalation.json"));
        var cells = new ArrayList<Cell>();
        long start = System.nanoTime();
        for (var row : wish.rows()) {
            System.out.println(row.name() + ", about " + row.minutes(wish.size()) + " min. " + row.measures());
            try (var ground = Ground.start(folder.resolve("ground"), line -> say(start, line))) {
                var bench = new Bench(ground, wish.size(), wish.rounds(), wish.only(), line -> say(start, line));
                var found = row.run(bench);
                report.keep(row.name(), wish.size(), row.measures(), found, bench.measured());
                cells.addAll(found);
                System.out.println(Report.table(found));
            }
        }
        if (wish.rows().size() > 1) {
            System.out.println(Report.table(cells));
        }
        return cells;
    }

    private static void say(long start, String line) {
        System.out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }
}
