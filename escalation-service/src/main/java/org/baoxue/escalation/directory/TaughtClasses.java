package org.baoxue.escalation.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.baoxue.kit.access.HeldClasses;
import org.baoxue.kit.store.Transactions;

/** A class teacher sees the classes whose post they hold today. */
@ApplicationScoped
class TaughtClasses implements HeldClasses {
    private final DirectoryStore store;
    private final Transactions transactions;

    TaughtClasses(DirectoryStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Set<String> of(String person) {
        return transactions.asWorker(() -> store.classesOf(person));
    }
}
