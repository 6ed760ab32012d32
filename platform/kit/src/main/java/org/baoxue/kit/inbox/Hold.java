package org.baoxue.kit.inbox;

import java.time.Duration;
import java.util.OptionalInt;
import org.baoxue.kit.log.Line;
import org.jboss.logging.Logger;

/**
 * Whether due work is held. Asks nobody and waits for nobody; instants are of {@link System#nanoTime}. A hold has questions,
 * numbered: what was answered to one that has been put anew since is no answer.
 */
final class Hold {

    private static final Logger LOG = Logger.getLogger(Hold.class);

    private final long atMost;
    private final long settling;
    private volatile boolean on = true;
    private int question;
    private long since;
    private long askAt;
    private final long begun;
    private boolean connected;
    private boolean wasConnected;

    /** @param settling how long after a broker is back its topics are still filled with what was written meanwhile */
    Hold(Duration atMost, Duration settling, long now) {
        this.atMost = atMost.toNanos();
        this.settling = settling.toNanos();
        this.begun = now;
        this.since = now;
        this.askAt = now;
    }

    boolean isOn() {
        return on;
    }

    /** Begins, or asks anew: a hold that is on already is no longer for it. */
    synchronized void begin(long now) {
        question++;
        if (!on) {
            on = true;
            since = now;
        }
    }

    /** Holds for as long as it is said again: the bound counts from the last time. */
    synchronized void pause(long now) {
        begin(now);
        since = now;
    }

    /** What is to be asked now; nothing without a broker, while it settles, and where nothing is held. */
    synchronized OptionalInt look(boolean connectedNow, long now) {
        if (connectedNow != connected) {
            connected = connectedNow;
            begin(now);
            askAt = wasConnected || now - begun > settling ? now + settling : now;
            wasConnected = true;
        }
        if (on && now - since > atMost) {
            Line.of("what others published was not read in time, due work goes on without it")
                    .warn(LOG);
            on = false;
        }
        return on && connected && now - askAt >= 0 ? OptionalInt.of(question) : OptionalInt.empty();
    }

    synchronized void heard(int answered) {
        if (answered == question) {
            on = false;
        }
    }
}
