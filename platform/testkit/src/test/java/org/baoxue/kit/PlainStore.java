package org.baoxue.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A PostgreSQL with the kit's tables as an operator makes them, for tests without a container. */
public final class PlainStore implements AutoCloseable {

    private static final String KIT = "kit";
    private static final List<String> ROLES =
            List.of("kit login", "kit_web login", "kit_worker login", "kit_owner login");

    private final EmbeddedPostgres server;

    public PlainStore() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        Jdbi.create(server.getPostgresDatabase()).useHandle(handle -> {
            ROLES.forEach(role -> handle.execute("create role " + role));
            handle.execute("create database kit owner kit_owner");
        });
        Flyway.configure()
                .dataSource(server.getDatabase("kit_owner", KIT))
                .locations("db/kit", "db/migration")
                .placeholders(Map.of("app", KIT, "web", "kit_web", "worker", "kit_worker"))
                .load()
                .migrate();
    }

    public Jdbi worker() {
        return as("kit_worker");
    }

    /** What REST requests run as. */
    public Jdbi web() {
        return as("kit_web");
    }

    /** Who may do nothing but log in, and read and set the clock. */
    public Jdbi login() {
        return as(KIT);
    }

    public Jdbi superuser() {
        return as("postgres");
    }

    private Jdbi as(String role) {
        return Jdbi.create(server.getDatabase(role, KIT)).installPlugin(new PostgresPlugin());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
