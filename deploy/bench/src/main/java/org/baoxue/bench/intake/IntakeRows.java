package org.baoxue.bench.intake;

import java.util.List;
import org.baoxue.bench.row.Row;

/** All rows, in the order of the table. */
public final class IntakeRows {
    private IntakeRows() {}

    public static List<Row> all() {
        return List.of(
                new School(), new ByClass(), new Visible(), new File(), new Completeness(), new Memory(), new Flat());
    }
}
