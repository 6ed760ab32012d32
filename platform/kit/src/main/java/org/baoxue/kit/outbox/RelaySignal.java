package org.baoxue.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a committing transaction wake the relay of its own process; those of other nodes poll. */
@ApplicationScoped
class RelaySignal {

    private final Semaphore woken = new Semaphore(0);

    void wake() {
        woken.release();
    }

    /** Returns when woken, or after {@code atMost}. */
    void await(Duration atMost) throws InterruptedException {
        if (woken.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            woken.drainPermits();
        }
    }
}
