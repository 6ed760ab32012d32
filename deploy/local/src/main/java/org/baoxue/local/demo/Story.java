package org.baoxue.local.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.time.Drain;
import org.baoxue.local.time.SetClock;

/**
 * Steps the clock to the next thing that is due in the suite or happens in the story, lets it happen, waits until nothing
 * is left to do at that time, and steps on.
 */
final class Story {
    private static final int AT_ONCE = 4;

    private final SetClock clock;
    private final Drain drain;
    private final Observer observer;
    private final Timetable timetable;
    private final List<Consumer<Instant>> watchers = new ArrayList<>();
    private int steps;

    Story(SetClock clock, Drain drain, Observer observer, Timetable timetable) {
        this.clock = clock;
        this.drain = drain;
        this.observer = observer;
        this.timetable = timetable;
    }

    /** Told of each new time before anything happens at it. */
    void watch(Consumer<Instant> watcher) {
        watchers.add(watcher);
    }

    int steps() {
        return steps;
    }

    /** Sets the clock to where the story begins, before anything is written into the suite. */
    void begin(Instant at) {
        clock.set(at);
        settle();
    }

    /** Waits until all is done, reads what came of it, and says what falls due next. */
    Optional<Instant> settle() {
        var next = drain.await();
        observer.catchUp(drain.ends());
        return next;
    }

    void play(Instant from, Instant end) {
        var now = from;
        try (var hands = Executors.newFixedThreadPool(AT_ONCE)) {
            var due = settle();
            for (var next = earlier(due, timetable.next());
                    next.isPresent() && !next.get().isAfter(end);
                    next = earlier(due, timetable.next())) {
                if (next.get().isAfter(now)) {
                    now = next.get();
                    clock.set(now);
                }
                steps++;
                for (var watcher : watchers) {
                    watcher.accept(now);
                }
                happen(hands, now);
                due = settle();
            }
        }
    }

    private void happen(ExecutorService hands, Instant now) {
        try {
            var acts = timetable.due(now).stream()
                    .map(act -> (java.util.concurrent.Callable<Boolean>) () -> {
                        act.run();
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : hands.invokeAll(acts)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted in the middle of the story.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                throw trouble;
            }
            throw new IllegalStateException("the story broke off", e);
        }
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
