package org.baoxue.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Waker;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whether this process has heard what others had published while it could not listen: before its start, while it stood still
 * (a frozen machine), while the broker was away, or while another node read what it reads now. A mark, a signature or a return
 * that waits in a topic may end what falls due now, so nothing is decided before: the ends of the topics are asked for, and due
 * work waits until the inbox has come that far. Whoever comes back with the broker is given ten seconds to publish; what others
 * have recorded and not published by then is not waited for.
 *
 * <p>While an operator has paused a channel, nothing is decided either, for as long as the pause lasts.
 *
 * <p>Bounded otherwise: after {@code baoxue.backlog.at-most} of real time due work goes on all the same, and the log says so. A topic
 * that cannot be read any more must not hold everything for ever.
 */
@ApplicationScoped
public class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final Consumers consumers;
    private final Pauses pauses;
    private final Ends ends;
    private final Hold hold;
    private final Waker waker = new Waker();
    private volatile boolean running = true;
    private volatile boolean abandoned;
    private volatile long beatAt = System.nanoTime();
    private Duration pauseAfterFailure = BEAT;

    Backlog(
            Consumers consumers,
            Pauses pauses,
            Ends ends,
            @ConfigProperty(name = "baoxue.backlog.at-most") Duration atMost) {
        this.consumers = consumers;
        this.pauses = pauses;
        this.ends = ends;
        this.hold = new Hold(atMost, SETTLING, System.nanoTime());
    }

    /** Returns when {@link #isRead} says so, or when the service stops. */
    public void awaitRead() throws InterruptedException {
        while (running && !isRead()) {
            Thread.sleep(LOOK);
        }
    }

    /** Whether it is read, or was waited for long enough. */
    public boolean isRead() {
        return abandoned || (!hold.isOn() && !isPast(beatAt, STANDSTILL));
    }

    /** From here on nothing counts as heard before the topics are read up to where they end now. */
    public void hearAnew() {
        hold.begin(System.nanoTime());
    }

    void start(@Observes StartupEvent started) {
        Thread.ofVirtual().name("backlog").start(this::listen);
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        waker.wake();
    }

    /** Whatever becomes of the listening, due work goes on after it. */
    private void listen() {
        try {
            while (running) {
                long begun = System.nanoTime();
                boolean quiet = !hold.isOn();
                var pause = beat();
                beatAt = System.nanoTime();
                waker.await(pause);
                // asking the broker may take long; a beat that had nothing to ask does not
                if (isPast(quiet ? begun : beatAt, pause.plus(STANDSTILL))) {
                    hearAnew();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (running) {
                Line.of("nobody looks any more for what others published, due work goes on without it")
                        .error(LOG);
            }
            abandoned = true;
        }
    }

    private Duration beat() {
        if (!pauses.all().isEmpty()) {
            hold.pause(System.nanoTime());
            return LOOK;
        }
        boolean connected = consumers.areConnected();
        var question = hold.look(connected, System.nanoTime());
        if (question.isEmpty()) {
            return hold.isOn() ? LOOK : BEAT;
        }
        try {
            if (ends.areReached(question.getAsInt())) {
                hold.heard(question.getAsInt());
            }
            pauseAfterFailure = BEAT;
            return LOOK;
        } catch (RuntimeException failed) {
            if (running) {
                Line.of("how far the topics reach is asked again").warn(LOG, failed);
            }
            var pause = pauseAfterFailure;
            pauseAfterFailure = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            return pause;
        }
    }

    private static boolean isPast(long since, Duration pause) {
        return System.nanoTime() - since > pause.toNanos();
    }
}
