package org.baoxue.local.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.baoxue.local.postgres.PostgresServer;
import org.baoxue.local.suite.Service;

/** The services' database server at its worst. While it is away itself, there is nothing to add. */
final class Database {
    private static final String OURS = "storm";
    private static final String DEADLOCK = "40P01";

    private final PostgresServer server;
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger stalled = new AtomicInteger();

    Database(PostgresServer server) {
        this.server = server;
    }

    /** Ends one connection of the services, whatever it is about. */
    void cutAConnection() {
        on("postgres", statement -> {
            var rows = statement.executeQuery("""
                    select count(pg_terminate_backend(pid)) from (
                        select pid from pg_stat_activity
                        where backend_type = 'client backend' and application_name <> '%s'
                            and datname in ('directory', 'attendance', 'escalation', 'cases', 'notification')
                        order by random() limit 1) as chosen
                    """.formatted(OURS));
            if (rows.next()) {
                ended.addAndGet(rows.getInt(1));
            }
        });
    }

    /** Nothing of a service can be written for so long, as behind a disk that has no answer. */
    void stall(Service service, Duration howLong) {
        on(service.database(), statement -> {
            statement.execute("set idle_in_transaction_session_timeout = 0");
            while (!isHeld(statement)) {
                Stage.say("the database is to stand still, and is asked again");
            }
            statement.execute("select pg_sleep(" + howLong.toSeconds() + ")");
            statement.execute("rollback");
            stalled.incrementAndGet();
        });
    }

    /** Two tables are taken one after the other, as the service takes them the other way round: one of both may have to let go. */
    private static boolean isHeld(Statement statement) throws SQLException {
        statement.execute("begin");
        try {
            statement.execute("lock table outbox, inbox_mark in access exclusive mode");
            return true;
        } catch (SQLException failed) {
            statement.execute("rollback");
            if (DEADLOCK.equals(failed.getSQLState())) {
                return false;
            }
            throw failed;
        }
    }

    /** How often it stood still for as long as it was to. */
    int stalled() {
        return stalled.get();
    }

    int ended() {
        return ended.get();
    }

    private interface Deed {
        void on(Statement statement) throws SQLException;
    }

    private void on(String database, Deed deed) {
        try (Connection connection = server.connect(database + "?ApplicationName=" + OURS);
                var statement = connection.createStatement()) {
            deed.on(statement);
        } catch (SQLException e) {
            Stage.say("the database is away: " + e.getMessage());
        }
    }
}
