package org.baoxue.bench.intake;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.bench.load.Shot;
import org.baoxue.bench.ours.County;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;

/** How a county's day stands, asked while nothing else is. */
final class Completeness implements Row {
    private static final double PER_SECOND = 20;

    @Override
    public String name() {
        return "completeness";
    }

    @Override
    public String measures() {
        return "A county's bureau asks how the day of its schools stands, all of 40 classes, twenty times a second: from the time of the"
                + " request until the answer is there.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 2, 5);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int schools = bench.size().of(10, 100, 500);
        try (var door = new Door(bench, schools, Jvm.flags())) {
            var shot = Shot.get(
                    "completeness",
                    "/v1/completeness?place=" + County.CODE + "&date=" + Schools.MONDAY,
                    door.issuer().ofBureau(County.CODE));
            var shots = IntStream.range(0, bench.size().of(40, 200, 600))
                    .mapToObj(_ -> shot)
                    .toList();
            round(bench, door, shots, "warm");
            double worst = 0;
            for (int n = 0; n < bench.rounds(); n++) {
                worst = Math.max(worst, round(bench, door, shots, "ours"));
            }
            return List.of(new Cell(
                    "completeness of a county of " + schools + " schools, p99",
                    worst,
                    "ms",
                    50,
                    false,
                    "of the slowest of " + bench.rounds() + " rounds"));
        }
    }

    private static double round(Bench bench, Door door, List<Shot> shots, String contender) {
        var meter = door.meter();
        var outcome = door.send(shots, PER_SECOND);
        double p99 = Spread.quantile(outcome.millis(), 0.99);
        bench.keep(
                contender,
                shots.size(),
                meter.read(),
                Map.of("p50 ms", Spread.quantile(outcome.millis(), 0.5), "p99 ms", p99));
        return p99;
    }
}
