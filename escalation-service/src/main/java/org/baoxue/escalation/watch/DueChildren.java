package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/** Looks at each child when its next due time has come. */
@ApplicationScoped
class DueChildren implements DueRows<String> {
    private final ChildStore children;
    private final Watch watch;
    private final Batch batch;

    DueChildren(ChildStore children, Watch watch, Batch batch) {
        this.children = children;
        this.watch = watch;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "children";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<String> claim(Instant now, int limit) {
        return children.claimDue(now, limit);
    }

    @Override
    public int work(List<String> due, Instant now) {
        watch.look(due, now);
        return due.size();
    }

    @Override
    public void putOff(String student, Instant until) {
        children.putOff(student, until);
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(ChildStore.WAITING);
    }
}
