package org.baoxue.kit.due;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Passing;
import org.baoxue.kit.store.Transactions;
import org.jboss.logging.Logger;

/**
 * Works due rows as one transaction. When that fails for a reason that lies in the rows, each group is worked in a
 * transaction of its own, and only one that fails alone is put off: a bad row delays itself, nobody else.
 */
@ApplicationScoped
public class Batch {

    private static final Logger LOG = Logger.getLogger(Batch.class);
    private static final Duration PUT_OFF = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final MeterRegistry metrics;

    Batch(Transactions transactions, MeterRegistry metrics) {
        this.transactions = transactions;
        this.metrics = metrics;
    }

    /** @return how many were worked; {@code limit} means that there may be more */
    public <R> int work(DueRows<R> due, Instant now, int limit) {
        try {
            return transactions.asWorker(() -> {
                var rows = due.claim(now, limit);
                return rows.isEmpty() ? 0 : Math.min(due.work(rows, now), limit);
            });
        } catch (RuntimeException failed) {
            if (Passing.is(failed)) {
                throw failed;
            }
            return apart(due, now, limit);
        }
    }

    /** Each row in a transaction of its own, one after the other: no two are held at once. */
    public <R> int workOneByOne(DueRows<R> due, Instant now, int limit) {
        int worked = 0;
        while (worked < limit && work(due, now, 1) > 0) {
            worked++;
        }
        return worked;
    }

    /** What somebody else holds just then is left to the next turn. */
    private <R> int apart(DueRows<R> due, Instant now, int limit) {
        var groups = transactions.asWorker(
                () -> due.claim(now, limit).stream().map(due::group).distinct().toList());
        int worked = 0;
        for (var group : groups) {
            worked += settled(due, group, now, limit) ? 1 : 0;
        }
        return worked;
    }

    private <R> boolean settled(DueRows<R> due, Object group, Instant now, int limit) {
        try {
            return alone(due, group, now, limit, rows -> due.work(rows, now));
        } catch (RuntimeException failed) {
            if (Passing.is(failed)) {
                throw failed;
            }
            boolean putOff =
                    alone(due, group, now, limit, rows -> rows.forEach(row -> due.putOff(row, now.plus(PUT_OFF))));
            if (putOff) {
                Line.of("due row put off").with("work", due.name()).warn(LOG, failed);
                metrics.counter("baoxue.due.put.off", "work", due.name()).increment();
            }
            return putOff;
        }
    }

    /** @return whether there was anything of the group that nobody else held */
    private <R> boolean alone(DueRows<R> due, Object group, Instant now, int limit, Consumer<List<R>> work) {
        return transactions.asWorker(() -> {
            var rows = due.claim(now, limit).stream()
                    .filter(row -> due.group(row).equals(group))
                    .toList();
            if (!rows.isEmpty()) {
                work.accept(rows);
            }
            return !rows.isEmpty();
        });
    }
}
