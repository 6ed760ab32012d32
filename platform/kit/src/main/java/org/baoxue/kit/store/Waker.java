package org.baoxue.kit.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a loop sleep until there may be work: woken by a commit of its own process, or after a while for those of others. */
public final class Waker {

    private final Semaphore woken = new Semaphore(0);

    public void wake() {
        woken.release();
    }

    /** Returns when woken, or after {@code atMost}; wakes that came before count once. */
    public void await(Duration atMost) throws InterruptedException {
        if (woken.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            woken.drainPermits();
        }
    }
}
