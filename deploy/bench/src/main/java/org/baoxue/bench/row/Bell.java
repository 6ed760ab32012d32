package org.baoxue.bench.row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Issuer;
import org.baoxue.bench.ours.Population;
import org.baoxue.local.http.Http;

/** Very many deadlines in one second, and what a person at a screen feels of it. */
final class Bell implements Row {
    /** Whether quiet is over is asked once a second: no request of the bell's own may count as quiet. */
    private static final Instant BEFORE_THE_BELL = Pending.FIRST_DUE.minusSeconds(2);

    private static final int UNCOUNTED = 20;

    @Override
    public String name() {
        return "bell";
    }

    @Override
    public String measures() {
        return "One deadline of each child is due at the same second, which comes by itself: from that second until every duty"
                + " has lapsed, told exactly once; beside it until all is published. 20 requests a second of an academic office for"
                + " its open duties go on before and meanwhile.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 4, 25);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int children = Population.rounded(bench.size().of(500, 20_000, 120_000));
        List<Double> drained = new ArrayList<>();
        List<Double> quiet = new ArrayList<>();
        List<Double> loud = new ArrayList<>();
        try (var issuer = new Issuer(bench.ground().ports().keycloak());
                var pending = new Pending(bench)) {
            for (int n = 0; n < bench.rounds(); n++) {
                pending.grow(children, Duration.ZERO);
                ring(bench, pending, issuer, children, drained, quiet, loud);
            }
        }
        double still = p99(quiet);
        return List.of(
                new Cell(
                        "bell: " + children + " due in one second, drained",
                        Spread.of(drained).median(),
                        "s",
                        15,
                        false,
                        Spread.of(drained) + ", 0 doubled"),
                new Cell(
                        "bell: REST p99 meanwhile / quiet",
                        p99(loud) / still,
                        "x",
                        2,
                        false,
                        p99(loud) + " ms / " + still + " ms"));
    }

    private static void ring(
            Bench bench,
            Pending pending,
            Issuer issuer,
            int children,
            List<Double> drained,
            List<Double> quiet,
            List<Double> loud) {
        pending.service().setClock(Pending.FIRST_DUE.minusSeconds(bench.size().of(5, 10, 30)));
        var clerk = new Clerk(pending.service(), issuer.ofOffice("T-0"), new Http());
        clerk.ask(UNCOUNTED);
        List<Double> before = clerk.askUntil(() -> pending.isPast(BEFORE_THE_BELL));
        while (!pending.isPast(Pending.FIRST_DUE)) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        var meter = Meter.start(
                bench.ground(), Escalation.DATABASE, pending.service().handle());
        List<Double> meanwhile = clerk.askUntil(() -> pending.isDone(Pending.FIRST_DUE));
        var usage = meter.read();
        pending.awaitPublished();
        double published = meter.read().seconds();
        pending.mustHaveLapsed("contact-guardian", children);
        drained.add(usage.seconds());
        quiet.addAll(before);
        loud.addAll(meanwhile);
        bench.keep(
                "ours",
                children,
                usage,
                Map.of("published s", published, "quiet ms", p99(before), "loud ms", p99(meanwhile)));
    }

    private static double p99(List<Double> millis) {
        return Spread.quantile(millis, 0.99);
    }

    /** Asks for open duties, twenty times a second. */
    private record Clerk(Escalation service, String token, Http http) {
        void ask(int times) {
            for (int n = 0; n < times; n++) {
                once();
            }
        }

        /** Milliseconds of each. Whether it is over is asked once a second. */
        List<Double> askUntil(BooleanSupplier over) {
            List<Double> millis = new ArrayList<>();
            for (int n = 0; n % 20 != 0 || !over.getAsBoolean(); n++) {
                millis.add(once());
            }
            return millis;
        }

        private double once() {
            long begun = System.nanoTime();
            http.once(url(), token).mustBeGood();
            double millis = (System.nanoTime() - begun) / 1e6;
            LockSupport.parkNanos(Math.max(0, 50_000_000 - (System.nanoTime() - begun)));
            return millis;
        }

        private String url() {
            return "http://127.0.0.1:" + service.port() + "/v1/duties?owner=academic-office@T-0&state=OPEN";
        }
    }
}
