package org.baoxue.bench.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.load.OpenLoop.Answered;
import org.baoxue.bench.load.OpenLoop.Outcome;
import org.baoxue.bench.ours.Pupils;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;

/** From the answer until the escalation service has committed what follows. */
final class Visible implements Row {
    private static final double HALF = 0.5;

    @Override
    public String name() {
        return "visible";
    }

    @Override
    public String measures() {
        return "Schools post at fixed times, half as many a second as are accepted and escalated when they post as fast as they are"
                + " answered: from a school's answer until the escalation service has committed a class with its spells, by PostgreSQL's own"
                + " time of the commit.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 3, 10);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int schools = bench.size().of(2, 20, 60);
        try (var morning = new Morning(bench)) {
            morning.atOnce("warm", morning.grow(Math.min(schools, 20), 0));
            var greatest = new ArrayList<Double>();
            for (int n = 0; n < 3; n++) {
                greatest.add(morning.atOnce("as fast as answered", morning.grow(schools, 0))
                        .perSecond());
            }
            double perSecond = Spread.of(greatest).median() * HALF / (Pupils.CLASSES * Schools.CLASS_SIZE);
            var p99 = new ArrayList<Double>();
            for (int n = 0; n < bench.rounds(); n++) {
                p99.add(round(bench, morning, morning.grow(schools, 0), perSecond));
            }
            var spread = Spread.of(p99);
            return List.of(new Cell(
                    "accepted to visible p99 at half of the own maximum",
                    spread.median(),
                    "ms",
                    500,
                    false,
                    spread.toString()));
        }
    }

    private static double round(Bench bench, Morning morning, Pupils pupils, double perSecond) {
        var shots = morning.bySchool(pupils);
        long written = morning.escalation().database().written("spell");
        var meter = morning.meter();
        var outcome = morning.send(shots, perSecond);
        morning.awaitDecided(pupils, written);
        var usage = meter.read();
        var millis = waited(morning, pupils, outcome);
        double p99 = Spread.quantile(millis, 0.99);
        bench.keep(
                "at half",
                pupils.marks(),
                usage,
                Map.of(
                        "schools a second",
                        perSecond,
                        "visible p50 ms",
                        Spread.quantile(millis, 0.5),
                        "visible p99 ms",
                        p99,
                        "answer p99 ms",
                        Spread.quantile(outcome.millis(), 0.99)));
        morning.awaitPublished();
        return p99;
    }

    /** Of each class; what was committed before its school had the answer waited for nothing. */
    private static List<Double> waited(Morning morning, Pupils pupils, Outcome outcome) {
        Map<String, Instant> answered =
                outcome.answers().stream().collect(Collectors.toMap(Answered::name, Answered::at));
        return morning.escalation().database().texts("""
                        select school || ' ' || extract(epoch from pg_xact_commit_timestamp(xmin)) from roll_call
                        where date = ? and school like ?
                        """, Schools.MONDAY, pupils.name() + "-%").stream()
                .map(line -> line.split(" ", -1))
                .map(words -> Math.max(
                        0,
                        Double.parseDouble(words[1]) * 1e3
                                - Objects.requireNonNull(answered.get(words[0])).toEpochMilli()))
                .toList();
    }
}
