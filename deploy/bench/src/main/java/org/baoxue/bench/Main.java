package org.baoxue.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;
import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** {@code ./baoxue bench escalation|intake [row …] [--size tiny|small|full] [--rounds N]}. */
public final class Main {
    private static final String HELP = """
            ./baoxue bench escalation|intake [ROW …] [--size tiny|small|full] [--rounds N] [--only CONTENDER]

            Measures the escalation service, the rivals and the floor, or the attendance service, its way to the escalation
            service and the floor, on a PostgreSQL and a Kafka of their own, row by row, prints the table and keeps every round
            in target/bench/escalation.json or intake.json. Without a ROW: all of them.

            """;

    /** What the command asks for. */
    record Wish(Subject subject, List<Row> rows, Size size, int rounds, String only) {}

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try (var settings = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            if (arguments.isEmpty()) {
                System.out.println(HELP + Subject.ESCALATION.list() + Subject.INTAKE.list());
                return 1;
            }
            run(wish(arguments), Layout.checkout().resolve("target/bench"));
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
        var subject = Subject.of(arguments.getFirst());
        var rest = arguments.subList(1, arguments.size()).iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            switch (word) {
                case "--size" -> size = size(rest.hasNext() ? rest.next() : "");
                case "--rounds" -> rounds = number(rest.hasNext() ? rest.next() : "");
                case "--only" -> only = rest.hasNext() ? rest.next() : "";
                default -> rows.add(subject.row(word));
            }
        }
        return new Wish(
                subject,
                rows.isEmpty() ? subject.rows() : List.copyOf(rows),
                size,
                rounds == 0 ? size.rounds() : rounds,
                only);
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

    /** Each row stands on empty ground of its own. */
    static List<Cell> run(Wish wish, Path folder) {
        var report = new Report(folder.resolve(wish.subject().word() + ".json"));
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
