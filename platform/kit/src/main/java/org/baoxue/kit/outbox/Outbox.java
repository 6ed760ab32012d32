package org.baoxue.kit.outbox;

import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.List;
import org.baoxue.kit.store.Changed;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Where events wait beside the state they speak of: written in the business transaction or not at all. */
@ApplicationScoped
public class Outbox {

    private final Jdbi jdbi;
    private final TransactionSynchronizationRegistry transactions;
    private final Event<Changed> changed;

    Outbox(Jdbi jdbi, TransactionSynchronizationRegistry transactions, Event<Changed> changed) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.changed = changed;
    }

    public void append(OutgoingEvent event) {
        append(List.of(event));
    }

    /**
     * Appends in the order given, in one statement.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(Collection<OutgoingEvent> events) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException(
                    "an event is written in the transaction that changes the state, or not at all");
        }
        if (events.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into outbox (id, aggregatetype, aggregateid, type, payload, occurred_at, traceparent)
                        select id, topic, key, type, payload, at, :traceparent
                        from unnest(cast(:ids as uuid[]), :topics, :keys, :types, :payloads, cast(:ats as timestamptz[]))
                            with ordinality as event (id, topic, key, type, payload, at, n)
                        order by n
                        """)
                .bindArray(
                        "ids",
                        String.class,
                        events.stream().map(e -> e.id().toString()).toList())
                .bindArray(
                        "topics",
                        String.class,
                        events.stream().map(OutgoingEvent::topic).toList())
                .bindArray(
                        "keys",
                        String.class,
                        events.stream().map(OutgoingEvent::key).toList())
                .bindArray(
                        "types",
                        String.class,
                        events.stream().map(OutgoingEvent::type).toList())
                .bindArray(
                        "payloads",
                        String.class,
                        events.stream().map(OutgoingEvent::payload).toList())
                .bindArray(
                        "ats",
                        String.class,
                        events.stream().map(e -> e.at().toString()).toList())
                .bind("traceparent", traceparent())
                .execute());
        changed.fire(new Changed());
    }

    private static @Nullable String traceparent() {
        var context = Span.current().getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }
}
