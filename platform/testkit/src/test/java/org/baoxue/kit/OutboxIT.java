package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class OutboxIT {

    private static final String TOPIC = "baoxue.attendance.v1";
    private static final String TYPE = "org.baoxue.test.entry.v1";

    @Inject
    Outbox outbox;

    @Inject
    Transactions transactions;

    @Inject
    SuiteClock clock;

    @Test
    void refusesToRunOutsideATransaction() {
        assertThatThrownBy(() -> outbox.append(event("loose", 1, Instant.EPOCH)))
                .hasMessageContaining("transaction");
    }

    @Test
    void publishesWhatWasCommittedAndNothingThatWasRolledBack() {
        assertThatThrownBy(() -> transactions.asWorker(() -> {
                    outbox.append(event("undone", 1, clock.now()));
                    throw new IllegalStateException("undo");
                }))
                .hasMessageContaining("undo");
        transactions.asWorker(() -> outbox.append(event("done", 1, clock.now())));

        try (var probe = EventProbe.of(TOPIC)) {
            probe.await(seen -> seen.key().equals("done"));
            assertThat(probe.all()).noneMatch(seen -> seen.key().equals("undone"));
        }
    }

    @Test
    void anEventHasTheHeadersOfCloudEventsAndTheSameIdForTheSameFact() {
        var at = clock.now();
        transactions.asWorker(
                () -> outbox.append(List.of(event("same", 1, at), event("same", 1, at), event("same", 2, at))));

        try (var probe = EventProbe.of(TOPIC)) {
            var seen = probe.awaitAll(3, one -> one.key().equals("same"));
            assertThat(seen.get(0).id())
                    .isEqualTo(seen.get(1).id())
                    .isNotEqualTo(seen.get(2).id());
            assertThat(seen.getFirst().headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_source", "/baoxue/kit")
                    .containsEntry("ce_type", TYPE)
                    .containsEntry("content-type", "application/json")
                    .containsKey("ce_time");
        }
    }

    /** An id cursor would lose the early writer's row; a cursor held back to xmin would make the others wait for it. */
    @Test
    void writersThatCommitOutOfOrderAreAllPublishedAndNobodyWaitsForTheSlowOne() throws Exception {
        var written = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var probe = EventProbe.of(TOPIC)) {
            var slow = threads.submit(() -> transactions.asWorker(() -> {
                outbox.append(event("slow", 1, clock.now()));
                written.countDown();
                awaitQuietly(release);
            }));
            assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
            transactions.asWorker(() -> outbox.append(event("quick", 1, clock.now())));
            probe.await(seen -> seen.key().equals("quick"));
            assertThat(probe.all()).noneMatch(seen -> seen.key().equals("slow"));

            release.countDown();
            slow.get(20, TimeUnit.SECONDS);
            probe.await(seen -> seen.key().equals("slow"));
        }
    }

    @Test
    void manyWritersAtOnceLoseNothingDoubleNothingAndKeepTheOrderOfEachKey() {
        int writers = 8;
        int each = 150;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, writers)
                    .forEach(writer -> threads.execute(() -> IntStream.rangeClosed(1, each)
                            .forEach(n -> transactions.asWorker(
                                    () -> outbox.append(event("writer-" + writer, n, clock.now()))))));
        }

        try (var probe = EventProbe.of(TOPIC)) {
            var seen = probe.awaitAll(writers * each, one -> one.key().startsWith("writer-"));
            assertThat(seen).hasSize(writers * each);
            for (int writer = 0; writer < writers; writer++) {
                var key = "writer-" + writer;
                assertThat(seen.stream().filter(one -> one.key().equals(key)).map(one -> one.text("n")))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, each)
                                .mapToObj(String::valueOf)
                                .toList());
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static OutgoingEvent event(String key, int n, Instant at) {
        return OutgoingEvent.of(TOPIC, key, TYPE, n, Map.of("n", n), at);
    }
}
