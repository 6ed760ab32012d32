package org.baoxue.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.baoxue.kit.PlainStore;
import org.baoxue.kit.store.PlainTransactions;
import org.baoxue.testkit.Planted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Known bugs of relays, planted: what must hold of ours notices each of them. */
class RelayFaultsIT {

    private static final Duration KEEP = Duration.ofDays(14);
    private static final int BATCH = 1000;

    private static PlainStore store;
    private Jdbi worker;

    @BeforeAll
    static void start() throws IOException {
        store = new PlainStore();
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @BeforeEach
    void connect() {
        worker = store.worker();
    }

    @Test
    void a_relay_by_id_cursor() throws Exception {
        Planted.isCaught(
                "relay by id cursor",
                "whatCommitsLateIsPublished",
                () -> new RelayStore(worker, KEEP),
                () -> new ByIdCursor(worker),
                this::whatCommitsLateIsPublished);
    }

    @Test
    void an_unbounded_batch() throws Exception {
        Planted.isCaught(
                "unbounded batch",
                "oneTransactionSendsNoMoreThanABatch",
                () -> new RelayStore(worker, KEEP),
                () -> new Unbounded(worker),
                this::oneTransactionSendsNoMoreThanABatch);
    }

    @Test
    void a_retry_with_a_new_id() throws Exception {
        Planted.isCaught(
                "retry with a new event id",
                "whatIsSentAgainKeepsItsId",
                () -> new RelayStore(worker, KEEP),
                () -> new NewIds(worker),
                this::whatIsSentAgainKeepsItsId);
    }

    @Test
    void a_relay_that_forgets_what_it_sent() throws Exception {
        Planted.isCaught(
                "relay that does not remember",
                "whatCommitsLateIsPublished",
                () -> new RelayStore(worker, KEEP),
                () -> new Forgetful(worker),
                this::whatCommitsLateIsPublished);
    }

    @Test
    void a_record_lost_in_the_middle_of_a_window_of_many_batches() {
        var keys = IntStream.range(0, 4 * BATCH).mapToObj(String::valueOf).toList();
        for (int lost : List.of(500, 1_500, 3_999)) {
            worker.useTransaction(handle -> keys.forEach(key -> append(handle, key)));
            relaying(new RelayStore(worker, KEEP), new Wire(lost), wire -> {
                await().untilAsserted(() -> assertThat(wire.sent()).hasSize(5 * BATCH));
                assertThat(wire.keys().stream().distinct()).containsExactlyElementsOf(keys);
                assertThat(wire.sent().stream().distinct())
                        .as("the same id again")
                        .hasSize(4 * BATCH);
            });
        }
    }

    private void whatCommitsLateIsPublished(RelayStore relayed) {
        relaying(relayed, new Wire(0), wire -> {
            try (Handle slow = worker.open()) {
                slow.begin();
                append(slow, "slow");
                append("quick");
                await().untilAsserted(() -> assertThat(wire.keys()).contains("quick"));
                slow.commit();
            }
            append("last");
            await().untilAsserted(() -> assertThat(wire.keys()).contains("last"));
            assertThat(wire.keys()).containsExactly("quick", "slow", "last");
        });
    }

    private void oneTransactionSendsNoMoreThanABatch(RelayStore relayed) {
        var keys = IntStream.range(0, 2 * BATCH + 500).mapToObj(String::valueOf).toList();
        worker.useTransaction(handle -> keys.forEach(key -> append(handle, key)));
        relaying(relayed, new Wire(0), wire -> {
            await().untilAsserted(() -> assertThat(wire.keys()).hasSizeGreaterThanOrEqualTo(keys.size()));
            assertThat(wire.keys()).isEqualTo(keys);
            assertThat(wire.most()).isLessThanOrEqualTo(BATCH);
        });
    }

    private void whatIsSentAgainKeepsItsId(RelayStore relayed) {
        append("again");
        relaying(relayed, new Wire(1), wire -> {
            await().untilAsserted(() -> assertThat(wire.sent()).hasSizeGreaterThanOrEqualTo(2));
            assertThat(wire.sent().stream().distinct()).hasSize(1);
        });
    }

    /** Runs the relay itself on an outbox of which everything older has been published. */
    private void relaying(RelayStore relayed, Wire wire, Consumer<Wire> check) {
        var transactions = new PlainTransactions(worker, wire::turnBegins);
        var relay = new Relay(relayed, transactions, wire, true, Duration.ofMillis(20), "kit");
        relay.start(new StartupEvent());
        try {
            check.accept(wire);
        } finally {
            relay.stop(new ShutdownEvent());
            transactions.end();
            store.superuser().useTransaction(handle -> {
                handle.execute("update outbox_relay set seen = pg_current_snapshot(), target = null, done_seq = 0");
                handle.execute("delete from outbox");
            });
        }
    }

    private void append(String key) {
        worker.useTransaction(handle -> append(handle, key));
    }

    private static void append(Handle handle, String key) {
        handle.execute(
                "insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)"
                        + " values (gen_random_uuid(), 'topic', ?, 'type', '{}', now())",
                key);
    }

    /** Publishes what has a greater number than the last published: the row of whoever commits late is passed by. */
    private static final class ByIdCursor extends RelayStore {

        private final Jdbi jdbi;
        private long last;

        ByIdCursor(Jdbi jdbi) {
            super(jdbi, KEEP);
            this.jdbi = jdbi;
        }

        @Override
        List<Row> next(Window window, int limit) {
            var rows = jdbi.withHandle(handle -> handle.createQuery("""
                            select seq, id, aggregatetype as topic, aggregateid as key, type, payload, occurred_at as at, traceparent
                            from outbox where seq > :last order by seq limit :limit
                            """)
                    .bind("last", last)
                    .bind("limit", limit)
                    .map(ConstructorMapper.of(Row.class))
                    .list());
            last = rows.isEmpty() ? last : rows.getLast().seq();
            return rows;
        }
    }

    private static final class Unbounded extends RelayStore {

        Unbounded(Jdbi jdbi) {
            super(jdbi, KEEP);
        }

        @Override
        List<Row> next(Window window, int limit) {
            return super.next(window, Integer.MAX_VALUE);
        }
    }

    private static final class NewIds extends RelayStore {

        NewIds(Jdbi jdbi) {
            super(jdbi, KEEP);
        }

        @Override
        List<Row> next(Window window, int limit) {
            return super.next(window, limit).stream()
                    .map(row -> new Row(
                            row.seq(),
                            UUID.randomUUID(),
                            row.topic(),
                            row.key(),
                            row.type(),
                            row.payload(),
                            row.at(),
                            row.traceparent()))
                    .toList();
        }
    }

    private static final class Forgetful extends RelayStore {

        Forgetful(Jdbi jdbi) {
            super(jdbi, KEEP);
        }

        @Override
        void finish(Window window) {
            // what was sent is sent again and again
        }
    }
}
