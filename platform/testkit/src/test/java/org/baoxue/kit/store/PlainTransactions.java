package org.baoxue.kit.store;

import java.util.function.Supplier;
import org.baoxue.kit.access.Scope;
import org.jdbi.v3.core.Jdbi;

/** Transactions of tests without a container, one at a time: whatever asks the same Jdbi within one, on its thread, is in it. */
public final class PlainTransactions extends Transactions {

    private final Jdbi jdbi;
    private final Runnable atBegin;
    private boolean ended;

    /** @param atBegin called when a transaction begins */
    public PlainTransactions(Jdbi jdbi, Runnable atBegin) {
        super(jdbi, "kit");
        this.jdbi = jdbi;
        this.atBegin = atBegin;
    }

    /** Waits for the transaction that is under way; there is none after it. */
    public synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized <T> T asWorker(Supplier<T> work) {
        if (ended) {
            throw new IllegalStateException("the test is over");
        }
        return jdbi.inTransaction(handle -> {
            atBegin.run();
            return work.get();
        });
    }

    @Override
    public <T> T within(Scope scope, Supplier<T> work) {
        throw new UnsupportedOperationException("these tests work, they ask for nobody");
    }
}
