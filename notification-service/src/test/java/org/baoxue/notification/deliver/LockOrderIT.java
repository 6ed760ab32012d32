package org.baoxue.notification.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.kit.store.Transactions;
import org.baoxue.notification.contact.Address;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** Whoever locks messages and notices at the same time waits for the other, never both for each other. */
@QuarkusTest
@WithTestResource(Platform.class)
class LockOrderIT {

    private static final int ROUNDS = 40;

    @Inject
    MessageStore store;

    @Inject
    Messages messages;

    @Inject
    Transactions transactions;

    @Inject
    Sealing sealing;

    @Test
    void messagesOfTheSameNoticesFailAtTheSameTime() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                var about = List.of(notice(), notice(), notice());
                var sent = Stream.of(1, 2, 3, 4)
                        .map(number -> message(number, about))
                        .toList();
                var together = new CyclicBarrier(sent.size());
                var failing = sent.stream()
                        .map(message -> threads.submit((Callable<Boolean>) () -> {
                            together.await();
                            return fails(message);
                        }))
                        .toList();
                for (var one : failing) {
                    assertEquals(true, one.get());
                }
            }
        }
    }

    private boolean fails(UUID message) {
        transactions.asWorker(() -> {
            store.put(message, Message.State.FAILED);
            messages.settled(message, Message.State.FAILED, null);
        });
        return true;
    }

    private UUID notice() {
        var id = UUID.randomUUID();
        Superuser.jdbi().useHandle(handle -> handle.execute("""
                        insert into notice (id, cause, cause_id, rule, occasion, audience_post, audience_scope, school, place,
                            matter, at, due_at, list, state, planned_at)
                        values (?, 'DUTY', ?, 'home-visit', 'opened', 'principal', 'x', '2153019901', '530199001',
                            '{"late":false}', now(), now(), false, 'SENDING', now())
                        """, id, "lock-" + id));
        return id;
    }

    /** A message with one further address, which is tried when the first fails. */
    private UUID message(int number, List<UUID> about) {
        var id = UUID.randomUUID();
        var further = new Address(Address.Kind.SMS, "+8610009999" + number + "-" + id, null);
        var order = new Order(
                new Address(Address.Kind.SMS, "+86100099990" + number, null), "zh", "s", "t", List.of(further));
        // so late that nobody sends them
        var never = Instant.parse("2099-01-01T00:00:00Z");
        transactions.asWorker(() -> store.insert(new MessageStore.New(
                id, "SMS", "r" + number, null, sealing.seal(Json.write(order)), null, never, never, false, about)));
        return id;
    }
}
