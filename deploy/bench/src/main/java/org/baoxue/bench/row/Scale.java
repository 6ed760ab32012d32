package org.baoxue.bench.row;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.ground.Database;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Population;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Schools.Call;

/** Whether what is done costs more because much is pending. */
final class Scale implements Row {
    private static final int DEADLINES = 3;
    private static final int ABSENT = 10;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String measures() {
        return "CPU of service and PostgreSQL a missing child: armed by a roll call, cancelled by the afternoon's, fired at its"
                + " hour, when so many deadlines are pending (three a child) and when 10,000 are. Idle: of one core while nothing is due.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(2, 6, 25);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int many = bench.size().of(6_000, 300_000, 10_000_000);
        int few = bench.size().of(600, 10_000, 10_000);
        double idle;
        try (var pending = new Pending(bench);
                var schools = new Schools(bench.ground().bootstrap())) {
            measure(bench, pending, schools, few, "warm");
            fire(bench, pending, few, "warm");
            measure(bench, pending, schools, few, "few");
            fire(bench, pending, few, "few");
            measure(bench, pending, schools, many, "many");
            fire(bench, pending, few, "many");
            idle = idle(bench, pending);
        }
        return Stream.concat(
                        Stream.of("armed", "cancelled", "fired")
                                .map(what -> inverse(bench, what, many))
                                .flatMap(Optional::stream),
                        Stream.of(
                                new Cell("idle poll, " + many + " pending", idle * 100, "%", 1, false, "of one core")))
                .toList();
    }

    private static Optional<Cell> inverse(Bench bench, String what, int many) {
        return bench.ratio(
                        "CPU us " + what + ", " + many + " pending / few",
                        Round::cpuMicros,
                        "many " + what,
                        "few " + what,
                        1.5)
                .map(cell -> new Cell(cell.measure(), cell.value(), cell.unit(), 1.5, false, cell.detail()));
    }

    /** Children of other schools come and go beside those who are pending. */
    private static void measure(Bench bench, Pending pending, Schools schools, int deadlines, String name) {
        pending.grow(Population.rounded(deadlines / DEADLINES), Late.APART);
        var database = pending.service().database();
        int classes = bench.size().of(10, 200, 1_000);
        for (int round = 0; round < bench.rounds(); round++) {
            var school = "X" + name + round;
            schools.open(school);
            await(database, "select count(*) = 2 from post where scope = ?", school);
            part(bench, pending, name + " armed", classes * ABSENT, () -> {
                for (int n = 0; n < classes; n++) {
                    schools.call(new Call(school, n, Schools.MONDAY, false, ABSENT));
                }
                schools.flush();
                await(
                        database,
                        "select count(*) = " + classes * ABSENT + " from spell where school = ? and state = 'OPEN'",
                        school);
            });
            part(bench, pending, name + " cancelled", classes * ABSENT, () -> {
                for (int n = 0; n < classes; n++) {
                    schools.call(new Call(school, n, Schools.MONDAY, true, 0));
                }
                schools.flush();
                await(database, "select count(*) = 0 from spell where school = ? and state = 'OPEN'", school);
            });
        }
    }

    /**
     * As long a time in each round when few are pending as when many are: one class falls due after the other. The clock runs on
     * meanwhile, and what falls due by that is fired too.
     */
    private static void fire(Bench bench, Pending pending, int few, String name) {
        int classes = Population.rounded(few / DEADLINES) / Population.ABSENT;
        var apart = Late.APART.multipliedBy(classes).dividedBy(bench.rounds());
        for (int round = 1; round <= bench.rounds(); round++) {
            var at = Pending.FIRST_DUE.plus(apart.multipliedBy(round));
            var from = pending.now();
            var meter = meter(bench, pending);
            pending.service().setClock(at);
            pending.awaitDone(at);
            var usage = meter.read();
            long due = dueBy(pending.now()) - dueBy(from);
            bench.keep(name + " fired", Math.toIntExact(due), usage, Map.of());
        }
    }

    private static long dueBy(Instant now) {
        var since = Duration.between(Pending.FIRST_DUE, now);
        return since.isNegative() ? 0 : since.dividedBy(Late.APART) * Population.ABSENT;
    }

    private static void part(Bench bench, Pending pending, String name, int units, Runnable work) {
        var meter = meter(bench, pending);
        work.run();
        bench.keep(name, units, meter.read(), Map.of());
    }

    /** Back before the first hour, nothing is due for long. */
    private static double idle(Bench bench, Pending pending) {
        pending.service().setClock(Schools.at(Schools.MONDAY, "08:10"));
        pending.settle();
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        var meter = meter(bench, pending);
        LockSupport.parkNanos(Duration.ofSeconds(bench.size().of(5, 20, 60)).toNanos());
        var usage = meter.read();
        bench.keep("idle", 1, usage, Map.of("share", usage.cpu() / usage.seconds()));
        return usage.cpu() / usage.seconds();
    }

    private static Meter meter(Bench bench, Pending pending) {
        return Meter.start(
                bench.ground(), Escalation.DATABASE, pending.service().handle());
    }

    private static void await(Database database, String so, String school) {
        if (!database.await(Duration.ofMinutes(30), so, school)) {
            throw new IllegalStateException("the children were not looked at: see the service's log");
        }
    }
}
