package org.baoxue.kit.outbox;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.baoxue.kit.store.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Stops the start on a database that comes from a dump: the relay would hold everything waiting there for published. */
@ApplicationScoped
class RestoreCheck {

    private static final int BEFORE_THE_RELAY = 1;

    private final Jdbi jdbi;
    private final Transactions transactions;
    private final boolean relaying;
    private final String database;

    RestoreCheck(
            Jdbi jdbi,
            Transactions transactions,
            @ConfigProperty(name = "baoxue.outbox.relay.enabled") boolean relaying,
            @ConfigProperty(name = "baoxue.db") String database) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.relaying = relaying;
        this.database = database;
    }

    void look(@Observes @Priority(BEFORE_THE_RELAY) StartupEvent starting) {
        if (relaying && transactions.asWorker(this::isRestored)) {
            throw new IllegalStateException(
                    ("The outbox of %s comes from a dump, so what of it has been published can no"
                                    + " longer be told by its transactions: run \"select baoxue_outbox_after_restore()\" there as"
                                    + " %s_owner, once, and start again.")
                            .formatted(database, database));
        }
    }

    private boolean isRestored() {
        return jdbi.withHandle(handle -> handle.createQuery("select baoxue_outbox_is_restored()")
                .mapTo(Boolean.class)
                .one());
    }
}
