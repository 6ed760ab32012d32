package org.baoxue.notification.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.baoxue.notification.contact.Address;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** Connections to a real mail server, a new one for every mail. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class MailChannelIT {

    @Inject
    MailChannel channel;

    /** On a busy machine, where a greeting that nobody waits for yet is lost every now and then. */
    @Test
    void everyNewConnectionHearsTheServersGreeting() throws Exception {
        var arrived = new Outcome.Delivered(null, "taken-by-server");
        var finished = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            keepBusy(finished);
            for (int i = 0; i < 100; i++) {
                assertEquals(
                        arrived, threads.submit((Callable<Outcome>) this::send).get(), "mail " + i);
            }
        } finally {
            finished.set(true);
        }
    }

    private static void keepBusy(AtomicBoolean finished) {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofPlatform().start(() -> {
                while (!finished.get()) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    private Outcome send() {
        var address = new Address(Address.Kind.MAIL, "greeted@school.example", null);
        return channel.send(UUID.randomUUID(), new Order(address, "zh", "问候", "您好", List.of()), null);
    }
}
