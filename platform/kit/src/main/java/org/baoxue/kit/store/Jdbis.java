package org.baoxue.kit.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;

/** SQL over the service's own pool: inside a transaction every handle is that transaction's connection. */
class Jdbis {

    @Produces
    @Singleton
    Jdbi jdbi(AgroalDataSource pool) {
        var jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        jdbi.registerArrayType(LocalDate.class, "date");
        // what a statement was given may be personal, and exceptions are logged
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }
}
