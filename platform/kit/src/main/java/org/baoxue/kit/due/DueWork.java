package org.baoxue.kit.due;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that falls due at instants kept in rows. The kit's loop calls it when rows are due; several nodes may do so at
 * once, hence {@code for update skip locked}.
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

    /**
     * Its rows that are still to be worked, as a query with one column {@code due}: when each falls due. It is asked after
     * every commit, so an index must answer it. Work without rows is done at every poll.
     */
    Optional<String> waiting();

    /** Whether two hands of one node may work it at once where more rows are due than one batch takes. */
    default boolean isShared() {
        return false;
    }

    /** Whether it decides by what is known: then it waits until all that others have published is read. */
    default boolean decides() {
        return true;
    }
}
