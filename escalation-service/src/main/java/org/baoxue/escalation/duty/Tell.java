package org.baoxue.escalation.duty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to be told something, not before {@code at}. What has the same audience and window travels together.
 *
 * @param list in the school's absence list of the window
 */
public record Tell(
        Post audience,
        String occasion,
        Instant at,
        boolean list,
        @Nullable Window window) {
    public static final String OPENED = "opened";
    public static final String LAPSED = "lapsed";
    public static final String DONE = "done";
    public static final String FIRED = "fired";
    /** The one before did not reach anybody: it is the audience's now. */
    public static final String HANDED_OVER = "handed-over";

    public record Window(Instant start, long minutes) {}
}
