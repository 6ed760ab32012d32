package org.baoxue.bench.row;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Population;
import org.baoxue.bench.ours.Told;

/** How long after its time each of a steady stream of deadlines is heard of. */
final class Late implements Row {
    /** A class of five each fiftieth of a second and a half: a hundred children a second. */
    static final Duration APART = Duration.ofMillis(50);

    @Override
    public String name() {
        return "lateness";
    }

    @Override
    public String measures() {
        return "100 deadlines a second fall due while very many are pending: from the due time until another process has read the"
                + " event from Kafka (claimed, decided, committed, relayed).";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 3, 20);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int children = Population.rounded(bench.size().of(2_000, 50_000, 1_000_000));
        int seconds = bench.size().of(5, 30, 120);
        try (var pending = new Pending(bench);
                var told = new Told(bench.ground().bootstrap())) {
            pending.grow(children, APART);
            pending.service().setClock(Pending.FIRST_DUE);
            LockSupport.parkNanos(Duration.ofSeconds(bench.size().of(3, 10, 30)).toNanos());
            var meter = Meter.start(
                    bench.ground(), Escalation.DATABASE, pending.service().handle());
            int before = told.lapses().size();
            LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
            var usage = meter.read();
            var lapses = told.lapses();
            var millis = pending.heard(lapses.subList(before, lapses.size())).stream()
                    .map(Pending.Heard::millis)
                    .sorted()
                    .toList();
            if (millis.isEmpty()) {
                throw new IllegalStateException("nothing was heard");
            }
            double p50 = Spread.quantile(millis, 0.5);
            double p99 = Spread.quantile(millis, 0.99);
            bench.keep("ours", millis.size(), usage, Map.of("p50 ms", p50, "p99 ms", p99, "max ms", millis.getLast()));
            return List.of(new Cell(
                    "lateness p99, " + children + " pending, 100 due a second",
                    p99,
                    "ms",
                    250,
                    false,
                    "p50 " + p50 + ", greatest " + millis.getLast() + ", of " + millis.size()));
        }
    }
}
