package org.baoxue.bench.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.bench.load.Ramp;
import org.baoxue.bench.ours.Attendance;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;

/** One class a request, to the answer. */
final class ByClass implements Row {
    private static final double LONGEST_MILLIS = 1_000;
    private static final double BEHIND = 1.1;

    @Override
    public String name() {
        return "class";
    }

    @Override
    public String measures() {
        return "Roll calls of 45, every mark sent, a class a request, the attendance service, PostgreSQL, Kafka and the generator on this"
                + " machine and nobody behind them. Rounds: as fast as 16 connections are answered, against the floor. Then at fixed rates,"
                + " whatever the answers: the greatest at which all are taken, 99 in 100 within a second of their time.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 4, 10);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int calls = bench.size().of(80, 2_000, 10_000);
        double greatest;
        try (var door = new Door(bench, bench.size().of(4, 20, 80), Jvm.flags());
                var floor = new ByFloor(bench)) {
            ours(bench, door, calls, "warm");
            byFloor(bench, door, floor, calls, "warm-floor");
            bench.alternate(
                    Bench.Contender.of("ours", () -> ours(bench, door, calls, "ours")),
                    Bench.Contender.of("floor", () -> byFloor(bench, door, floor, calls, "floor")));
            bench.sayDearest(Attendance.DATABASE);
            greatest = Ramp.greatest(100, rate -> holds(bench, door, rate));
        }
        return Stream.concat(
                        Stream.of(new Cell(
                                "marks accepted a second, a class a request, at fixed rates",
                                greatest * Schools.CLASS_SIZE,
                                "/s",
                                10_000,
                                true,
                                "the greatest rate that held, to a tenth")),
                        Stream.of(
                                        bench.ratio(
                                                "as fast as answered: ours / floor",
                                                Round::perSecond,
                                                "ours",
                                                "floor",
                                                0.5),
                                        Costs.walBytes(bench, "ours", "accepted, a class a request"),
                                        Costs.statements(bench, "ours", "accepted, a class a request"))
                                .flatMap(Optional::stream))
                .toList();
    }

    private static void ours(Bench bench, Door door, int calls, String contender) {
        var shots = door.shots(door.due(calls));
        var meter = door.meter();
        var outcome = door.send(shots, Double.POSITIVE_INFINITY);
        var usage = meter.read();
        bench.keep(
                contender,
                (double) calls * Schools.CLASS_SIZE,
                usage,
                Map.of("answer p99 ms", Spread.quantile(outcome.millis(), 0.99)));
        door.attendance().awaitPublished();
    }

    private static void byFloor(Bench bench, Door door, ByFloor floor, int calls, String contender) {
        var shots = door.shots(door.due(calls));
        var meter = floor.meterOfAccepting();
        var outcome = floor.send(shots, Morning.CONNECTIONS, Double.POSITIVE_INFINITY);
        var usage = meter.read();
        bench.keep(
                contender,
                (double) calls * Schools.CLASS_SIZE,
                usage,
                Map.of("answer p99 ms", Spread.quantile(outcome.millis(), 0.99)));
        floor.awaitPublished(calls);
    }

    private static boolean holds(Bench bench, Door door, double rate) {
        double seconds = bench.size().of(2, 5, 10);
        var shots = door.shots(door.due(Math.max(1, (int) (rate * seconds))));
        var meter = door.meter();
        var outcome = door.send(shots, rate);
        double p99 = Spread.quantile(outcome.millis(), 0.99);
        bench.keep(
                "at a rate",
                (double) shots.size() * Schools.CLASS_SIZE,
                meter.read(),
                Map.of("roll calls a second", rate, "answer p99 ms", p99));
        door.attendance().awaitPublished();
        return outcome.allTaken() && p99 <= LONGEST_MILLIS && outcome.seconds() <= seconds * BEHIND;
    }
}
