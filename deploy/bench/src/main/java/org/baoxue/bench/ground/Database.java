package org.baoxue.bench.ground;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One database as its administrator sees it; a connection for each question. */
public final class Database {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long MANY = 50_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** So many times as long as an answer took nobody asks again, up to the longest pause: so much later a thing may be seen. */
    private static final int SELDOM = 20;

    private final Supplier<Connection> connections;
    private final String name;

    Database(Supplier<Connection> connections, String name) {
        this.connections = connections;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** One or more statements, each on its own unless they say otherwise. */
    public void run(String sql) {
        try (var connection = connections.get();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused: " + sql, e);
        }
    }

    public void run(String sql, Object... values) {
        try (var connection = connections.get();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused: " + sql, e);
        }
    }

    /** The first column of the first row. */
    public long number(String sql, Object... values) {
        try (var connection = connections.get();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused: " + sql, e);
        }
    }

    /** The first column of each row. */
    public List<String> texts(String sql, Object... values) {
        try (var connection = connections.get();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused: " + sql, e);
        }
    }

    public boolean is(String sql, Object... values) {
        return number("select case when (" + sql + ") then 1 else 0 end", values) == 1;
    }

    /** How many rows of a table were ever written, as the statistics say: some seconds late, and asking costs nothing. */
    public long written(String table) {
        return number("select n_tup_ins + n_tup_upd + n_tup_del from pg_stat_user_tables where relname = ?", table);
    }

    /**
     * Waits until nine in ten of so many rows have been written: an exact question reads over all that was written before, and
     * the last tenth is left to it. Of few rows it costs little, so these are not waited for here.
     *
     * @param before {@link #written} when the first of them had not been
     */
    public void awaitMost(String table, long before, long rows, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (rows >= MANY && written(table) - before < rows / 10 * 9 && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Asks until it is so; false when the time is over. Asks so seldom that it costs little beside what is measured: the database
     * counts it with what it does for a contender.
     */
    public boolean await(Duration longest, String sql, Object... values) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            long begun = System.nanoTime();
            if (is(sql, values)) {
                return true;
            }
            long answered = System.nanoTime();
            if (answered > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            long seldom = Math.min(LONGEST_PAUSE.toNanos(), SELDOM * (answered - begun));
            LockSupport.parkNanos(Math.max(PAUSE.toNanos(), seldom));
        }
    }

    public Connection connect() {
        return connections.get();
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int n = 0; n < values.length; n++) {
            var value = values[n];
            statement.setObject(n + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }

    /** The database's own time, which no drill moves. */
    public Instant realNow() {
        try (var connection = connections.get();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say its time", e);
        }
    }
}
