package org.baoxue.escalation.backtest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baoxue.escalation.backtest.BacktestStore.Found;
import org.baoxue.escalation.backtest.BacktestStore.Part;
import org.baoxue.escalation.watch.Pasts;
import org.baoxue.kit.due.Agenda;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;
import org.baoxue.kit.store.Transactions;

/**
 * Works backtests off, a few children at a time, while nothing else is due. It only reads what live work writes, and holds no
 * row but its own: a node that is killed leaves the batch to the next. It has no due time, so it is nobody's overdue work.
 */
@ApplicationScoped
class DueBacktests implements DueRows<Part> {
    private static final int AT_ONCE = 25;

    private final BacktestStore store;
    private final Pasts pasts;
    private final Agenda agenda;
    private final Batch batch;
    private final Transactions transactions;

    DueBacktests(BacktestStore store, Pasts pasts, Agenda agenda, Batch batch, Transactions transactions) {
        this.store = store;
        this.pasts = pasts;
        this.agenda = agenda;
        this.batch = batch;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "backtests";
    }

    @Override
    public Optional<String> waiting() {
        return Optional.empty();
    }

    @Override
    public int work(Instant now, int limit) {
        boolean mayWork = transactions.asWorker(() -> store.unfinished() > 0 && agenda.isQuiet());
        if (!mayWork) {
            return 0;
        }
        transactions.asWorker(store::begin);
        int worked = batch.work(this, now, AT_ONCE);
        if (worked == 0) {
            transactions.asWorker(() -> store.finish(now));
            return 0;
        }
        return limit;
    }

    @Override
    public List<Part> claim(Instant now, int limit) {
        return store.claim(limit);
    }

    @Override
    public int work(List<Part> parts, Instant now) {
        Map<String, List<Part>> byBacktest = parts.stream().collect(Collectors.groupingBy(Part::backtest));
        List<Part> worked = new ArrayList<>(parts);
        for (Backtest backtest : store.backtests(byBacktest.keySet())) {
            List<Part> unread = play(backtest, byBacktest.getOrDefault(backtest.id(), List.of()));
            unread.forEach(store::fail);
            worked.removeAll(unread);
        }
        store.worked(worked);
        return parts.size();
    }

    /** Those at whom nobody could look: the directory has not named their school. */
    private List<Part> play(Backtest backtest, List<Part> parts) {
        Pasts.Known known = pasts.of(parts.stream().map(Part::student).toList(), backtest.from(), backtest.asOf());
        store.addDifferences(
                backtest.id(),
                known.pasts().stream()
                        .map(past -> new Found(past.child(), backtest.differences(past)))
                        .toList());
        return parts.stream()
                .filter(part -> known.ofUnnamedSchools().contains(part.student()))
                .toList();
    }

    /** A child whose past cannot be played holds nobody up: it is counted as failed. */
    @Override
    public void putOff(Part part, Instant until) {
        store.fail(part);
    }
}
