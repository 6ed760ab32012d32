package org.baoxue.notification.plan;

import java.time.Duration;
import java.time.Instant;

/** The windows of a quarter of an hour in which one list or one message goes out. */
final class Quarter {

    static final Duration LENGTH = Duration.ofMinutes(15);

    private Quarter() {}

    /** The beginning of the window that {@code instant} lies in. */
    static Instant of(Instant instant) {
        long seconds = LENGTH.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    /** The beginning of the first window that begins after {@code instant}. */
    static Instant after(Instant instant) {
        return of(instant).plus(LENGTH);
    }
}
