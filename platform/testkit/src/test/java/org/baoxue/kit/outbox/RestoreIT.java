package org.baoxue.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An outbox that comes from a dump into another server, whose transactions count from elsewhere. */
class RestoreIT {

    private static final int BATCH = 100;
    private static final String KIT = "kit";
    private static final String OWNER = "kit_owner";
    private static final String WORKER = "kit_worker";
    private static final String SUPERUSER = "postgres";

    private static EmbeddedPostgres before;
    private static EmbeddedPostgres after;

    @BeforeAll
    static void twoServers() throws IOException {
        before = server();
        after = server();
    }

    @AfterAll
    static void stop() throws IOException {
        before.close();
        after.close();
    }

    @Test
    void whatWaitedInADumpIsPublishedOnceAndInOrderAfterTheOwnerRanTheFunction() {
        var old = jdbi(before, WORKER);
        IntStream.range(0, 500).forEach(n -> old.useHandle(handle -> handle.execute("select pg_current_xact_id()")));
        append(old, "published", 1);
        publish(old);
        append(old, "waiting", 1);
        append(old, "waiting", 2);
        assertThat(isRestored(old)).isFalse();

        var restored = jdbi(after, WORKER);
        copy(jdbi(before, SUPERUSER), jdbi(after, SUPERUSER));
        assertThat(isRestored(restored)).isTrue();
        assertThat(jdbi(after, OWNER).<Long, RuntimeException>withHandle(handle -> handle.select(
                                "select baoxue_outbox_after_restore()")
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(2);
        assertThat(isRestored(restored)).isFalse();

        append(restored, "waiting", 3);
        assertThat(publish(restored)).containsExactly("waiting 1", "waiting 2", "waiting 3");
        assertThat(publish(restored)).isEmpty();
        assertThat(new RelayStore(restored, Duration.ofDays(14)).pending().count())
                .isZero();
    }

    /** What the relay does with one window. */
    private static List<String> publish(Jdbi jdbi) {
        var store = new RelayStore(jdbi, Duration.ofDays(14));
        var window = store.claim().orElseThrow();
        var rows = store.next(window, BATCH);
        store.finish(window);
        return rows.stream().map(row -> row.key() + " " + row.payload()).toList();
    }

    private static boolean isRestored(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.select("select baoxue_outbox_is_restored()")
                .mapTo(Boolean.class)
                .one());
    }

    private static void append(Jdbi jdbi, String key, int n) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at)"
                        + " values (gen_random_uuid(), 'topic', ?, 'type', ?, now())",
                key,
                String.valueOf(n)));
    }

    /** As a dump carries rows over: with every value they have, in transactions of the other server. */
    private static void copy(Jdbi from, Jdbi to) {
        var rows = rows(from, "outbox");
        var relay = rows(from, "outbox_relay");
        to.useTransaction(handle -> {
            handle.execute("delete from outbox_relay");
            load(handle, "outbox", rows);
            load(handle, "outbox_relay", relay);
            handle.execute("select setval(pg_get_serial_sequence('outbox', 'seq'), (select max(seq) from outbox))");
        });
    }

    private static List<String> rows(Jdbi from, String table) {
        return from.withHandle(handle -> handle.select("select to_jsonb(one)::text from " + table + " as one")
                .mapTo(String.class)
                .list());
    }

    private static void load(Handle handle, String table, List<String> rows) {
        for (var row : rows) {
            handle.execute(
                    "insert into %s overriding system value select * from jsonb_populate_record(null::%s, ?::jsonb)"
                            .formatted(table, table),
                    row);
        }
    }

    /** The database is its owner's and migrated by it, as an operator makes it. */
    private static EmbeddedPostgres server() throws IOException {
        var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> {
            handle.execute("create role kit");
            handle.execute("create role kit_web");
            handle.execute("create role kit_worker login");
            handle.execute("create role kit_owner login");
            handle.execute("create database kit owner kit_owner");
        });
        Flyway.configure()
                .dataSource(server.getDatabase(OWNER, KIT))
                .locations("db/kit")
                .placeholders(Map.of("app", KIT, "web", "kit_web", "worker", WORKER))
                .load()
                .migrate();
        return server;
    }

    private static Jdbi jdbi(EmbeddedPostgres server, String role) {
        return Jdbi.create(server.getDatabase(role, KIT)).installPlugin(new PostgresPlugin());
    }
}
