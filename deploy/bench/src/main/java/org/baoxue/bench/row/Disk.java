package org.baoxue.bench.row;

import java.util.ArrayList;
import java.util.List;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;

/** What a spell leaves on the disk when it is over. */
final class Disk implements Row {
    private static final List<String> TRAIL = List.of(
            "spell", "firing", "duty", "duty_why", "open_duty", "duty_evidence", "duty_assignment", "as_it_was");
    private static final List<String> BESIDE = List.of("child", "child_class", "roll_call", "inbox_seen", "outbox");

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String measures() {
        return "Bytes in PostgreSQL, indexes included, a finished spell after the lives of the row spell-life: the spell, its"
                + " duties, firings and evidence with their reasons, and what was true before. Facts and what is kept for a while only stand beside.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 2, 15);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int spells = bench.size().of(200, 5_000, 50_000) / Lives.ABSENT * Lives.ABSENT;
        try (var lives = new Lives(bench, spells)) {
            lives.round();
            var database = lives.service().database();
            database.run("vacuum analyze");
            long whole = 0;
            var detail = new ArrayList<String>();
            for (var table : TRAIL) {
                long bytes = size(database, table) / spells;
                whole += bytes;
                detail.add(table + " " + bytes);
            }
            for (var table : BESIDE) {
                detail.add("(" + table + " " + size(database, table) / spells + ")");
            }
            return List.of(new Cell(
                    "disk per finished spell with its trail", whole, "B", 2048, false, String.join(", ", detail)));
        }
    }

    private static long size(org.baoxue.bench.ground.Database database, String table) {
        return database.number("select pg_total_relation_size(cast(? as regclass))", table);
    }
}
