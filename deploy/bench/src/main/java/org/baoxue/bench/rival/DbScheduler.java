package org.baoxue.bench.rival;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.baoxue.bench.ground.Orders;

/**
 * db-scheduler with lock-and-fetch and limits of 1.0 and 4.0 (no others were tried): a firing inserts its row
 * and removes the timer in one transaction.
 */
public final class DbScheduler {
    public static final String TABLES = """
            create table scheduled_tasks (
                task_name text not null,
                task_instance text not null,
                task_data bytea,
                execution_time timestamp with time zone not null,
                picked boolean not null,
                picked_by text,
                last_success timestamp with time zone,
                last_failure timestamp with time zone,
                consecutive_failures int,
                last_heartbeat timestamp with time zone,
                version bigint not null,
                priority smallint,
                primary key (task_name, task_instance)
            );
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            create table fired (timer text primary key, at timestamptz not null);
            """;

    private static final TaskDescriptor<Void> DEADLINE = TaskDescriptor.of("deadline");
    private static final int BATCH = 400;
    private static final int CALLERS = 4;

    private final ThreadsTransaction database;
    private final CustomTask<Void> task;
    private final int threads;
    private final AtomicLong fired = new AtomicLong();

    private DbScheduler(String[] arguments) {
        this.threads = Integer.parseInt(arguments[3]);
        this.database = new ThreadsTransaction(Pool.of(arguments, threads + CALLERS + 4));
        this.task = Tasks.custom(DEADLINE).execute((_, _) -> completion());
    }

    /** @param arguments URL, user and password of the database; how many threads fire */
    public static void main(String[] arguments) throws Exception {
        var rival = new DbScheduler(arguments);
        Orders.take(words -> switch (words[0]) {
            case "fire" -> rival.fire(Long.parseLong(words[1]));
            case "arm" -> rival.arm(Integer.parseInt(words[1]), Instant.parse(words[2]));
            case "cancel" -> rival.cancel(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        });
        System.exit(0);
    }

    private CompletionHandler<Void> completion() {
        return (complete, operations) -> {
            database.within(connection -> {
                try (var insert = connection.prepareStatement("insert into fired (timer, at) values (?, now())")) {
                    insert.setString(1, complete.getExecution().taskInstance.getId());
                    insert.executeUpdate();
                }
                operations.remove();
            });
            fired.incrementAndGet();
        };
    }

    private Scheduler scheduler() {
        return Scheduler.create(database, task)
                .threads(threads)
                .pollUsingLockAndFetch(1.0, 4.0)
                .pollingInterval(Duration.ofMillis(100))
                .build();
    }

    /** Fires until so many have fired. */
    private String fire(long count) {
        long goal = fired.get() + count;
        var scheduler = scheduler();
        scheduler.start();
        while (fired.get() < goal) {
            LockSupport.parkNanos(1_000_000);
        }
        scheduler.stop();
        return "fired " + count;
    }

    /** Arms four deadlines for each of so many spells, in its own batches. */
    private String arm(int spells, Instant due) {
        var client = scheduler();
        beside(spells, from -> {
            List<SchedulableInstance<?>> batch = new ArrayList<>();
            for (int spell = from; spell < Math.min(spells, from + BATCH / 4); spell++) {
                for (int deadline = 0; deadline < 4; deadline++) {
                    batch.add(DEADLINE.instance(spell + "/" + deadline).scheduledTo(due));
                }
            }
            client.scheduleBatch(batch);
        });
        return "armed";
    }

    /** Cancels the four deadlines of each spell from the first number until before the second: it knows no batch for that. */
    private String cancel(int first, int end) {
        var client = scheduler();
        beside(end - first, from -> {
            for (int spell = first + from; spell < Math.min(end, first + from + BATCH / 4); spell++) {
                for (int deadline = 0; deadline < 4; deadline++) {
                    client.cancel(DEADLINE.instanceId(spell + "/" + deadline));
                }
            }
        });
        return "cancelled";
    }

    private interface Part {
        void from(int number);
    }

    private static void beside(int count, Part part) {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var parts = IntStream.iterate(0, from -> from < count, from -> from + BATCH / 4)
                    .mapToObj(from -> callers.submit(() -> part.from(from)))
                    .toList();
            for (var one : parts) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
