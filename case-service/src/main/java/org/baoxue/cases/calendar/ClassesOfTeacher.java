package org.baoxue.cases.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.baoxue.kit.access.HeldClasses;
import org.baoxue.kit.store.Transactions;

/** A class teacher's classes, from the posts of the directory. */
@ApplicationScoped
class ClassesOfTeacher implements HeldClasses {

    private final PlaceStore store;
    private final Transactions transactions;

    ClassesOfTeacher(PlaceStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Set<String> of(String person) {
        return transactions.asWorker(() -> store.classesOf(person));
    }
}
