package org.baoxue.kit.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** An opaque place in a list: the sort key of the last row seen. */
public final class Cursor {

    private Cursor() {}

    public static String write(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The sort key to go on after; empty at the beginning of the list. */
    public static String read(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return "";
        }
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (key.chars().anyMatch(Character::isISOControl)) {
                throw notOurs();
            }
            return key;
        } catch (IllegalArgumentException broken) {
            throw notOurs();
        }
    }

    /** A refusal of a cursor that does not hold what this list's cursors hold. */
    public static Problem notOurs() {
        return Problems.badRequest(
                "bad-cursor",
                "This cursor was not given by us: start without one.",
                new Problem.At("query:cursor", "use the value of next from the page before"));
    }
}
