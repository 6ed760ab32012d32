package org.baoxue.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own, with one service's database and roles as an operator makes them. */
final class Database {

    private @Nullable EmbeddedPostgres server;

    Map<String, String> start(String name) {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
            var url = "jdbc:postgresql://localhost:%d/".formatted(server.getPort());
            makeRolesAndDatabase(url, name);
            Superuser.set(url + name);
            return Map.of(
                    "quarkus.datasource.jdbc.url", url + name,
                    "baoxue.db.password", "app",
                    "baoxue.db.owner.password", "owner");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static void makeRolesAndDatabase(String url, String name) {
        for (var statement : List.of(
                "create role %s_owner login password 'owner'",
                "create role %s login noinherit password 'app'",
                "create role %s_web nologin",
                "create role %s_worker nologin",
                "grant %s_web, %s_worker to %s",
                "create database %s owner %s_owner")) {
            execute(url + "postgres", statement.replace("%s", name));
        }
    }

    private static void execute(String url, String statement) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }
}
