package org.baoxue.kit.problem;

import java.sql.SQLException;
import java.time.DateTimeException;

/** Tells what was asked with a value beyond all limits, such as the year 999999999, from what is broken. */
final class Unkeepable {

    private static final String DATA_EXCEPTION = "22";

    private Unkeepable() {}

    static boolean is(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DateTimeException || isDataException(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDataException(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(DATA_EXCEPTION);
    }
}
