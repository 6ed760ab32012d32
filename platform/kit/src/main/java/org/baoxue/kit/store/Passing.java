package org.baoxue.kit.store;

import io.quarkus.oidc.OIDCException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.RetriableException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Failures that lie in the world (a connection, a lock, a server that shuts down) and not in the rows or request at hand. */
public final class Passing {

    /** 08 connection, 40 rollback, 53 resources, 55P03 locks, 57 operator, 58 system, 25P03/25P04 time limits. */
    private static final Pattern STATES = Pattern.compile("(08|40|53|57|58)...|55P03|25P0[34]");

    private Passing() {}

    /** Whether the same work can succeed when it is tried again later. What the store said decides, if it said anything. */
    public static boolean is(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                // the pool speaks without a state: nothing to be had, or closed
                return sql.getSQLState() == null
                        || STATES.matcher(sql.getSQLState()).matches()
                        || isClosedUnderUs(sql);
            }
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (isOfTheWorld(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What the driver itself, not the server, says of a statement that was closed because the transaction's time was up. */
    public static boolean isClosedUnderUs(SQLException failed) {
        return PSQLState.OBJECT_NOT_IN_STATE.getState().equals(failed.getSQLState())
                && !(failed instanceof PSQLException ofServer && ofServer.getServerErrorMessage() != null);
    }

    private static boolean isOfTheWorld(Throwable cause) {
        return switch (cause) {
            case RollbackException timedOut -> true;
            case HeuristicRollbackException undone -> true;
            case ConnectException unreachable -> true;
            case TimeoutException late -> true;
            case RetriableException broker -> true;
            case OIDCException noIssuer -> true;
            default -> false;
        };
    }
}
