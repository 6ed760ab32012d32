package org.baoxue.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.kit.store.Prunable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What the relay has published, kept as a snapshot instead of an id: exactly the rows that became visible since.
 *
 * <p>An id cursor loses the row of a transaction that took its id early and committed late; a cursor held back to
 * {@code pg_snapshot_xmin} stalls behind any long transaction. A window between two snapshots does neither: each row is
 * in exactly one window, windows follow each other in commit order, and inside a window rows of one key follow their
 * {@code seq}, because writers of one key wait for each other.
 */
@ApplicationScoped
class RelayStore implements Prunable {

    /** @param target the end of the window being published; {@code done} the last {@code seq} of it already sent */
    public record Window(String seen, String target, long done) {

        Window doneTo(long seq) {
            return new Window(seen, target, seq);
        }
    }

    public record Row(
            long seq,
            UUID id,
            String topic,
            String key,
            String type,
            @Nullable String payload,
            Instant at,
            @Nullable String traceparent) {}

    private static final String EVENT = """
            select seq, id, aggregatetype as topic, aggregateid as key, type, payload, occurred_at as at, traceparent
            """;

    private static final String IN_WINDOW = """
            xid >= pg_snapshot_xmin(cast(:seen as pg_snapshot))
              and xid < pg_snapshot_xmax(cast(:target as pg_snapshot))
              and not pg_visible_in_snapshot(xid, cast(:seen as pg_snapshot))
              and pg_visible_in_snapshot(xid, cast(:target as pg_snapshot))
              and seq > :done
            """;

    private final Jdbi jdbi;
    private final Duration keep;

    RelayStore(Jdbi jdbi, @ConfigProperty(name = "baoxue.outbox.keep") Duration keep) {
        this.jdbi = jdbi;
        this.keep = keep;
    }

    /** The window to work on, its row locked; empty while another node relays. */
    Optional<Window> claim() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select seen::text as seen, coalesce(target, pg_current_snapshot())::text as target, done_seq as done
                        from outbox_relay for update skip locked
                        """).map(ConstructorMapper.of(Window.class)).findOne());
    }

    /** What the window holds after what is done. Looks through the whole window for it. */
    List<Row> next(Window window, int limit) {
        return jdbi.withHandle(handle -> in(
                        window,
                        handle.createQuery(EVENT + "from outbox where " + IN_WINDOW + "order by seq limit :limit"))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Row.class))
                .list());
    }

    /** The numbers of what the window holds after what is done. Looks through the whole window for them. */
    Ahead ahead(Window window, int limit) {
        return new Ahead(window, jdbi.withHandle(handle -> in(
                        window,
                        handle.createQuery("select seq from outbox where " + IN_WINDOW + "order by seq limit :limit"))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list()));
    }

    /** @throws IllegalStateException when one of them is gone: an end must not be taken for the window's */
    List<Row> events(List<Long> numbers) {
        var events = jdbi.withHandle(
                handle -> handle.createQuery(EVENT + "from outbox where seq = any(:numbers) order by seq")
                        .bindArray("numbers", Long.class, numbers)
                        .map(ConstructorMapper.of(Row.class))
                        .list());
        if (events.size() < numbers.size()) {
            throw new IllegalStateException("an event is gone from the outbox that was not published");
        }
        return events;
    }

    private static Query in(Window window, Query query) {
        return query.bind("seen", window.seen()).bind("target", window.target()).bind("done", window.done());
    }

    void finish(Window window) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update outbox_relay set seen = cast(:target as pg_snapshot), target = null, done_seq = 0")
                .bind("target", window.target())
                .execute());
    }

    void advance(Window window, long done) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update outbox_relay set target = cast(:target as pg_snapshot), done_seq = :done")
                .bind("target", window.target())
                .bind("done", done)
                .execute());
    }

    /** How many committed events wait, and since when the oldest does. */
    OutboxStanding.Pending pending() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) as count, min(occurred_at) as oldest
                        from outbox, outbox_relay
                        where xid >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(xid, seen)
                          and (target is null or seq > done_seq or not pg_visible_in_snapshot(xid, target))
                        """)
                .map(ConstructorMapper.of(OutboxStanding.Pending.class))
                .one());
    }

    /** The oldest transaction with a number that still runs, of whatever database of this server. */
    Optional<String> oldestWriter() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select cast(pg_snapshot_xmin(now) as text) from pg_current_snapshot() as now
                        where pg_snapshot_xmin(now) < pg_snapshot_xmax(now)
                        """).mapTo(String.class).findOne());
    }

    @Override
    public String name() {
        return "outbox";
    }

    /** Forgets published events after as long as a lost broker might need them again. */
    @Override
    public int prune() {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                        delete from outbox using outbox_relay
                        where occurred_at < baoxue_now() - cast(:keep as interval) and pg_visible_in_snapshot(xid, seen)
                        """).bind("keep", keep.toString()).execute());
    }
}
