package org.baoxue.bench.intake;

import java.util.Optional;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.row.Bench;

/** What a mark costs PostgreSQL, beside the rows in which it is measured. */
final class Costs {
    private static final double THOUSAND = 1_000;

    private Costs() {}

    static Optional<Cell> walBytes(Bench bench, String contender, String of) {
        return bench.median("WAL bytes a mark: " + of, Costs::walBytes, contender, "B", 100, false);
    }

    static Optional<Cell> statements(Bench bench, String contender, String of) {
        return bench.median("SQL statements per 1,000 marks: " + of, Costs::statements, contender, "", 10, false);
    }

    private static double walBytes(Round round) {
        return round.usage().walBytes() / round.units();
    }

    private static double statements(Round round) {
        return round.usage().statements() * THOUSAND / round.units();
    }
}
