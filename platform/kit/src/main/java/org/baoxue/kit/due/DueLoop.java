package org.baoxue.kit.due;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.baoxue.kit.clock.ClockResource;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Changed;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.store.Waker;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Runs every kind of due work on a thread of its own. One thread more reads the agenda and wakes them: at the instant at
 * which the next row falls due, after every commit of this process, when the clock was set, and after a while for other
 * nodes' commits. Should the agenda fail, each looks by itself once a minute. While what others published is not yet read
 * (see {@link Backlog}), nothing that decides is worked. Where more rows are due than one batch takes, a second hand helps
 * with work that may be shared, as another node would: while one waits for PostgreSQL, the other decides.
 */
@ApplicationScoped
class DueLoop {

    private static final Logger LOG = Logger.getLogger(DueLoop.class);
    private static final int LIMIT = 200;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration AT_THE_LATEST = Duration.ofMinutes(1);
    /** A second hand has nothing to do before it is woken. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final Instance<DueWork> works;
    private final Agenda agenda;
    private final Backlog backlog;
    private final Transactions transactions;
    private final SuiteClock clock;
    private final Duration poll;
    private final Waker changed = new Waker();
    private final Map<String, Waker> due = new ConcurrentHashMap<>();
    private final Collection<Waker> seconds = new ConcurrentLinkedQueue<>();
    private volatile boolean running;

    DueLoop(
            @Any Instance<DueWork> works,
            Agenda agenda,
            Backlog backlog,
            Transactions transactions,
            SuiteClock clock,
            @ConfigProperty(name = "baoxue.due.poll") Duration poll) {
        this.works = works;
        this.agenda = agenda;
        this.backlog = backlog;
        this.transactions = transactions;
        this.clock = clock;
        this.poll = poll;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        for (var work : works) {
            var waker = due.computeIfAbsent(work.name(), name -> new Waker());
            var atMost = work.waiting().isPresent() ? AT_THE_LATEST : poll;
            var more = new Waker();
            start(work.name(), () -> {
                if (work.decides()) {
                    backlog.awaitRead();
                }
                workOff(work, more);
                waker.await(atMost);
            });
            if (work.isShared()) {
                seconds.add(more);
                start(work.name() + "-second", () -> {
                    more.await(NEVER);
                    workOff(work, waker);
                });
            }
        }
        start("agenda", () -> changed.await(wakeTheDue()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        changed.wake();
        due.values().forEach(Waker::wake);
        seconds.forEach(Waker::wake);
    }

    /** Everybody, since a clock that was set back changes more than what is due. */
    void look(@Observes ClockResource.Moved moved) {
        changed.wake();
        due.values().forEach(Waker::wake);
    }

    void look(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed commit) {
        changed.wake();
    }

    private interface Turn {
        void take() throws InterruptedException;
    }

    /** A turn that fails is taken again after a pause. */
    private void start(String name, Turn turn) {
        Thread.ofVirtual().name("due-" + name).start(() -> {
            while (running) {
                try {
                    turn.take();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException failed) {
                    if (running) {
                        Line.of("due work failed, trying again")
                                .with("work", name)
                                .warn(LOG, failed);
                        pause();
                    }
                }
            }
        });
    }

    /** What was worked may have made something else due, with or without an event. */
    private void workOff(DueWork work, Waker other) {
        int worked = LIMIT;
        while (running && worked == LIMIT && (backlog.isRead() || !work.decides())) {
            worked = work.work(clock.now(), LIMIT);
            if (worked > 0) {
                changed.wake();
            }
            if (worked == LIMIT) {
                other.wake();
            }
        }
    }

    /** Returns how long nothing is due; what is due and held by somebody is looked at again after the poll. */
    private Duration wakeTheDue() {
        var pause = poll;
        for (var kind : transactions.asWorker(agenda::next)) {
            if (kind.isDue()) {
                Objects.requireNonNull(due.get(kind.name())).wake();
            } else if (kind.next() != null && kind.next().isBefore(kind.now().plus(pause))) {
                pause = Duration.between(kind.now(), kind.next());
            }
        }
        return pause;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
