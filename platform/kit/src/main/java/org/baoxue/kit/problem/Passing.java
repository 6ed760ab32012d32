package org.baoxue.kit.problem;

import io.quarkus.oidc.OIDCException;
import jakarta.transaction.RollbackException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Tells what passes by itself, so that asking again is right, from what is broken. */
final class Passing {

    /**
     * SQL states of a store that is away (08, 57, 58), has no room just now (53), took another's side (40), kept a lock
     * (55P03) or ended a transaction that took too long (25P03, 25P04). Everything else is a fault of ours.
     */
    private static final Pattern STATES = Pattern.compile("(08|40|53|57|58)...|55P03|25P0[34]");

    private Passing() {}

    static boolean is(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (passes(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Throwable thrown) {
        return switch (thrown) {
            // the pool speaks without a state: nothing to be had, or closed
            case SQLException sql ->
                sql.getSQLState() == null || STATES.matcher(sql.getSQLState()).matches();
            case RollbackException timedOut -> timedOut.getCause() == null;
            case ConnectException unreachable -> true;
            case TimeoutException late -> true;
            case OIDCException noIssuer -> true;
            default -> false;
        };
    }
}
