package org.baoxue.bench.row;

import java.util.List;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;

/** One row of the table, run by its name. */
public interface Row {
    String name();

    /** What is measured, in a sentence, with what is counted and what is not. */
    String measures();

    /** About how many minutes it takes. */
    int minutes(Size size);

    /** Starts what it needs, measures, stops it, and says what came out. */
    List<Cell> run(Bench bench);
}
