package org.baoxue.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Vetoed;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.baoxue.kit.PlainStore;
import org.baoxue.kit.store.Changed;
import org.baoxue.kit.store.PlainTransactions;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Planted;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Known bugs of consumers, planted: what must hold of ours notices each of them. */
class InboxFaultsIT {

    private static final String TOPIC = "topic";
    private static final UUID TOPIC_ID = UUID.nameUUIDFromBytes(new byte[] {1});
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private static PlainStore store;
    private Jdbi worker;
    private Transactions transactions;

    @BeforeAll
    static void start() throws IOException {
        store = new PlainStore();
        store.superuser().useHandle(handle -> {
            handle.execute("create table counted (key text not null)");
            handle.execute("grant select, insert on counted to kit_worker");
        });
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @BeforeEach
    void connect() {
        worker = store.worker();
        transactions = new PlainTransactions(worker, () -> {});
    }

    @Test
    void no_fence() throws Exception {
        Planted.isCaught(
                "no fence: a woken consumer works on",
                "whoWakesAfterItsRecordsWereWorkedChangesNothing",
                () -> inbox(sound()),
                () -> inbox(new Fenceless(worker)),
                this::whoWakesAfterItsRecordsWereWorkedChangesNothing);
    }

    @Test
    void a_fence_that_is_not_raised() throws Exception {
        Planted.isCaught(
                "fence not raised",
                "whoWakesAfterItsRecordsWereWorkedChangesNothing",
                () -> inbox(sound()),
                () -> inbox(new NeverRaised(worker)),
                this::whoWakesAfterItsRecordsWereWorkedChangesNothing);
    }

    @Test
    void commit_before_work() throws Exception {
        Planted.isCaught(
                "commit before work",
                "whatSomebodyDiedOverIsWorkedAgain",
                () -> inbox(sound()),
                () -> new OffsetFirst(sound(), new PauseStore(worker), transactions),
                this::whatSomebodyDiedOverIsWorkedAgain);
    }

    @Test
    void a_missing_unique_key() throws Exception {
        Planted.isCaught(
                "missing unique key",
                "anEventPublishedTwiceCountsOnce",
                () -> inbox(sound()),
                () -> {
                    inDatabase("alter table inbox_seen drop constraint inbox_seen_pkey");
                    return inbox(sound());
                },
                this::anEventPublishedTwiceCountsOnce);
        inDatabase("truncate inbox_seen", "alter table inbox_seen add primary key (id)");
    }

    @Test
    void dead_letters_off() throws Exception {
        Planted.isCaught(
                "dead letters off",
                "whatCannotBeWorkedIsParkedWithThoseBehindIt",
                () -> inbox(sound()),
                () -> inbox(new Dropping(worker)),
                this::whatCannotBeWorkedIsParkedWithThoseBehindIt);
    }

    @Test
    void a_parked_record_that_blocks_nobody() throws Exception {
        Planted.isCaught(
                "records pass a parked one of their key",
                "whatCannotBeWorkedIsParkedWithThoseBehindIt",
                () -> inbox(sound()),
                () -> inbox(new Passing(worker)),
                this::whatCannotBeWorkedIsParkedWithThoseBehindIt);
    }

    private void whoWakesAfterItsRecordsWereWorkedChangesNothing(Inbox inbox) {
        empty();
        inbox.receive(records(List.of(record(0, "ana"), record(1, "bao"))), counting());
        inbox.receive(records(List.of(record(1, "zombie"), record(2, "cao"))), counting());
        assertThat(counted()).containsExactly("ana", "bao", "cao");
    }

    private void whatSomebodyDiedOverIsWorkedAgain(Inbox inbox) {
        empty();
        var records = records(List.of(record(0, "ana")));
        var died = catchThrowable(() -> inbox.receive(records, handler(events -> {
            throw new Killed();
        })));
        assertThat(died).isInstanceOf(Killed.class);
        inbox.receive(records, counting());
        assertThat(counted()).containsExactly("ana");
    }

    private void anEventPublishedTwiceCountsOnce(Inbox inbox) {
        empty();
        var id = UUID.randomUUID();
        inbox.receive(records(List.of(record(0, "ana", id))), counting());
        inbox.receive(records(List.of(record(1, "ana", id))), counting());
        assertThat(counted()).containsExactly("ana");
    }

    private void whatCannotBeWorkedIsParkedWithThoseBehindIt(Inbox inbox) {
        empty();
        var once = new boolean[1];
        var handler = handler(events -> events.forEach(event -> {
            if (event.key().equals("sick") && !once[0]) {
                throw new IllegalArgumentException("made by a test");
            }
            count(event);
        }));
        inbox.receive(records(List.of(record(0, "sick"), record(1, "ana"))), handler);
        once[0] = true;
        inbox.receive(records(List.of(record(2, "sick"), record(3, "bao"))), handler);
        assertThat(counted()).containsExactly("ana", "bao");
        assertThat(worker.<List<Long>, RuntimeException>withHandle(
                        handle -> handle.select("select record_offset from dead_letter order by 1")
                                .mapTo(Long.class)
                                .list()))
                .containsExactly(0L, 2L);
    }

    /** A process that ends on the spot: nothing may catch it and go on. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void empty() {
        inDatabase("truncate counted, inbox_mark, inbox_seen, dead_letter");
    }

    private void inDatabase(String... statements) {
        store.superuser().useHandle(handle -> Stream.of(statements).forEach(handle::execute));
    }

    private List<String> counted() {
        return worker.withHandle(handle -> handle.select("select key from counted order by key")
                .mapTo(String.class)
                .list());
    }

    private void count(IncomingEvent event) {
        worker.useHandle(handle -> handle.execute("insert into counted values (?)", event.key()));
    }

    private EventHandler counting() {
        return handler(events -> events.forEach(this::count));
    }

    private interface Work {
        void on(List<IncomingEvent> events);
    }

    private static EventHandler handler(Work work) {
        return new EventHandler() {
            @Override
            public String topic() {
                return TOPIC;
            }

            @Override
            public void handle(List<IncomingEvent> events) {
                work.on(events);
            }
        };
    }

    private InboxStore sound() {
        return new InboxStore(worker, Duration.ofDays(14));
    }

    private Inbox inbox(InboxStore seen) {
        return new Inbox(
                seen,
                new PauseStore(worker),
                new OneTopic(),
                transactions,
                new BatchTrace(OpenTelemetry.noop()),
                nobodyWaits());
    }

    @SuppressWarnings("unchecked")
    private static Event<Changed> nobodyWaits() {
        return (Event<Changed>) Proxy.newProxyInstance(
                InboxFaultsIT.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, given) -> null);
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key) {
        return record(offset, key, UUID.randomUUID());
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key, UUID id) {
        var headers = new RecordHeaders();
        headers.add("ce_id", id.toString().getBytes(StandardCharsets.UTF_8));
        headers.add("ce_type", "type".getBytes(StandardCharsets.UTF_8));
        var payload = "{}".getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                TOPIC, 0, offset, 0L, TimestampType.CREATE_TIME, 0, 0, key, payload, headers, Optional.empty());
    }

    private static ConsumerRecords<String, byte[]> records(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
    }

    private static final class OneTopic extends Topics {

        OneTopic() {
            super("nowhere", Map.of());
        }

        @Override
        UUID idOf(String topic) {
            return TOPIC_ID;
        }
    }

    private static class Store extends InboxStore {

        Store(Jdbi jdbi) {
            super(jdbi, Duration.ofDays(14));
        }
    }

    private static final class Fenceless extends Store {

        Fenceless(Jdbi jdbi) {
            super(jdbi);
        }

        @Override
        long lock(UUID topicId, String topic, int partition) {
            return 0;
        }
    }

    private static final class NeverRaised extends Store {

        NeverRaised(Jdbi jdbi) {
            super(jdbi);
        }

        @Override
        void raise(UUID topicId, int partition, long next) {
            // left where it was
        }
    }

    private static final class Dropping extends Store {

        Dropping(Jdbi jdbi) {
            super(jdbi);
        }

        @Override
        void park(ConsumerRecord<String, byte[]> record, String reason, @Nullable String cause) {
            // logged and forgotten, as many a consumer does
        }
    }

    private static final class Passing extends Store {

        Passing(Jdbi jdbi) {
            super(jdbi);
        }

        @Override
        Set<String> blocked(String topic, Collection<String> keys) {
            return Set.of();
        }
    }

    /** Commits what it has read, and works it then. */
    @Vetoed // it inherits an observer, and is no bean for that
    private static final class OffsetFirst extends Inbox {

        private final InboxStore seen;
        private final Transactions transactions;

        OffsetFirst(InboxStore seen, PauseStore pauses, Transactions transactions) {
            super(seen, pauses, new OneTopic(), transactions, new BatchTrace(OpenTelemetry.noop()), nobodyWaits());
            this.seen = seen;
            this.transactions = transactions;
        }

        @Override
        public void receive(ConsumerRecords<String, byte[]> records, EventHandler handler) {
            var batch = records.records(PARTITION);
            var fresh = transactions.asWorker(() -> {
                long mark = seen.lock(TOPIC_ID, TOPIC, PARTITION.partition());
                seen.raise(TOPIC_ID, PARTITION.partition(), batch.getLast().offset() + 1);
                return batch.stream().filter(one -> one.offset() >= mark).toList();
            });
            transactions.asWorker(
                    () -> handler.handle(fresh.stream().map(IncomingEvent::of).toList()));
        }
    }
}
