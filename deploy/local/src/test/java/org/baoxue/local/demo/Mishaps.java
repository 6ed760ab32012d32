package org.baoxue.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What happens to the suite while the story goes on: at random times of its clock, and then a random moment after the
 * clock was set, when everybody is busy. All of it follows from one seed.
 */
final class Mishaps implements Consumer<Instant>, AutoCloseable {
    private static final int LONGEST_WAIT_MS = 900;
    private static final int UNTIL_THE_LISTS = 150;
    private static final int THE_AFTERNOON = 360;
    private static final int UNTIL_THE_DAY_IS_COMPLETE = 60;

    private record Mishap(String what, int afterMs, Runnable happens) {}

    private final RandomGenerator random;
    private final TreeMap<Instant, List<Mishap>> planned = new TreeMap<>();
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(6);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    Mishaps(long seed) {
        this.random = new Random(seed);
    }

    List<String> shuffled(List<String> words) {
        var shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** A moment after the clock has come to a minute of a school day, in the hours in which most happens. */
    void plan(String what, Instant firstBell, Runnable happens) {
        int minute = random.nextBoolean()
                ? random.nextInt(UNTIL_THE_LISTS)
                : THE_AFTERNOON + random.nextInt(UNTIL_THE_DAY_IS_COMPLETE);
        planned.computeIfAbsent(firstBell.plus(Duration.ofMinutes(minute)), _ -> new ArrayList<>())
                .add(new Mishap(what, random.nextInt(LONGEST_WAIT_MS), happens));
    }

    @Override
    public void accept(Instant now) {
        var due = planned.headMap(now, true);
        due.values().stream().flatMap(List::stream).forEach(mishap -> {
            Stage.say("%s + %d ms: %s".formatted(now, mishap.afterMs(), mishap.what()));
            later(Duration.ofMillis(mishap.afterMs()), mishap.happens());
        });
        due.clear();
    }

    void later(Duration wait, Runnable happens) {
        var _ = hands.schedule(() -> noting(happens), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What goes on until it is closed, and is not under way any more then. */
    final class Going implements AutoCloseable {
        private final Runnable happens;
        private boolean over;

        private Going(Runnable happens) {
            this.happens = happens;
        }

        private synchronized void again() {
            if (!over) {
                noting(happens);
            }
        }

        @Override
        public synchronized void close() {
            over = true;
        }
    }

    /** Again and again. */
    Going every(Duration pause, Runnable happens) {
        var going = new Going(happens);
        var _ = hands.scheduleWithFixedDelay(going::again, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return going;
    }

    @SuppressWarnings("CatchingThrowable") // the executor would keep it to itself
    private void noting(Runnable happens) {
        try {
            happens.run();
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    List<String> notComeTo() {
        return planned.entrySet().stream()
                .map(left -> "not come to at " + left.getKey() + ": " + left.getValue())
                .toList();
    }

    /** A mishap that itself failed fails the test, or is told beside what failed it before. */
    @Override
    public void close() {
        hands.shutdownNow();
        hands.close(); // waits for what is under way
        if (!failures.isEmpty()) {
            var failed = new AssertionError("a mishap itself failed", failures.getFirst());
            failures.stream().skip(1).forEach(failed::addSuppressed);
            throw failed;
        }
    }
}
