package org.baoxue.escalation;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.baoxue.kit.store.Transactions;
import org.jspecify.annotations.Nullable;

/** Work on the real tables of which nothing stays, and which nobody else sees. */
public final class ThrownAway {
    private ThrownAway() {}

    /** What {@code work} says, done as worker in a transaction that is rolled back. */
    public static <T> T asWorker(Transactions transactions, Supplier<T> work) {
        AtomicReference<@Nullable T> said = new AtomicReference<>();
        try {
            transactions.asWorker(() -> {
                said.set(work.get());
                throw new RolledBack();
            });
        } catch (RolledBack done) {
            T answer = said.get();
            if (answer != null) {
                return answer;
            }
        }
        throw new AssertionError("it was not rolled back");
    }

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
