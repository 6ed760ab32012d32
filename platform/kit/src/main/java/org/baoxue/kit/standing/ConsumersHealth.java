package org.baoxue.kit.standing;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.baoxue.kit.inbox.Consumers;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether every consumer has a broker to read from, at {@code /q/health/group/consumers}. Apart from readiness on purpose:
 * without Kafka a service still takes what it is told and answers what it knows, and its events wait in the outbox.
 */
@HealthGroup("consumers")
@ApplicationScoped
class ConsumersHealth implements HealthCheck {

    private final Consumers consumers;

    ConsumersHealth(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("kafka consumers");
        boolean all = true;
        for (var channel : consumers.topics().keySet()) {
            boolean connected = consumers.isConnected(channel);
            answer.withData(channel, connected ? "connected" : "no broker");
            all &= connected;
        }
        return answer.status(all).build();
    }
}
