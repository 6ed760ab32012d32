package org.baoxue.escalation.directory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.standing.Lately;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Whether the next terms and the next year's holidays have been entered, while there is time: at {@code /q/health/group/calendars}, apart
 * from readiness, since a calendar that nobody entered must not stop the clock. Without terms every weekday counts, in the vacation
 * too; without holidays the days of a festival do. By the date in UTC: it warns months ahead, not to the hour.
 */
@HealthGroup("calendars")
@ApplicationScoped
class CalendarsAhead implements HealthCheck {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final int NAMED = 20;
    private static final Logger LOG = Logger.getLogger(CalendarsAhead.class);

    /** A school whose calendar ends soon. */
    public record Ending(String school, boolean withoutTerms, boolean withoutHolidays) {}

    private final CalendarEndStore store;
    private final SuiteClock clock;
    private final Transactions transactions;
    private final Duration termsLead;
    private final Duration holidaysLead;
    private List<Ending> said = List.of();
    private final Lately<List<Ending>> ending = new Lately<>(KEPT, this::read);

    CalendarsAhead(
            CalendarEndStore store,
            SuiteClock clock,
            Transactions transactions,
            @ConfigProperty(name = "baoxue.calendar.terms-lead") Duration termsLead,
            @ConfigProperty(name = "baoxue.calendar.holidays-lead") Duration holidaysLead) {
        this.store = store;
        this.clock = clock;
        this.transactions = transactions;
        this.termsLead = termsLead;
        this.holidaysLead = holidaysLead;
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        gauge(registry, "terms", Ending::withoutTerms);
        gauge(registry, "holidays", Ending::withoutHolidays);
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("calendars of the next year");
        Optional<List<Ending>> found = ending.get();
        if (found.isEmpty()) {
            return answer.down().withData("database", "no answer").build();
        }
        return answer.status(found.get().isEmpty())
                .withData("schools without terms ahead", count(found.get(), Ending::withoutTerms))
                .withData("schools without holidays ahead", count(found.get(), Ending::withoutHolidays))
                .build();
    }

    private void gauge(MeterRegistry registry, String what, Predicate<Ending> lacks) {
        Gauge.builder("baoxue.calendar.ending.schools", () -> ending.get()
                        .map(schools -> (double) count(schools, lacks))
                        .orElse(Double.NaN))
                .tag("what", what)
                .register(registry);
    }

    private static long count(List<Ending> schools, Predicate<Ending> lacks) {
        return schools.stream().filter(lacks).count();
    }

    private List<Ending> read() {
        LocalDate today = clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
        List<Ending> found = transactions.asWorker(
                () -> store.endingBefore(today.plusDays(termsLead.toDays()), today.plusDays(holidaysLead.toDays())));
        if (!found.equals(said) && !found.isEmpty()) {
            Line.of("calendars end soon")
                    .with("schools", found.size())
                    .with(
                            "first",
                            found.stream().map(Ending::school).limit(NAMED).toList())
                    .warn(LOG);
        }
        said = found;
        return found;
    }
}
