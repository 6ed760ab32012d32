package org.baoxue.directory.shipped;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.baoxue.directory.calendar.Calendars;
import org.baoxue.directory.place.PlaceImport;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Loads the places and the national holidays that travel with the service, once per version of each file. A start that is
 * cut short goes on where the batches ended; two nodes that start at the same time load the same and change nothing twice.
 */
@ApplicationScoped
class ShippedData {

    private static final Logger LOG = Logger.getLogger(ShippedData.class);
    private static final String NATION = "CN";

    private final ShippedFileStore store;
    private final PlaceImport places;
    private final Calendars calendars;
    private final Transactions transactions;
    private final boolean wanted;

    ShippedData(
            ShippedFileStore store,
            PlaceImport places,
            Calendars calendars,
            Transactions transactions,
            @ConfigProperty(name = "baoxue.directory.load-shipped-data") boolean wanted) {
        this.store = store;
        this.places = places;
        this.calendars = calendars;
        this.transactions = transactions;
        this.wanted = wanted;
    }

    void start(@Observes StartupEvent started) {
        if (wanted) {
            load();
        }
    }

    void load() {
        once("divisions-cn.csv", "2.7.0", csv -> {
            var outcome = places.loadShipped(csv);
            if (outcome.refused() > 0) {
                throw new IllegalStateException("divisions-cn.csv does not fit its own rules: " + outcome.refusals());
            }
        });
        once("holidays-cn.csv", "2026", csv -> transactions.asWorker(() -> calendars.ship(NATION, Holidays.read(csv))));
    }

    private void once(String name, String version, Load load) {
        if (transactions.asWorker(() -> store.isLoaded(name, version))) {
            return;
        }
        long begun = System.nanoTime();
        try (var file = Objects.requireNonNull(ShippedData.class.getResourceAsStream("/shipped/" + name), name)) {
            load.from(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        transactions.asWorker(() -> store.loaded(name, version));
        Line.of("shipped data loaded")
                .with("file", name)
                .with("version", version)
                .with("millis", Duration.ofNanos(System.nanoTime() - begun).toMillis())
                .info(LOG);
    }

    private interface Load {
        void from(InputStream csv) throws IOException;
    }
}
