package org.baoxue.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.baoxue.kit.access.HeldClasses;
import org.baoxue.kit.store.Transactions;

/** How far a class teacher's token reaches, from the directory's posts. */
@ApplicationScoped
class TeachersOfClasses implements HeldClasses {

    private final DirectoryStore store;
    private final Transactions transactions;

    TeachersOfClasses(DirectoryStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Set<String> of(String person) {
        return transactions.asWorker(() -> store.classesOf(person));
    }
}
