package org.baoxue.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends each request when its time has come, whether or not those before it were answered, as long as a connection is free; how
 * long it took is counted from that time, so waiting for a connection counts too.
 */
public final class OpenLoop {
    private static final int TOO_MANY = 429;
    private static final int AWAY = 503;

    private final int port;
    private final int connections;

    public OpenLoop(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** @param at when the answer was there, by the machine's clock */
    public record Answered(String name, boolean taken, double millis, Instant at) {}

    /** @param seconds from the first request's time until the last answer */
    public record Outcome(List<Answered> answers, double seconds) {
        public boolean allTaken() {
            return answers.stream().allMatch(Answered::taken);
        }

        public List<Double> millis() {
            return answers.stream().map(Answered::millis).toList();
        }
    }

    /**
     * Refusals for want of room are answers too; any other is none that this expects.
     *
     * @param perSecond infinite: one after the other on each connection, as fast as they are answered
     */
    public Outcome run(List<Shot> shots, double perSecond) {
        var next = new AtomicInteger();
        long start = System.nanoTime() + 10_000_000;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var lines = new ArrayList<Future<List<Answered>>>();
            for (int n = 0; n < Math.min(connections, shots.size()); n++) {
                lines.add(senders.submit(() -> work(shots, next, start, perSecond)));
            }
            var answers = new ArrayList<Answered>();
            for (var line : lines) {
                answers.addAll(line.get());
            }
            return new Outcome(answers, (System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the requests broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Answered> work(List<Shot> shots, AtomicInteger next, long start, double perSecond) {
        var answers = new ArrayList<Answered>();
        try (var wire = new Wire(port)) {
            for (int n = next.getAndIncrement(); n < shots.size(); n = next.getAndIncrement()) {
                long due = Double.isInfinite(perSecond) ? System.nanoTime() : start + (long) (n / perSecond * 1e9);
                await(due);
                var answer = wire.send(shots.get(n).bytes());
                if (answer.status() >= 300 && answer.status() != TOO_MANY && answer.status() != AWAY) {
                    throw new IllegalStateException(shots.get(n).name() + " answered " + answer.words());
                }
                answers.add(new Answered(
                        shots.get(n).name(), answer.status() < 300, (System.nanoTime() - due) / 1e6, Instant.now()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answers;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
