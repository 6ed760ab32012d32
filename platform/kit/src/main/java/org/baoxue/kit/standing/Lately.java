package org.baoxue.kit.standing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.baoxue.kit.log.Line;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was asked lately, for gauges and checks that are read one by one: one question serves them all, and so does one that failed.
 */
public final class Lately<T> {

    private static final Logger LOG = Logger.getLogger(Lately.class);

    private final long keep;
    private final Supplier<T> ask;
    private @Nullable T answer;
    private long askedAt;
    private boolean asked;

    /** @param keep how long an answer is good for, by the time that passes here */
    public Lately(Duration keep, Supplier<T> ask) {
        this.keep = keep.toNanos();
        this.ask = ask;
    }

    /** The answer; empty when the question failed, which the log says. */
    public synchronized Optional<T> get() {
        if (!asked || System.nanoTime() - askedAt > keep) {
            answer = askAnew();
            askedAt = System.nanoTime();
            asked = true;
        }
        return Optional.ofNullable(answer);
    }

    private @Nullable T askAnew() {
        try {
            return ask.get();
        } catch (RuntimeException failed) {
            Line.of("where the service stands cannot be told").warn(LOG, failed);
            return null;
        }
    }
}
