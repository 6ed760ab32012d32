package org.baoxue.kit.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;

/**
 * The one clock of a service: the database's time plus an offset kept in the database, so that all nodes agree whatever
 * their own clocks say. Nothing else may ask for the time; tokens alone live by real time.
 */
@ApplicationScoped
public class SuiteClock {

    private final Jdbi jdbi;

    SuiteClock(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The suite's present instant, to the microsecond. Inside a transaction it asks the transaction's connection. */
    public Instant now() {
        return jdbi.withHandle(handle -> handle.createQuery("select baoxue_now()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }

    /** Whether the clock shows the database's own time: nobody has set it. */
    boolean isReal() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select abs(extract(epoch from baoxue_now() - clock_timestamp())) < 1")
                        .mapTo(Boolean.class)
                        .one());
    }

    Instant moveTo(Instant wanted) {
        return jdbi.withHandle(handle -> handle.createQuery("select baoxue_set_now(:wanted)")
                .bind("wanted", wanted)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }
}
