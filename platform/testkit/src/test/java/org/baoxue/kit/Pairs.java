package org.baoxue.kit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.baoxue.kit.due.DueWork;

/** Work of which one hand alone gets nothing done: but for the first, a full batch waits until another is worked beside it. */
@ApplicationScoped
class Pairs implements DueWork {

    private final CyclicBarrier both = new CyclicBarrier(2);
    private final AtomicInteger batches = new AtomicInteger();
    private final AtomicInteger met = new AtomicInteger();

    /** So many full batches are due. */
    void due(int count) {
        batches.set(count);
    }

    /** How often two hands met. */
    int met() {
        return met.get();
    }

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Optional<String> waiting() {
        return Optional.empty();
    }

    @Override
    public int work(Instant now, int limit) {
        int left = batches.getAndUpdate(count -> Math.max(0, count - 1));
        if (left == 0) {
            return 0;
        }
        if (left <= 2) {
            meet();
        }
        return limit;
    }

    private void meet() {
        try {
            if (both.await(20, TimeUnit.SECONDS) == 0) {
                met.incrementAndGet();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("nobody came to help", alone);
        }
    }
}
