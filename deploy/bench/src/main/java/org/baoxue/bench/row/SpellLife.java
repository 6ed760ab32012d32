package org.baoxue.bench.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.ground.Database;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ground.Remote;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.rival.DbScheduler;
import org.baoxue.bench.rival.FlowableTimers;

/** CPU of a spell's whole life: four deadlines armed, of nine in ten cancelled, of the tenth fired. */
final class SpellLife implements Row {
    @Override
    public String name() {
        return "spell-life";
    }

    @Override
    public String measures() {
        return "CPU of contender and PostgreSQL a spell. Ours: roll calls of 45 with 10 missing come in over Kafka, in the"
                + " afternoon 9 of the 10 are back, then evening, then the third school day, with every event published."
                + " Rivals: four timers armed for each spell in batches, cancelled for nine in ten, fired for the rest.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 3, 45);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int spells = bench.size().of(200, 5_000, 100_000) / Lives.ABSENT * Lives.ABSENT;
        try (var ours = new Lives(bench, spells);
                var rival = new Timers(bench, spells, "db-scheduler", "dbscheduler", DbScheduler.TABLES)) {
            bench.alternate(ours, rival);
            bench.sayDearest(Escalation.DATABASE);
        }
        int ofFlowable = bench.size().of(50, 1_000, 20_000);
        try (var flowable = new Timers(bench, ofFlowable, "flowable", "flowable", FlowableTimers.TABLES)) {
            bench.alone(flowable, Math.min(bench.rounds(), 3));
        }
        return Stream.of(
                        bench.ratio(
                                "CPU us per spell life: db-scheduler / ours",
                                Round::cpuMicros,
                                "db-scheduler",
                                "ours",
                                4),
                        bench.ratio("CPU us per spell life: Flowable / ours", Round::cpuMicros, "flowable", "ours", 10))
                .flatMap(Optional::stream)
                .toList();
    }

    private static final class Timers implements Bench.Contender {
        private final Bench bench;
        private final int spells;
        private final String contender;
        private final Database database;
        private final Remote process;

        Timers(Bench bench, int spells, String contender, String name, String tables) {
            this.bench = bench;
            this.spells = spells;
            this.contender = contender;
            this.database = bench.ground().freshDatabase(name);
            database.run(tables);
            this.process =
                    name.equals("flowable") ? Rivals.flowable(bench.ground()) : Rivals.dbScheduler(bench.ground());
        }

        @Override
        public String name() {
            return contender;
        }

        @Override
        public void round() {
            database.run("truncate fired");
            database.run("checkpoint");
            var meter = Meter.start(bench.ground(), database.name(), process.handle());
            process.ask("arm " + spells + " 2020-01-01T00:00:00Z");
            int rest = spells / 10;
            process.ask("cancel " + rest + " " + spells);
            process.ask("fire " + 4 * rest);
            var usage = meter.read();
            if (database.number("select count(*) from fired") != 4L * rest) {
                throw new IllegalStateException(contender + " has not fired each");
            }
            bench.keep(contender, spells, usage, Map.of());
            if (contender.equals("flowable")) {
                process.ask("cancel 0 " + rest);
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
