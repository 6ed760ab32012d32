package org.baoxue.escalation.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.baoxue.escalation.duty.Decision;

/** How long after its time the suite did what only time makes it do: by rule, fired and lapsed apart. */
@ApplicationScoped
class Lateness {
    private final MeterRegistry registry;

    Lateness(MeterRegistry registry) {
        this.registry = registry;
    }

    void of(Decision decision, Instant now) {
        switch (decision) {
            case Decision.Fired fired ->
                measure(fired.firing().rule(), "fired", fired.firing().dueAt(), now);
            case Decision.Lapsed lapsed -> measure(lapsed.duty().rule(), "lapsed", lapsed.foreseen(), now);
            default -> {
                // people or facts did it, not the time
            }
        }
    }

    private void measure(String rule, String what, Instant due, Instant now) {
        Duration late = Duration.between(due, now);
        Timer.builder("baoxue.lateness")
                .description("from the due time until it was done")
                .tag("rule", rule)
                .tag("what", what)
                .register(registry)
                .record(late.isNegative() ? Duration.ZERO : late);
    }
}
