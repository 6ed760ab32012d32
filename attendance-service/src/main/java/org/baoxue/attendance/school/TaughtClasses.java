package org.baoxue.attendance.school;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.baoxue.kit.access.HeldClasses;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;

/** Who teaches which class today, from our copy of the directory's posts. */
@ApplicationScoped
class TaughtClasses implements HeldClasses {

    private final SchoolStore store;
    private final SuiteClock clock;
    private final Transactions transactions;

    TaughtClasses(SchoolStore store, SuiteClock clock, Transactions transactions) {
        this.store = store;
        this.clock = clock;
        this.transactions = transactions;
    }

    @Override
    public Set<String> of(String person) {
        return transactions.asWorker(() -> store.heldAt(person, clock.now()));
    }
}
