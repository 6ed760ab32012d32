package org.baoxue.notification.text;

import org.baoxue.notification.plan.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A notice and what its text needs beside it.
 *
 * @param child the name; null where the notice speaks of no child, or the roster does not know it
 * @param insteadOf told because its own audience could not be reached
 * @param contact what came of calling the guardians
 */
public record Item(
        Notice notice,
        String school,
        @Nullable String child,
        boolean insteadOf,
        @Nullable String contact,
        java.time.ZoneId zone) {}
