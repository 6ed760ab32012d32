package org.baoxue.bench.row;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.ours.Population;

/** Somebody leaves a transaction open: nothing that was ended since can be cleaned away. */
final class Held implements Row {
    @Override
    public String name() {
        return "held";
    }

    @Override
    public String measures() {
        return "Deadlines fired as in the row firing, hour after hour, while a report holds one snapshot from before the first to after"
                + " the last (full: ten minutes of firing, in which nothing that was ended can be cleaned away), over the same without it.";
    }

    @Override
    public int minutes(Size size) {
        return size.of(1, 4, 45);
    }

    @Override
    public List<Cell> run(Bench bench) {
        int children = Population.rounded(bench.size().of(500, 20_000, 800_000));
        int few = Population.rounded(bench.size().of(500, 20_000, 40_000));
        try (var pending = new Pending(bench)) {
            bench.alone(new Firing.Ours(bench, few, pending, "warm"), 3);
            var quiet = new Firing.Ours(bench, children, pending, "quiet");
            bench.alone(quiet, 3);
            try (var report = report(pending)) {
                bench.alone(new Firing.Ours(bench, children, pending, "held"), 3);
                report.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return Stream.of(bench.ratio("fire rate under a held snapshot / quiet", Round::perSecond, "held", "quiet", 0.9))
                .flatMap(Optional::stream)
                .toList();
    }

    /** In another database no snapshot would hold anything back. */
    private static Connection report(Pending pending) throws SQLException {
        var connection = pending.service().database().connect();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement()) {
            statement.execute("set idle_in_transaction_session_timeout = 0");
            statement.execute("select count(*) from policy");
        }
        return connection;
    }
}
