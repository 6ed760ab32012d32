package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** Where tracing is switched on, one trace goes from what caused an event, through Kafka, to what is made of it. */
@QuarkusTest
@WithTestResource(Platform.class)
@TestProfile(TraceIT.SwitchedOn.class)
class TraceIT {

    public static class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
        }
    }

    private static final String TOPIC = "baoxue.test.v1";

    @Inject
    OpenTelemetry telemetry;

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    SuiteClock clock;

    @Inject
    LedgerListener listener;

    @Test
    void aTraceGoesThroughTheOutboxAndKafkaToTheConsumer() {
        var span = telemetry.getTracer("test").spanBuilder("a roll call").startSpan();
        try (var scope = span.makeCurrent()) {
            transactions.asWorker(() -> outbox.append(
                    OutgoingEvent.of(TOPIC, "traced", "org.baoxue.test.entry.v1", 1, Map.of("worth", 3), clock.now())));
        } finally {
            span.end();
        }
        var trace = span.getSpanContext().getTraceId();
        try (var probe = EventProbe.of(TOPIC)) {
            var seen = probe.await(one -> one.key().equals("traced"));
            assertThat(seen.headers().get("traceparent")).startsWith("00-" + trace + "-");
        }
        await().untilAsserted(() -> assertThat(listener.traces()).contains(trace));
    }
}
