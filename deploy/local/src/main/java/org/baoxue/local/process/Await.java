package org.baoxue.local.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something in the world outside this process, which has no other way to tell us. */
public final class Await {
    private Await() {}

    /** Looks again and again until it is so; false when the time is over. */
    public static boolean until(BooleanSupplier so, Duration limit, Duration pause) {
        var end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }
}
