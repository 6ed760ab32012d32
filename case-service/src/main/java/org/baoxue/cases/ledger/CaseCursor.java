package org.baoxue.cases.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.baoxue.cases.casefile.Summary;
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

    static CaseCursor read(String key) {
        if (key.isEmpty()) {
            return new CaseCursor(null, null);
        }
        int bar = key.indexOf('|');
        try {
            return new CaseCursor(
                    Instant.parse(key.substring(0, Math.max(bar, 0))), UUID.fromString(key.substring(bar + 1)));
        } catch (DateTimeException | IllegalArgumentException broken) {
            throw Cursor.notOurs();
        }
    }
}
