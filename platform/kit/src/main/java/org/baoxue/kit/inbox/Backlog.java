package org.baoxue.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.baoxue.kit.inbox.InboxStanding.Mark;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.store.Waker;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process has heard what others had published while it could not listen: before its start, while it stood still
 * (a frozen machine), or while the broker was away. A mark, a signature or a return that waits in a topic may end what falls
 * due now, so nothing is decided before: the ends of the topics are asked for, and due work waits until the inbox has come that
 * far. What others have recorded and not yet published is not waited for.
 *
 * <p>Bounded: after {@code baoxue.backlog.at-most} of real time due work goes on all the same, and the log says so. A topic
 * that cannot be read any more must not hold everything for ever.
 */
@ApplicationScoped
public class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final Consumers consumers;
    private final Topics topics;
    private final InboxStore store;
    private final Transactions transactions;
    private final Duration atMost;
    private final Waker waker = new Waker();
    private volatile boolean running = true;
    private volatile long beatAt = System.nanoTime();
    private boolean waiting = true;
    private boolean connected;
    private Duration pauseAfterFailure = BEAT;
    private long since = System.nanoTime();
    private @Nullable List<Mark> ends;

    Backlog(
            Consumers consumers,
            Topics topics,
            InboxStore store,
            Transactions transactions,
            @ConfigProperty(name = "baoxue.backlog.at-most") Duration atMost) {
        this.consumers = consumers;
        this.topics = topics;
        this.store = store;
        this.transactions = transactions;
        this.atMost = atMost;
    }

    /** Returns when {@link #isRead} says so. */
    public synchronized void awaitRead() throws InterruptedException {
        while (!isRead()) {
            wait(LOOK.toMillis());
        }
    }

    /** Whether it is read, was waited for long enough, or the service stops. */
    public synchronized boolean isRead() {
        return !running || !(waiting || isPast(beatAt, STANDSTILL));
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("backlog").start(this::listen);
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        waker.wake();
    }

    /** From here on nothing counts as heard before the topics are read up to where they end now. */
    public synchronized void hearAnew() {
        waiting = true;
        ends = null;
        since = System.nanoTime();
    }

    /** Whatever becomes of the listening, due work goes on after it. */
    private void listen() {
        try {
            boolean stoodStill = false;
            while (running) {
                var pause = beat(stoodStill);
                beatAt = System.nanoTime();
                waker.await(pause);
                stoodStill = isPast(beatAt, pause.plus(STANDSTILL));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            running = false;
        }
    }

    private Duration beat(boolean stoodStill) {
        try {
            var pause = look(stoodStill);
            pauseAfterFailure = BEAT;
            return pause;
        } catch (RuntimeException failed) {
            if (running) {
                Line.of("how far the topics reach is asked again").warn(LOG, failed);
            }
            var pause = pauseAfterFailure;
            pauseAfterFailure = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            return pause;
        }
    }

    private synchronized Duration look(boolean stoodStill) {
        var channels = consumers.topics();
        boolean all = channels.keySet().stream().allMatch(consumers::isConnected);
        if (stoodStill || all != connected) {
            hearAnew();
        }
        connected = all;
        if (waiting && connected && isReached(Set.copyOf(channels.values()))) {
            waiting = false;
        } else if (waiting && isPast(since, atMost)) {
            Line.of("what others published was not read in time, due work goes on without it")
                    .warn(LOG);
            waiting = false;
        }
        return waiting ? LOOK : BEAT;
    }

    private boolean isReached(Set<String> names) {
        if (names.isEmpty()) {
            return true;
        }
        var asked = ends == null ? topics.ends(names) : ends;
        ends = asked;
        var marks = transactions.asWorker(() -> store.marks());
        return asked.stream().allMatch(end -> marks.stream()
                .anyMatch(mark -> mark.topic().equals(end.topic())
                        && mark.partition() == end.partition()
                        && mark.next() >= end.next()));
    }

    private static boolean isPast(long instant, Duration pause) {
        return System.nanoTime() - instant > pause.toNanos();
    }
}
