package org.baoxue.cases.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.cases.casefile.WatchStore.Watched;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/**
 * Resumes entries whose return only a person or the platform has told, while the absence went on past the whole watch. Rows
 * are claimed by their child's lock, as whoever else changes an entry does; behind it the entry is read again, and by the
 * calendar of now whether its watch is over.
 */
@ApplicationScoped
class EndingWatches implements DueRows<Watched> {

    private final WatchStore store;
    private final Cases cases;
    private final Batch batch;

    EndingWatches(WatchStore store, Cases cases, Batch batch) {
        this.store = store;
        this.cases = cases;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "return-watch";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<Watched> claim(Instant now, int limit) {
        var over = store.over(now, limit);
        if (!over.isEmpty()) {
            cases.lock(over.stream().map(Watched::student).toList());
        }
        return over;
    }

    @Override
    public int work(List<Watched> rows, Instant now) {
        rows.forEach(row -> cases.watchOver(row.id(), now));
        return rows.size();
    }

    @Override
    public void putOff(Watched row, Instant until) {
        store.putOff(row.id(), until);
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(WatchStore.WAITING);
    }
}
