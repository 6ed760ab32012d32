package org.baoxue.notification.deliver;

import java.time.Duration;
import java.time.Instant;
import org.baoxue.notification.deliver.Channel.Repeats;
import org.jspecify.annotations.Nullable;

/** What follows from an attempt: pure, so that its table is a test. */
final class Course {

    /**
     * @param nextAt when to try again; null: not again
     * @param unknown whether some attempt may have gone out
     */
    record Step(Message.State state, @Nullable Instant nextAt, boolean unknown) {}

    /**
     * Where a message stands at an attempt.
     *
     * @param unknown whether an earlier attempt may have gone out
     * @param until how long it is tried as long as it certainly did not go out; null: another address follows
     */
    record Stand(int attempt, boolean unknown, @Nullable Instant until) {}

    /** No pause is longer than the first one times 32. */
    private static final int MOST_DOUBLINGS = 5;

    private final int attempts;
    private final Duration firstPause;

    Course(int attempts, Duration firstPause) {
        this.attempts = attempts;
        this.firstPause = firstPause;
    }

    /** Whether an order may be sent at all, when it may have gone out before. */
    static boolean maySend(boolean unknown, Repeats repeats) {
        return !unknown || repeats != Repeats.AGAIN;
    }

    Step after(Outcome outcome, Stand stand, Repeats repeats, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> new Step(Message.State.DELIVERED, null, false);
            case Outcome.Accepted accepted -> new Step(Message.State.ACCEPTED, null, false);
            case Outcome.Refused refused -> end(stand.unknown());
            // a carrier that knows keys speaks of the order, whichever attempt brought it
            case Outcome.Rejected rejected -> end(stand.unknown() && repeats != Repeats.ONCE);
            case Outcome.Withdrawn withdrawn -> end(stand.unknown());
            case Outcome.NotSent notSent -> again(stand, stand.unknown(), now);
            case Outcome.Unknown unknown -> repeats == Repeats.AGAIN ? end(true) : again(stand, true, now);
        };
    }

    /** The last address is tried for as long as it is worth it, where nothing can have gone out. */
    private Step again(Stand stand, boolean unknown, Instant now) {
        var next = now.plus(firstPause.multipliedBy(1L << Math.min(stand.attempt() - 1, MOST_DOUBLINGS)));
        boolean goesOn = (unknown || stand.until() == null) ? stand.attempt() < attempts : next.isBefore(stand.until());
        return goesOn ? new Step(Message.State.PLANNED, next, unknown) : end(unknown);
    }

    private static Step end(boolean unknown) {
        return new Step(unknown ? Message.State.UNCLEAR : Message.State.FAILED, null, unknown);
    }
}
