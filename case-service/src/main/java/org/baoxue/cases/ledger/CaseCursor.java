package org.baoxue.cases.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.baoxue.cases.casefile.Summary;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A place in the ledger.
 *
 * @param opened null at the beginning
 */
record CaseCursor(@Nullable Instant opened, @Nullable UUID id) {

    static String key(Summary last) {
        return last.openedAt() + "|" + last.id();
    }

    static CaseCursor read(@Nullable String cursor) {
        var key = Cursor.read(cursor);
        if (key.isEmpty()) {
            return new CaseCursor(null, null);
        }
        int bar = key.indexOf('|');
        try {
            return new CaseCursor(
                    Instant.parse(key.substring(0, Math.max(bar, 0))), UUID.fromString(key.substring(bar + 1)));
        } catch (DateTimeException | IllegalArgumentException broken) {
            throw Problems.badRequest(
                    "bad-cursor",
                    "This cursor was not given by this list: start without one.",
                    new Problem.At("query:cursor", "use the value of next from the page before"));
        }
    }
}
