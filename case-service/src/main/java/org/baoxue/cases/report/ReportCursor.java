package org.baoxue.cases.report;

import java.time.DateTimeException;
import java.time.Instant;
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

    static ReportCursor read(String key) {
        if (key.isEmpty()) {
            return new ReportCursor(null, "");
        }
        int bar = key.indexOf('|');
        try {
            return new ReportCursor(Instant.parse(key.substring(0, Math.max(bar, 0))), key.substring(bar + 1));
        } catch (DateTimeException broken) {
            throw Cursor.notOurs();
        }
    }
}
