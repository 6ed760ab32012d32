package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/** Works each child when its next due time has come: duties that only lapse are ended, whoever else is due is looked at. */
@ApplicationScoped
class DueChildren implements DueRows<ChildStore.Due> {
    private final ChildStore children;
    private final BareLapses lapses;
    private final Watch watch;
    private final Batch batch;

    DueChildren(ChildStore children, BareLapses lapses, Watch watch, Batch batch) {
        this.children = children;
        this.lapses = lapses;
        this.watch = watch;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "children";
    }

    /** They are what falls due by the thousand at one second. */
    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<ChildStore.Due> claim(Instant now, int limit) {
        return children.claimDue(now, limit);
    }

    @Override
    public Object group(ChildStore.Due due) {
        return due.child().student();
    }

    @Override
    public int work(List<ChildStore.Due> due, Instant now) {
        watch.look(lapses.settle(due, now), now);
        return due.size();
    }

    @Override
    public void putOff(ChildStore.Due due, Instant until) {
        children.putOff(due.child().student(), until);
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(ChildStore.WAITING);
    }
}
