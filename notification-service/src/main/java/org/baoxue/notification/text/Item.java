package org.baoxue.notification.text;

import org.baoxue.notification.plan.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A notice and what its text needs beside it.
 *
 * @param child the name; null where the notice speaks of no child, or the roster does not know it
 * @param className what people call its class; null where it speaks of none, or nobody has said it
 * @param vacant what the audience's class, school or place is called, where it could not be reached and others are told
 * @param contact what came of calling the guardians
 */
public record Item(
        Notice notice,
        String school,
        @Nullable String child,
        @Nullable String className,
        @Nullable String vacant,
        @Nullable String contact,
        java.time.ZoneId zone) {}
