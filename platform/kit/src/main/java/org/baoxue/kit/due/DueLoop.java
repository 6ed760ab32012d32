package org.baoxue.kit.due;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.baoxue.kit.clock.ClockResource;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Changed;
import org.baoxue.kit.store.Waker;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs every kind of due work on a thread of its own; looks at once when the clock was set or the state changed. */
@ApplicationScoped
class DueLoop {

    private static final Logger LOG = Logger.getLogger(DueLoop.class);
    private static final int LIMIT = 200;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Instance<DueWork> works;
    private final SuiteClock clock;
    private final Duration poll;
    private final Map<String, Waker> wakers = new ConcurrentHashMap<>();
    private volatile boolean running;

    DueLoop(@Any Instance<DueWork> works, SuiteClock clock, @ConfigProperty(name = "baoxue.due.poll") Duration poll) {
        this.works = works;
        this.clock = clock;
        this.poll = poll;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        for (var work : works) {
            var waker = new Waker();
            wakers.put(work.name(), waker);
            Thread.ofVirtual().name("due-" + work.name()).start(() -> run(work, waker));
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        wakers.values().forEach(Waker::wake);
    }

    void look(@Observes ClockResource.Moved moved) {
        wakers.values().forEach(Waker::wake);
    }

    void look(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed changed) {
        wakers.values().forEach(Waker::wake);
    }

    private void run(DueWork work, Waker waker) {
        while (running) {
            try {
                if (work.work(clock.now(), LIMIT) < LIMIT) {
                    waker.await(poll);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                if (running) {
                    Line.of("due work failed, trying again")
                            .with("work", work.name())
                            .warn(LOG, failed);
                    pause(waker);
                }
            }
        }
    }

    private void pause(Waker waker) {
        try {
            waker.await(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
