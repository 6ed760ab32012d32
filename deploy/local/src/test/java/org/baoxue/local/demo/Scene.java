package org.baoxue.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of the story, and how late anything may be that fell due in it.
 *
 * <p>The clock is set to the time at which something is due, runs on like any clock, and is set again only when nothing is
 * left to do. So lateness is real time: how long the suite took for what was due, restarts included. What is later than
 * that was forgotten when the clock was set on, and came with a later thing in the story: mostly a quarter of an hour later,
 * or a night.
 *
 * @param bound in real time, with room for a machine a hundred times slower than the one on which it was measured
 */
record Scene(Instant after, Instant until, Duration bound) {
    /** A second or less, as it was measured. */
    private static final Duration UNDISTURBED = Duration.ofMinutes(2);

    /** As long as the play waits for the suite at one time, which is the longest that a restart may take in it. */
    private static final Duration DISTURBED = Duration.ofMinutes(5);

    static Scene undisturbed(Instant after, Instant until) {
        return new Scene(after, until, UNDISTURBED);
    }

    static Scene disturbed(Instant after, Instant until) {
        return new Scene(after, until, DISTURBED);
    }

    Optional<String> fault(Tally tally) {
        var latest = tally.latest(after, until);
        return latest.by().compareTo(bound) > 0
                ? Optional.of("later than " + bound.toMinutes() + " minutes: " + latest)
                : Optional.empty();
    }
}
