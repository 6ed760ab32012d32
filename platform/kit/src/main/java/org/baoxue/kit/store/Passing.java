package org.baoxue.kit.store;

import java.sql.SQLException;

/** Failures that lie in the world (a connection, a lock, a server that shuts down) and not in the rows at hand. */
public final class Passing {

    // 08 connection, 40 rollback, 53 resources, 55 locks, 57 operator, 58 system, 25P03/25P04 time limits
    private static final String STATES = "(08|40|53|55|57|58|25P0[34]).*";

    private Passing() {}

    /** Whether the same work can succeed when it is tried again later. */
    public static boolean is(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null || sql.getSQLState().matches(STATES);
            }
            if (cause instanceof java.util.concurrent.TimeoutException
                    || cause instanceof org.apache.kafka.common.errors.RetriableException
                    || cause instanceof jakarta.transaction.RollbackException
                    || cause instanceof jakarta.transaction.HeuristicRollbackException) {
                return true;
            }
        }
        return false;
    }
}
