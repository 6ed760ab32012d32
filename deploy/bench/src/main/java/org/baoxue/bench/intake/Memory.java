package org.baoxue.bench.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Size;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.row.Bench;
import org.baoxue.bench.row.Row;
import org.baoxue.local.suite.ServiceProcess;

/** What the process keeps in memory, with the settings of {@code ./baoxue up}. */
final class Memory implements Row {
    private static final double PER_SECOND = 100;
    private static final Duration QUIET = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String measures() {
        return "Resident memory of the attendance service's process, started as ./baoxue up starts it but without a start cache: idle, and"
                + " the most it ever was after a stretch of 100 roll calls a second, a class a request.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 2, 3);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int seconds = bench.size().of(5, 30, 60);
        try (var door = new Door(bench, 4, ServiceProcess.jvm())) {
            LockSupport.parkNanos(QUIET.toNanos());
            var pid = door.attendance().handle().pid();
            double idle = megabytes(pid, "VmRSS");
            var shots = door.shots(door.due((int) (seconds * PER_SECOND)));
            var meter = door.meter();
            door.send(shots, PER_SECOND);
            double loaded = megabytes(pid, "VmHWM");
            bench.keep(
                    "ours",
                    (double) shots.size() * Schools.CLASS_SIZE,
                    meter.read(),
                    Map.of("idle MB", idle, "loaded MB", loaded));
            return List.of(
                    new Cell("memory idle", idle, "MB", 200, false, "resident, after " + QUIET.toSeconds() + " s"),
                    new Cell("memory loaded", loaded, "MB", 300, false, "resident, the most"));
        }
    }

    private static double megabytes(long pid, String what) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                            .filter(line -> line.startsWith(what + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
