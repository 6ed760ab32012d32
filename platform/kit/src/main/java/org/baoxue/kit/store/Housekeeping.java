package org.baoxue.kit.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.baoxue.kit.log.Line;
import org.jboss.logging.Logger;

/** Cleans what would grow for ever, some minutes after the start and then at intervals; failures wait for the next round. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Instance<Prunable> prunables;
    private final Transactions transactions;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Housekeeping(@Any Instance<Prunable> prunables, Transactions transactions) {
        this.prunables = prunables;
        this.transactions = transactions;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("housekeeping").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(EVERY.toMinutes(), TimeUnit.MINUTES)) {
                prunables.forEach(this::prune);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void prune(Prunable prunable) {
        try {
            int rows = transactions.asWorker(prunable::prune);
            Line.of("pruned").with("table", prunable.name()).with("rows", rows).info(LOG);
        } catch (RuntimeException failed) {
            Line.of("pruning failed, next round tries again")
                    .with("table", prunable.name())
                    .warn(LOG, failed);
        }
    }
}
