package org.baoxue.bench.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ours.Attendance;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Pupils;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;

/** Whole schools, from the post to the committed spell. */
final class School implements Row {
    private static final int MOST_TO_WARM = 20;

    @Override
    public String name() {
        return "school";
    }

    @Override
    public String measures() {
        return "Schools of 40 classes of 45 post their first roll call of the day, a school a request, every mark sent, one child in 50"
                + " absent, as fast as they are answered: from the first request until every absence is a spell committed by the escalation"
                + " service. The floor keeps the same bytes: the roll calls, a record of each in Kafka, and read from there one row for each"
                + " absent child.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 4, 25);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int schools = bench.size().of(2, 20, 100);
        try (var morning = new Morning(bench);
                var floor = new ByFloor(bench)) {
            morning.atOnce("warm", morning.grow(Math.min(schools, MOST_TO_WARM), 0));
            byFloor(bench, morning, floor, "warm-floor", Math.min(schools, MOST_TO_WARM));
            bench.alternate(
                    Bench.Contender.of("ours", () -> morning.atOnce("ours", morning.grow(schools, 0))),
                    Bench.Contender.of("floor", () -> byFloor(bench, morning, floor, "floor", schools)));
            bench.sayDearest(Attendance.DATABASE);
            bench.sayDearest(Escalation.DATABASE);
        }
        return Stream.of(
                        bench.median(
                                "marks accepted and escalated a second, a school a request",
                                Round::perSecond,
                                "ours",
                                "/s",
                                88_000,
                                true),
                        bench.ratio("the same: ours / floor", Round::perSecond, "ours", "floor", 0.5),
                        Costs.walBytes(bench, "ours", "accepted and escalated, a school a request"),
                        Costs.statements(bench, "ours", "accepted and escalated, a school a request"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of schools that nobody has heard of: the floor does not ask. */
    private static void byFloor(Bench bench, Morning morning, ByFloor floor, String contender, int schools) {
        var pupils = Pupils.of("F" + bench.measured().size(), schools);
        var shots = morning.bySchool(pupils);
        var meter = floor.meter();
        var outcome = floor.send(shots, Morning.CONNECTIONS, Double.POSITIVE_INFINITY);
        double accepted = meter.read().seconds();
        floor.awaitPublished(pupils.classes().size());
        floor.awaitHeard();
        bench.keep(
                contender,
                pupils.marks(),
                meter.read(),
                Map.of("accepted s", accepted, "answer p99 ms", Spread.quantile(outcome.millis(), 0.99)));
    }
}
