package org.baoxue.kit.standing;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.baoxue.kit.inbox.Consumers;
import org.baoxue.kit.inbox.Pauses;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether every consumer has a broker to read from, at {@code /q/health/group/consumers}. Apart from readiness on purpose:
 * without Kafka a service still takes what it is told and answers what it knows, and its events wait in the outbox. Intake that an
 * operator has paused is shown so, and is not down.
 */
@HealthGroup("consumers")
@ApplicationScoped
class ConsumersHealth implements HealthCheck {

    private final Consumers consumers;
    private final Pauses pauses;

    ConsumersHealth(Consumers consumers, Pauses pauses) {
        this.consumers = consumers;
        this.pauses = pauses;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("kafka consumers");
        boolean all = true;
        for (var channel : consumers.topics().entrySet()) {
            boolean connected = consumers.isConnected(channel.getKey());
            var reading = pauses.of(channel.getValue()).isPresent() ? "paused" : "connected";
            answer.withData(channel.getKey(), connected ? reading : "no broker");
            all &= connected;
        }
        return answer.status(all).build();
    }
}
