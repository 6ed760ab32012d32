package org.baoxue.notification.plan;

import java.time.Duration;
import java.time.Instant;

/** The time in which one list, or one message to a family, gathers what it says; windows of one length follow upon each other. */
public record Window(Instant start, Duration length) {

    /** Where nobody has said how long: what older events and rows leave out. */
    public static final Duration USUAL = Duration.ofMinutes(15);

    public Window {
        if (!length.isPositive()) {
            throw new IllegalArgumentException("a window lasts for some time, not for " + length);
        }
    }

    /** The window of this length that {@code instant} lies in. */
    static Window of(Instant instant, Duration length) {
        long seconds = length.toSeconds();
        return new Window(Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds), length);
    }

    /** The one as long that {@code instant} lies in. */
    Window around(Instant instant) {
        return of(instant, length);
    }

    /** The beginning of the first one as long that begins after {@code instant}. */
    Instant nextAfter(Instant instant) {
        return around(instant).start.plus(length);
    }
}
