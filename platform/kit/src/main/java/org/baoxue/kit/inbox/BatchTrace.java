package org.baoxue.kit.inbox;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Carries traces through Kafka: a batch's span is the child of its first record's and linked to the others'. */
@ApplicationScoped
class BatchTrace {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final int LINKS = 32;

    private final OpenTelemetry telemetry;

    BatchTrace(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    void around(List<ConsumerRecord<String, byte[]>> records, Runnable work) {
        var contexts = records.stream()
                .map(BatchTrace::remote)
                .filter(Objects::nonNull)
                .distinct()
                .limit(LINKS)
                .toList();
        var span = telemetry
                .getTracer("baoxue")
                .spanBuilder("process " + records.getFirst().topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.batch.message_count", records.size());
        if (!contexts.isEmpty()) {
            span.setParent(Context.current().with(Span.wrap(contexts.getFirst())));
            contexts.stream().skip(1).forEach(span::addLink);
        }
        var started = span.startSpan();
        try (var scope = started.makeCurrent()) {
            work.run();
        } finally {
            started.end();
        }
    }

    private static @Nullable SpanContext remote(ConsumerRecord<String, byte[]> record) {
        var header = IncomingEvent.header(record, "traceparent");
        var parts = TRACEPARENT.matcher(header == null ? "" : header);
        return parts.matches()
                ? SpanContext.createFromRemoteParent(
                        parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault())
                : null;
    }
}
