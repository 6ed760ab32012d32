package org.baoxue.cases.report;

import java.time.DateTimeException;
import java.time.Instant;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of reports.
 *
 * @param due null at the beginning
 */
record ReportCursor(@Nullable Instant due, String number) {

    static String key(ReportView last) {
        return last.dueAt() + "|" + last.number();
    }

    static ReportCursor read(@Nullable String cursor) {
        var key = Cursor.read(cursor);
        if (key.isEmpty()) {
            return new ReportCursor(null, "");
        }
        int bar = key.indexOf('|');
        try {
            return new ReportCursor(Instant.parse(key.substring(0, Math.max(bar, 0))), key.substring(bar + 1));
        } catch (DateTimeException broken) {
            throw Problems.badRequest(
                    "bad-cursor",
                    "This cursor was not given by this list: start without one.",
                    new Problem.At("query:cursor", "use the value of next from the page before"));
        }
    }
}
