package org.baoxue.kit.due;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that falls due at instants kept in rows. The kit's loop calls it; several nodes may do so at once, hence
 * {@code for update skip locked}.
 */
public interface DueWork {

    /** What it is called in metrics and in {@code /v1/standing}. */
    String name();

    /**
     * Claims up to {@code limit} rows due at {@code now}, oldest first, changes state and appends to the outbox, in
     * transactions of its own.
     *
     * @return how many were worked; {@code limit} means that there may be more
     */
    int work(Instant now, int limit);

    /** The earliest instant at which something falls due. Runs inside a worker's transaction. */
    Optional<Instant> next();

    /** How many rows are due at {@code now} and not yet worked. Runs inside a worker's transaction. */
    long overdue(Instant now);
}
