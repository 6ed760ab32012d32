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
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(3);
    private final List<String> failures = new CopyOnWriteArrayList<>();

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

    /** What goes on until it is closed. */
    interface Going extends AutoCloseable {
        @Override
        void close();
    }

    /** Again and again. */
    Going every(Duration pause, Runnable happens) {
        var going = hands.scheduleWithFixedDelay(() -> noting(happens), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> going.cancel(false);
    }

    private void noting(Runnable happens) {
        try {
            happens.run();
        } catch (RuntimeException | AssertionError e) {
            failures.add("a mishap itself failed: " + e);
        }
    }

    List<String> failures() {
        var all = new ArrayList<>(failures);
        planned.forEach((at, left) -> all.add("not come to at " + at + ": " + left));
        return all;
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
