package org.baoxue.bench.row;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.floor.FactsFloor;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ground.Remote;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Schools.Call;
import org.baoxue.local.postgres.PostgresServer;

/** Roll calls from Kafka to committed spells, against a program that only keeps them. */
final class Facts implements Row {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int OF_A_SCHOOL = 20;

    @Override
    public String name() {
        return "facts";
    }

    @Override
    public String measures() {
        return "Roll calls of 45, one missing in each, published as fast as one producer can: from the first until all are"
                + " committed. Ours: with spells, duties and events. Floor: the roll call and one row for each missing child,"
                + " 500 records a transaction. Both run at the same producer's side, one after the other, on the same records.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 3, 25);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int calls = bench.size().of(400, 10_000, 60_000);
        try (var contest = new Contest(bench, calls)) {
            for (int n = 0; n < bench.rounds(); n++) {
                contest.round(n % 2 == 0);
            }
            bench.sayDearest(Escalation.DATABASE);
        }
        return Stream.of(bench.ratio(
                        "roll calls of 45 consumed a second: ours / floor", Round::perSecond, "ours", "floor", 0.5))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The floor reads a topic of its own: the same records are published twice. */
    private static final class Contest implements AutoCloseable {
        private final Bench bench;
        private final int calls;
        private final Escalation service;
        private final Remote floor;
        private final Schools schools;
        private final Schools forFloor;
        private long takenByFloor;
        private int number;

        Contest(Bench bench, int calls) {
            this.bench = bench;
            this.calls = calls;
            this.service = Escalation.start(bench.ground());
            service.setClock(Schools.at(Schools.MONDAY, "08:10"));
            this.schools = new Schools(bench.ground().bootstrap());
            this.forFloor = new Schools(bench.ground().bootstrap(), "baoxue.platform-out.v1");
            var database = bench.ground().freshDatabase("floor");
            database.run(FactsFloor.TABLES);
            this.floor = Remote.start(
                    bench.ground(),
                    FactsFloor.class,
                    bench.ground().url(database.name()),
                    PostgresServer.ADMIN,
                    bench.ground().administratorPassword(),
                    bench.ground().bootstrap(),
                    "baoxue.platform-out.v1");
            warm();
        }

        private void warm() {
            open(0);
            round("warm", 0, Math.min(calls, 2_000));
            byFloor("warm-floor", 0, Math.min(calls, 2_000));
        }

        void round(boolean oursFirst) {
            number++;
            open(number);
            if (oursFirst) {
                round("ours", number, calls);
            }
            byFloor("floor", number, calls);
            if (!oursFirst) {
                round("ours", number, calls);
            }
        }

        private void open(int round) {
            for (int school = 0; school < Math.max(1, calls / OF_A_SCHOOL); school++) {
                schools.open(school(round, school));
            }
            await("select count(*) = 2 from post where scope = '" + school(round, Math.max(1, calls / OF_A_SCHOOL) - 1)
                    + "'");
        }

        private static String school(int round, int number) {
            return "F" + round + "-" + number;
        }

        private void publish(Schools to, int round, int count) {
            for (int n = 0; n < count; n++) {
                to.call(new Call(school(round, n % Math.max(1, calls / OF_A_SCHOOL)), n, Schools.MONDAY, false, 1));
            }
            to.flush();
        }

        private void round(String contender, int round, int count) {
            long before = service.database().number("select count(*) from spell");
            long written = service.database().written("spell");
            var meter = Meter.start(bench.ground(), Escalation.DATABASE, service.handle());
            publish(schools, round, count);
            service.database().awaitMost("spell", written, count, LONGEST);
            await("select count(*) = " + (before + count) + " from spell");
            bench.keep(contender, count, meter.read(), Map.of());
        }

        private void byFloor(String contender, int round, int count) {
            takenByFloor += count;
            var meter = Meter.start(bench.ground(), "floor", floor.handle());
            publish(forFloor, round, count);
            floor.ask("taken " + takenByFloor);
            bench.keep(contender, count, meter.read(), Map.of());
        }

        private void await(String so) {
            if (!service.database().await(LONGEST, so)) {
                throw new IllegalStateException("never: " + so);
            }
        }

        @Override
        public void close() {
            schools.close();
            forFloor.close();
            floor.close();
            service.close();
        }
    }
}
