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

    Step after(Outcome outcome, int attempt, boolean unknownBefore, Repeats repeats, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> new Step(Message.State.DELIVERED, null, false);
            case Outcome.Accepted accepted -> new Step(Message.State.ACCEPTED, null, false);
            case Outcome.Refused refused -> end(unknownBefore);
            // a carrier that knows keys speaks of the order, whichever attempt brought it
            case Outcome.Rejected rejected -> end(unknownBefore && repeats != Repeats.ONCE);
            case Outcome.NotSent notSent -> again(attempt, unknownBefore, now);
            case Outcome.Unknown unknown -> repeats == Repeats.AGAIN ? end(true) : again(attempt, true, now);
        };
    }

    private Step again(int attempt, boolean unknown, Instant now) {
        if (attempt >= attempts) {
            return end(unknown);
        }
        var pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 10));
        return new Step(Message.State.PLANNED, now.plus(pause), unknown);
    }

    private static Step end(boolean unknown) {
        return new Step(unknown ? Message.State.UNCLEAR : Message.State.FAILED, null, unknown);
    }
}
