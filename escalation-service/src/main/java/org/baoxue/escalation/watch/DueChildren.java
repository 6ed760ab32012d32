package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.kit.due.DueWork;
import org.baoxue.kit.store.Transactions;

/** Looks at each child when its next due time has come. */
@ApplicationScoped
class DueChildren implements DueWork {
    private final ChildStore children;
    private final Watch watch;
    private final Transactions transactions;

    DueChildren(ChildStore children, Watch watch, Transactions transactions) {
        this.children = children;
        this.watch = watch;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "children";
    }

    @Override
    public int work(Instant now, int limit) {
        return transactions.asWorker(() -> {
            List<String> due = children.claimDue(now, limit);
            watch.look(due, now);
            return due.size();
        });
    }

    @Override
    public Optional<Instant> next() {
        return children.next();
    }

    @Override
    public long overdue(Instant now) {
        return children.overdue(now);
    }
}
