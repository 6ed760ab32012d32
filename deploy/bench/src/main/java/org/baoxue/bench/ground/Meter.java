package org.baoxue.bench.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a stretch of work cost: elapsed time, CPU of the contender's processes, of PostgreSQL and of the broker, WAL and statements. */
public final class Meter {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ of every Linux this runs on

    private final Ground ground;
    private final List<String> databases;
    private final List<ProcessHandle> contender;
    private final Usage begin;

    private Meter(Ground ground, List<String> databases, List<ProcessHandle> contender) {
        this.ground = ground;
        this.databases = databases;
        this.contender = contender;
        this.begin = read();
    }

    /** @param database whose statements are counted */
    public static Meter start(Ground ground, String database, ProcessHandle contender) {
        return start(ground, List.of(database), List.of(contender));
    }

    /** Of a contender that is several processes with databases of their own. */
    public static Meter start(Ground ground, List<String> databases, List<ProcessHandle> contender) {
        return new Meter(ground, databases, contender);
    }

    /** What was used since the start; may be asked again and again. */
    public Usage read() {
        var now = new Usage(
                System.nanoTime() / 1e9,
                contender.stream().mapToDouble(Meter::cpu).sum(),
                cpuWithChildren(ground.postgres()),
                cpu(ground.kafka()),
                ground.database("postgres").number("select pg_current_wal_lsn() - '0/0'::pg_lsn"),
                ground.database("postgres").number("""
                        select coalesce(sum(calls), 0) from pg_stat_statements
                        where dbid in (select oid from pg_database where datname = any (string_to_array(?, ',')))
                        """, String.join(",", databases)));
        return begin == null ? now : now.since(begin);
    }

    /** The statements that have cost PostgreSQL most since the ground was laid: milliseconds, calls, rows, and the first words. */
    public static List<String> dearest(Ground ground, String database) {
        return ground.database("postgres").texts("""
                select round(total_exec_time) || ' ms, ' || calls || ' calls, ' || rows || ' rows: '
                    || left(regexp_replace(query, '\\s+', ' ', 'g'), 110)
                from pg_stat_statements where dbid = (select oid from pg_database where datname = ?)
                order by total_exec_time desc limit 12
                """, database);
    }

    private static double cpu(ProcessHandle process) {
        var fields = stat(process.pid());
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Of all that live, and of those that have ended, which the parent remembers. */
    private static double cpuWithChildren(ProcessHandle parent) {
        var fields = stat(parent.pid());
        double ended = (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
        return ended
                + cpu(parent)
                + parent.children().mapToDouble(Meter::cpuOrNone).sum();
    }

    private static double cpuOrNone(ProcessHandle process) {
        try {
            return cpu(process);
        } catch (UncheckedIOException ended) {
            return 0; // it is counted with its parent's ended ones from now on
        }
    }

    /** The fields behind the name, which may hold blanks: the state is the first. */
    private static String[] stat(long pid) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException e) {
            throw new UncheckedIOException("no process " + pid, e);
        }
    }
}
