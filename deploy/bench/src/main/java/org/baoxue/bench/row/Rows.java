package org.baoxue.bench.row;

import java.util.List;

/** All rows, in the order of the table. */
public final class Rows {
    private Rows() {}

    public static List<Row> all() {
        return List.of(
                new Firing(),
                new SpellLife(),
                new Facts(),
                new Bell(),
                new Late(),
                new Scale(),
                new Rebuild(),
                new Held(),
                new Disk(),
                new Takeover());
    }
}
