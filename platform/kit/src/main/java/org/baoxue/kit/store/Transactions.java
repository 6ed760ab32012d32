package org.baoxue.kit.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.baoxue.kit.access.Scope;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Every transaction says on whose behalf it runs. The login role itself may touch no table, so work outside these
 * methods fails closed; row-level security of the two roles does the rest.
 */
@ApplicationScoped
public class Transactions {

    private final Jdbi jdbi;
    private final String database;

    Transactions(Jdbi jdbi, @ConfigProperty(name = "baoxue.db") String database) {
        this.jdbi = jdbi;
        this.database = database;
    }

    /** Runs {@code work} in a new transaction that sees every row: consumers and due work. */
    public <T> T asWorker(Supplier<T> work) {
        return in(database + "_worker", "", work);
    }

    /** Runs {@code work} in a new transaction that sees every row: consumers and due work. */
    public void asWorker(Runnable work) {
        asWorker(() -> {
            work.run();
            return true;
        });
    }

    /** Runs {@code work} in a new transaction that sees only the children within {@code scope}. */
    public <T> T within(Scope scope, Supplier<T> work) {
        return in(database + "_web", scope.setting(), work);
    }

    private <T> T in(String role, String scope, Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            jdbi.useHandle(handle -> handle.createQuery(
                            "select set_config('role', :role, true) || set_config('baoxue.scope', :scope, true)")
                    .bind("role", role)
                    .bind("scope", scope)
                    .mapTo(String.class)
                    .one());
            return work.get();
        });
    }
}
