package org.baoxue.bench.row;

import java.time.Duration;
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
import org.baoxue.bench.ours.Population;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.rival.DbScheduler;
import org.baoxue.bench.rival.FlowableTimers;

/** Deadlines fired per second when very many are due at once. */
final class Firing implements Row {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The hours at which every missing child has one deadline more behind it. */
    private record Hour(String time, String rule) {}

    private static final List<Hour> HOURS = List.of(
            new Hour("09:08", "contact-guardian"),
            new Hour("10:08", "report-absence-list"),
            new Hour("18:03", "verify-same-day"));

    @Override
    public String name() {
        return "firing";
    }

    @Override
    public String measures() {
        return "One deadline of each child is due at once. Ours: an overdue duty lapses: the absence and what is owed of it"
                + " are read, the duty's row is ended, an event with the reason is written and published, the child's next due time"
                + " is set; time counts from setting the clock. Rivals: one row inserted in the transaction that removes the timer.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 5, 90);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int children = Population.rounded(bench.size().of(500, 20_000, 1_000_000));
        int ofFlowable = bench.size().of(200, 4_000, 100_000);
        try (var ours = new Ours(bench, children);
                var rival = new Rival(bench, children)) {
            bench.alternate(ours, rival);
            bench.sayDearest(Escalation.DATABASE);
        }
        try (var flowable = new Flowable(bench, ofFlowable)) {
            bench.alone(flowable, Math.min(bench.rounds(), 3));
        }
        return Stream.of(
                        bench.ratio(
                                "deadlines fired per second: ours / db-scheduler",
                                Round::perSecond,
                                "ours",
                                "db-scheduler",
                                5),
                        bench.ratio(
                                "deadlines fired per second: ours / Flowable",
                                Round::perSecond,
                                "ours",
                                "flowable",
                                20))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Three hours are three rounds; then the Monday begins anew. */
    static final class Ours implements Bench.Contender {
        private final Bench bench;
        private final int children;
        private final Pending pending;
        private final String name;
        private int hour = HOURS.size();

        Ours(Bench bench, int children) {
            this(bench, children, new Pending(bench), "ours");
        }

        Ours(Bench bench, int children, Pending pending, String name) {
            this.bench = bench;
            this.children = children;
            this.pending = pending;
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void round() {
            if (hour == HOURS.size()) {
                pending.grow(children, Duration.ZERO);
                hour = 0;
            }
            var next = HOURS.get(hour++);
            var at = Schools.at(Schools.MONDAY, next.time);
            var database = pending.service().database();
            long before = database.written("duty");
            var meter = Meter.start(
                    bench.ground(), Escalation.DATABASE, pending.service().handle());
            pending.service().setClock(at);
            database.awaitMost("duty", before, children, LONGEST);
            pending.awaitDone(at);
            var usage = meter.read();
            pending.awaitPublished();
            var all = meter.read();
            pending.mustHaveLapsed(next.rule, children);
            pending.awaitSchools(at);
            bench.keep(name, children, usage, Map.of("hour", (double) hour, "published s", all.seconds()));
        }

        @Override
        public void close() {
            pending.close();
        }
    }

    private static final class Rival implements Bench.Contender {
        private final Bench bench;
        private final int timers;
        private final Database database;
        private final Remote process;

        Rival(Bench bench, int timers) {
            this.bench = bench;
            this.timers = timers;
            this.database = bench.ground().freshDatabase("dbscheduler");
            database.run(DbScheduler.TABLES);
            this.process = Rivals.dbScheduler(bench.ground());
        }

        @Override
        public String name() {
            return "db-scheduler";
        }

        @Override
        public void round() {
            database.run("truncate scheduled_tasks, fired");
            database.run("""
                    insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                    select 'deadline', md5(n::text), now() - interval '1 second', false, 1 from generate_series(1, ?) as n
                    """, timers);
            database.run("vacuum analyze");
            database.run("checkpoint");
            var meter = Meter.start(bench.ground(), database.name(), process.handle());
            process.ask("fire " + timers);
            var usage = meter.read();
            if (database.number("select count(*) from fired") != timers) {
                throw new IllegalStateException("db-scheduler has not fired each");
            }
            bench.keep("db-scheduler", timers, usage, Map.of());
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static final class Flowable implements Bench.Contender {
        private final Bench bench;
        private final int timers;
        private final Database database;
        private final Remote process;

        Flowable(Bench bench, int timers) {
            this.bench = bench;
            this.timers = timers;
            this.database = bench.ground().freshDatabase("flowable");
            database.run(FlowableTimers.TABLES);
            this.process = Rivals.flowable(bench.ground());
        }

        @Override
        public String name() {
            return "flowable";
        }

        @Override
        public void round() {
            database.run("truncate fired");
            process.ask("arm " + timers / 4 + " 2020-01-01T00:00:00Z");
            database.run("vacuum analyze");
            database.run("checkpoint");
            var meter = Meter.start(bench.ground(), database.name(), process.handle());
            process.ask("fire " + timers);
            var usage = meter.read();
            if (database.number("select count(*) from fired") != timers) {
                throw new IllegalStateException("Flowable has not fired each");
            }
            bench.keep("flowable", timers, usage, Map.of());
            process.ask("clear");
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
