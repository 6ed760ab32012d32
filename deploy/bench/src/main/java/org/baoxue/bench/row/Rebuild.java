package org.baoxue.bench.row;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Schools.Call;

/** An empty database and a full topic. */
final class Rebuild implements Row {
    private static final int CLASSES = 20;

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String measures() {
        return "Roll calls of 45, one missing in each, lie in the topic before the service is first started: marks a second of CPU"
                + " (service and PostgreSQL) from when it is ready until all are in and nothing is due.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 2, 20);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int calls = bench.size().of(1_000, 20_000, 400_000);
        try (var schools = new Schools(bench.ground().bootstrap())) {
            for (int n = 0; n < calls; n++) {
                if (n % (CLASSES * 10) == 0) {
                    schools.open("R-" + n / (CLASSES * 10));
                }
                schools.call(new Call(
                        "R-" + n / (CLASSES * 10), n % CLASSES, Schools.MONDAY.plusDays(n / CLASSES % 10), false, 1));
            }
            schools.flush();
        }
        try (var service = Escalation.start(bench.ground())) {
            service.setClock(Schools.at(Schools.MONDAY.plusDays(10), "07:00"));
            var meter = Meter.start(bench.ground(), Escalation.DATABASE, service.handle());
            long before = service.database().number("select count(*) from roll_call");
            boolean isIn = service.database()
                    .await(
                            Duration.ofHours(2),
                            "(select count(*) >= " + calls + " from roll_call)"
                                    + " and not exists (select from child where next_due_at <= baoxue_now())");
            if (!isIn) {
                throw new IllegalStateException("the topic is not read: see the service's log");
            }
            var usage = meter.read();
            double marks = (calls - before) * (double) Schools.CLASS_SIZE;
            bench.keep("ours", marks, usage, Map.of("calls", (double) calls));
            bench.sayDearest(Escalation.DATABASE);
            return List.of(new Cell(
                    "rebuild: marks a second of CPU",
                    marks / usage.cpu(),
                    "/s",
                    900_000,
                    true,
                    Optional.of(marks / usage.seconds()).map(Math::round).orElseThrow() + " a second elapsed"));
        }
    }
}
