package org.baoxue.kit.standing;

import io.smallrye.health.api.HealthGroup;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether every consumer has a broker to read from, at {@code /q/health/group/consumers}. Apart from readiness on purpose:
 * without Kafka a service still takes what it is told and answers what it knows, and its events wait in the outbox.
 */
@HealthGroup("consumers")
@ApplicationScoped
class ConsumersHealth implements HealthCheck {

    private static final String CONNECTIONS = "connection-count";

    private final KafkaClientService kafka;

    ConsumersHealth(KafkaClientService kafka) {
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("kafka consumers");
        boolean all = true;
        for (var channel : new TreeSet<>(kafka.getConsumerChannels())) {
            boolean connected = isConnected(channel);
            answer.withData(channel, connected ? "connected" : "no broker");
            all &= connected;
        }
        return answer.status(all).build();
    }

    private boolean isConnected(String channel) {
        var consumers = kafka.getConsumers(channel);
        return !consumers.isEmpty()
                && consumers.stream()
                        .allMatch(consumer -> isConnected(consumer.unwrap().metrics()));
    }

    private static boolean isConnected(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(CONNECTIONS))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }
}
