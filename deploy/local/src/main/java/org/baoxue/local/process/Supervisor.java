package org.baoxue.local.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Keeps children running: one that ends by itself is started again, unless it did so too often. Stops them in the
 * reverse order of their first start.
 */
public final class Supervisor {
    private static final int ENDS_BEFORE_GIVING_UP = 6;
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Map<String, Child> children = new LinkedHashMap<>();
    private final Map<String, Deque<Long>> ends = new LinkedHashMap<>();
    private final Consumer<String> say;
    private final Runnable changed;
    private boolean stopping;

    public Supervisor(Consumer<String> say, Runnable changed) {
        this.say = say;
        this.changed = changed;
    }

    public Child keep(ProcessSpec spec) {
        return startUnlessStopping(spec)
                .orElseThrow(
                        () -> new Trouble("The suite is being stopped: " + spec.name() + " is not started any more."));
    }

    private Optional<Child> startUnlessStopping(ProcessSpec spec) {
        Child child;
        synchronized (this) {
            if (stopping) {
                return Optional.empty();
            }
            child = Child.start(spec);
            children.put(spec.name(), child);
        }
        changed.run();
        Thread.ofVirtual().name("watch-" + spec.name()).start(() -> {
            child.handle().onExit().join();
            ended(child);
        });
        return Optional.of(child);
    }

    public synchronized List<Child> children() {
        return List.copyOf(children.values());
    }

    public synchronized boolean runs(String name) {
        var child = children.get(name);
        return child != null && child.alive();
    }

    /** @param grace how long each may take before it is killed */
    public void stopAll(Duration grace) {
        List<Child> inOrder;
        synchronized (this) {
            stopping = true;
            inOrder = new ArrayList<>(children.values());
        }
        for (var group : StopGroups.reverse(inOrder)) {
            group.parallelStream().forEach(child -> child.stop(grace));
        }
    }

    /** The first end is answered at once, each further one after twice the pause: what it left behind may need time to go. */
    private void ended(Child child) {
        int times;
        synchronized (this) {
            if (stopping || children.get(child.name()) != child) {
                return;
            }
            times = lately(child.name());
            if (times >= ENDS_BEFORE_GIVING_UP) {
                say.accept(child.name() + " ended too often and stays down: see "
                        + child.spec().log());
                return;
            }
        }
        say.accept(child.name() + " ended (status " + child.exitValue() + ") and is started again");
        if (times > 1) {
            LockSupport.parkNanos(FIRST_PAUSE.toNanos() << (times - 2));
        }
        startUnlessStopping(child.spec());
    }

    /** How often it ended lately, this time included. */
    private int lately(String name) {
        var now = System.nanoTime();
        var times = ends.computeIfAbsent(name, _ -> new ArrayDeque<>());
        times.addLast(now);
        while (now - times.getFirst() > WITHIN.toNanos()) {
            times.removeFirst();
        }
        return times.size();
    }
}
