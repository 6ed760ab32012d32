package org.baoxue.kit.outbox;

import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.baoxue.kit.store.Changed;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
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
                .bind("ids", texts(events, event -> event.id().toString()))
                .bind("topics", texts(events, OutgoingEvent::topic))
                .bind("keys", texts(events, OutgoingEvent::key))
                .bind("types", texts(events, OutgoingEvent::type))
                .bind("payloads", texts(events, OutgoingEvent::payload))
                .bind("ats", texts(events, event -> event.at().toString()))
                .bind("traceparent", traceparent())
                .execute());
        changed.fire(new Changed());
    }

    /** As strings the driver sends them as they are; as objects it would look at each character for what is to be escaped. */
    private static Argument texts(Collection<OutgoingEvent> events, Function<OutgoingEvent, @Nullable String> text) {
        var texts = events.stream().map(text).toArray(String[]::new);
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
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
