package org.baoxue.kit.due;

import java.time.Instant;
import java.util.List;

/** Due work that is rows in a table, worked together in one transaction by {@link Batch}. Every method runs inside one. */
public interface DueRows<R> extends DueWork {

    /** Up to {@code limit} rows due at {@code now}, oldest first, {@code for update skip locked}. */
    List<R> claim(Instant now, int limit);

    /** Changes state and appends to the outbox; returns how many rows are no longer due. */
    int work(List<R> rows, Instant now);

    /** What must be worked together: rows of one group stand or fall as one. */
    default Object group(R row) {
        return row;
    }

    /** Leaves a row that cannot be worked until then. */
    void putOff(R row, Instant until);
}
