package org.baoxue.directory.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.TreeMap;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.jboss.logging.Logger;

/**
 * Publishes everything that stands again, for a consumer that lost rows of its copy or a topic that lost records. Each time
 * under ids of its own: consumers remember the ids they have worked and drop what bears them.
 */
@ApplicationScoped
class Republication {

    private static final Logger LOG = Logger.getLogger(Republication.class);
    private static final int BATCH = 2000;

    private final Instance<SnapshotSource> sources;
    private final Snapshots snapshots;
    private final Transactions transactions;

    Republication(@Any Instance<SnapshotSource> sources, Snapshots snapshots, Transactions transactions) {
        this.sources = sources;
        this.snapshots = snapshots;
        this.transactions = transactions;
    }

    /** How many of each kind were published. */
    Map<String, Long> run() {
        long number = transactions.asWorker(snapshots::nextRevision);
        var published = new TreeMap<String, Long>();
        for (var source : sources) {
            published.put(source.kind().word(), publish(source, number));
        }
        Line.of("directory published again")
                .with("number", number)
                .with("snapshots", published)
                .info(LOG);
        return published;
    }

    private long publish(SnapshotSource source, long number) {
        long count = 0;
        var last = "";
        while (true) {
            var after = last;
            var batch = transactions.asWorker(() -> {
                var some = source.after(after, BATCH);
                snapshots.publishAgain(some, number);
                return some;
            });
            count += batch.size();
            if (batch.size() < BATCH) {
                return count;
            }
            last = batch.getLast().code();
        }
    }
}
