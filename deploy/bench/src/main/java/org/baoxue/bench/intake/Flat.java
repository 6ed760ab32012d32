package org.baoxue.bench.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;
import org.baoxue.local.kafka.Topics;

/** Whether a mark costs more where its records share partitions, or where more was stored before. */
final class Flat implements Row {
    private static final int DAYS = 10;
    private static final int TEN_TIMES = 100;

    /** Among so many, some go wherever they are wanted. */
    private static final int FEWEST = 20;

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public String measures() {
        return "CPU of both services and PostgreSQL a mark, accepted and escalated, a school a request, of schools whose records go to one, two"
                + " and all four partitions of the topic, with ten school days stored before; and with a hundred.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(2, 8, 25);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int schools = bench.size().of(1, 6, 15);
        try (var morning = new Morning(bench)) {
            morning.atOnce("warm", morning.grow(schools, 0));
            bench.alternate(
                    of(morning, schools, 1, DAYS, "1 partition"),
                    of(morning, schools, 2, DAYS, "2 partitions"),
                    of(morning, schools, Topics.PARTITIONS, DAYS, "4 partitions"),
                    of(morning, schools, Topics.PARTITIONS, TEN_TIMES, "10 x history"));
        }
        return Stream.of("1 partition", "2 partitions", "10 x history")
                .map(what -> bench.ratio(
                        "CPU a mark: " + what + " / 4 partitions", Round::cpuMicros, what, "4 partitions", 1.1))
                .flatMap(Optional::stream)
                .map(cell -> new Cell(cell.measure(), cell.value(), cell.unit(), cell.target(), false, cell.detail()))
                .toList();
    }

    private static Bench.Contender of(Morning morning, int schools, int partitions, int days, String name) {
        return Bench.Contender.of(name, () -> {
            int enough =
                    partitions == Topics.PARTITIONS ? schools : FEWEST + schools * Topics.PARTITIONS * 2 / partitions;
            var all = morning.grow(enough, days);
            var some = all.only(school -> partitionOf(school) < partitions, schools);
            morning.atOnce(name, some);
            morning.awaitPublished();
        });
    }

    /** Where Kafka's own partitioner puts the school's records. */
    private static int partitionOf(String school) {
        return Utils.toPositive(Utils.murmur2(school.getBytes(StandardCharsets.UTF_8))) % Topics.PARTITIONS;
    }
}
