package org.baoxue.bench.row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Population;
import org.baoxue.bench.ours.Told;

/** A node dies; the other goes on. */
final class Takeover implements Row {
    private static final double ON_TIME_MILLIS = 250;

    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public String measures() {
        return "Two nodes, 100 deadlines a second; the first node is killed with KILL: from then until the first of the deadlines"
                + " that fell due after the kill is heard of not more than 250 ms late.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 5, 15);
    }

    @Override
    public List<Cell> run(Bench bench) {
        List<Double> seconds = new ArrayList<>();
        try (var pending = new Pending(bench)) {
            for (int n = 0; n < bench.rounds(); n++) {
                if (n > 0) {
                    pending.startAgain();
                }
                seconds.add(once(bench, pending));
            }
        }
        var spread = Spread.of(seconds);
        return List.of(new Cell(
                "kill to the first fire on time, second node running",
                spread.median(),
                "s",
                5,
                false,
                spread.toString()));
    }

    private static double once(Bench bench, Pending pending) {
        try (var second = pending.another();
                var told = new Told(bench.ground().bootstrap())) {
            pending.grow(Population.rounded(bench.size().of(5_000, 10_000, 30_000)), Late.APART);
            pending.service().setClock(Pending.FIRST_DUE);
            LockSupport.parkNanos(Duration.ofSeconds(15).toNanos());
            var meter = Meter.start(bench.ground(), Escalation.DATABASE, second.handle());
            var killed = Instant.now().plus(pending.ahead());
            pending.service().handle().destroyForcibly();
            LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
            var after = pending.heard(told.lapses()).stream()
                    .filter(one -> one.due().isAfter(killed))
                    .toList();
            double seconds = after.stream()
                    .filter(one -> one.millis() <= ON_TIME_MILLIS)
                    .map(one -> Duration.between(killed, one.at()).toNanos() / 1e9)
                    .min(Double::compare)
                    .orElse(Double.POSITIVE_INFINITY);
            double greatest =
                    after.stream().mapToDouble(one -> one.millis() / 1e3).max().orElse(Double.NaN);
            bench.say(String.format(
                    Locale.ROOT,
                    "  first on time after %.2f s, greatest lateness after the kill %.2f s",
                    seconds,
                    greatest));
            bench.keep(
                    "ours",
                    Math.max(1, after.size()),
                    meter.read(),
                    Map.of("first s", seconds, "greatest s", greatest));
            return seconds;
        }
    }
}
