package org.baoxue.testkit;

import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the statements that a service really sends through its {@link Jdbi}. */
public final class StatementCount implements SqlLogger {

    private final AtomicLong count = new AtomicLong();

    /** Starts counting; injected into the service's own Jdbi. */
    public static StatementCount on(Jdbi jdbi) {
        var counter = new StatementCount();
        jdbi.getConfig(SqlStatements.class).setSqlLogger(counter);
        return counter;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        count.incrementAndGet();
    }

    /** How many since the last call. */
    public long take() {
        return count.getAndSet(0);
    }
}
