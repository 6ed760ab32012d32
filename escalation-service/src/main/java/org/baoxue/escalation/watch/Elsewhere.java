package org.baoxue.escalation.watch;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.baoxue.kit.inbox.InboxStanding;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.store.Waker;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node has heard what other services had recorded before it started. A report may have been signed, or a list have
 * reached its office, while the service was away: a duty that they end must not lapse before word of it has been read. So the
 * ends of their topics are read at the start, and until the inbox has come that far no such duty lapses.
 *
 * <p>Bounded: after ten minutes of real time they lapse all the same, and the log says so. A topic that cannot be read any more
 * must not keep every duty open for ever.
 */
@ApplicationScoped
class Elsewhere {
    private static final Logger LOG = Logger.getLogger(Elsewhere.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final OtherServicesEvents events;
    private final InboxStanding inbox;
    private final Transactions transactions;
    private final Waker waker = new Waker();
    private final AtomicInteger hearings = new AtomicInteger();
    private volatile boolean heard;
    private volatile boolean running = true;

    Elsewhere(OtherServicesEvents events, InboxStanding inbox, Transactions transactions) {
        this.events = events;
        this.inbox = inbox;
        this.transactions = transactions;
    }

    /** Nothing that other services end lapses before. */
    Instant lapsesNotBefore(Instant now) {
        return heard ? Instant.EPOCH : now.plus(LOOK_AGAIN);
    }

    void start(@Observes StartupEvent started) {
        hearFromHereOn();
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        waker.wake();
    }

    /** Reads the ends of the topics as they are now, and what other services end waits until they are reached. */
    void hearFromHereOn() {
        int hearing = hearings.incrementAndGet();
        heard = false;
        Thread.ofVirtual().name("elsewhere").start(() -> hear(hearing));
    }

    /** Whatever becomes of the hearing, duties lapse again after it; not where the node stops, or another one has begun. */
    private void hear(int hearing) {
        try {
            awaitEnds(hearing);
        } finally {
            if (isOn(hearing)) {
                heard = true;
            }
        }
    }

    private void awaitEnds(int hearing) {
        long begun = System.nanoTime();
        @Nullable List<Mark> ends = null;
        while (isOn(hearing)) {
            Duration pause = LOOK;
            try {
                ends = ends == null ? events.ends() : ends;
                if (isReached(ends)) {
                    return;
                }
            } catch (RuntimeException failed) {
                Line.of("the ends of other services' topics are asked for again")
                        .warn(LOG, failed);
                pause = ASK_AGAIN;
            }
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                Line.of("other services' topics were not caught up with in time")
                        .warn(LOG);
                return;
            }
            pause(pause);
        }
    }

    private boolean isOn(int hearing) {
        return running && hearings.get() == hearing;
    }

    private void pause(Duration longest) {
        try {
            waker.await(longest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private boolean isReached(List<Mark> ends) {
        List<Mark> read = transactions.asWorker(() -> inbox.marks());
        return ends.stream().allMatch(end -> read.stream()
                .anyMatch(mark -> mark.topic().equals(end.topic())
                        && mark.partition() == end.partition()
                        && mark.next() >= end.next()));
    }
}
