package org.baoxue.escalation.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.baoxue.escalation.duty.Decision;

/**
 * Counts what is decided, by rule and kind, and how long after its time the suite did what only time makes it do: by rule, fired and
 * lapsed apart, in buckets from 10 ms to an hour. Measured where it is decided: what is rolled back and done again counts twice.
 */
@ApplicationScoped
public class Lateness {
    private static final Duration[] BUCKETS = List.of(
                    "PT0.01S",
                    "PT0.025S",
                    "PT0.05S",
                    "PT0.1S",
                    "PT0.25S",
                    "PT0.5S",
                    "PT1S",
                    "PT2.5S",
                    "PT5S",
                    "PT10S",
                    "PT30S",
                    "PT1M",
                    "PT2M",
                    "PT5M",
                    "PT15M",
                    "PT1H")
            .stream()
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private static final String DECISIONS = "baoxue.decisions";

    private final MeterRegistry registry;

    Lateness(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A counter that is there from the start: where nothing is ever decided it says so, and an alert can see it. */
    void start(@Observes StartupEvent started) {
        registry.counter(DECISIONS, "rule", "none", "kind", "none");
    }

    public void of(Decision decision, Instant now) {
        registry.counter(
                        DECISIONS,
                        "rule",
                        rule(decision),
                        "kind",
                        decision.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
        switch (decision) {
            case Decision.Fired fired ->
                measure(fired.firing().rule(), "fired", fired.firing().dueAt(), now);
            case Decision.Lapsed lapsed -> measure(lapsed.duty().rule(), "lapsed", lapsed.foreseen(), now);
            default -> {
                // people or facts did it, not the time
            }
        }
    }

    private static String rule(Decision decision) {
        return switch (decision) {
            case Decision.Opened opened -> opened.duty().rule();
            case Decision.Moved moved -> moved.duty().rule();
            case Decision.Finished finished -> finished.duty().rule();
            case Decision.Lapsed lapsed -> lapsed.duty().rule();
            case Decision.Cancelled cancelled -> cancelled.duty().rule();
            case Decision.Corrected corrected -> corrected.duty().rule();
            case Decision.Fired fired -> fired.firing().rule();
            case Decision.Withdrawn withdrawn -> withdrawn.firing().rule();
            case Decision.Settled settled -> settled.firing().rule();
            case Decision.Told told -> told.firing().rule();
        };
    }

    private void measure(String rule, String what, Instant due, Instant now) {
        Duration late = Duration.between(due, now);
        Timer.builder("baoxue.lateness")
                .description("from the due time until it was done")
                .tag("rule", rule)
                .tag("what", what)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(late.isNegative() ? Duration.ZERO : late);
    }
}
