package org.baoxue.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Secrets;
import org.baoxue.local.suite.Service;

/**
 * For each service X: role X_owner owns the database X and migrates it; role X logs in and by itself may touch nothing;
 * X_web and X_worker are what X becomes for one transaction.
 */
public final class ServiceDatabases {
    private ServiceDatabases() {}

    public static void create(PostgresServer server, Secrets secrets) {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement()) {
            for (var service : Service.values()) {
                createRoles(statement, service.database(), secrets);
                createDatabase(connection, service.database());
            }
        } catch (SQLException e) {
            throw new Trouble("PostgreSQL would not make the services' databases: " + e.getMessage(), e);
        }
    }

    public static String password(Secrets secrets, Service service) {
        return secrets.password("postgres." + service.database());
    }

    public static String ownerPassword(Secrets secrets, Service service) {
        return secrets.password("postgres." + service.database() + "_owner");
    }

    private static void createRoles(Statement statement, String name, Secrets secrets) throws SQLException {
        login(statement, name + "_owner", "", secrets.password("postgres." + name + "_owner"));
        login(statement, name, "noinherit", secrets.password("postgres." + name));
        for (var group : new String[] {name + "_web", name + "_worker"}) {
            if (!exists(statement, "pg_roles where rolname", group)) {
                statement.execute("create role " + group + " nologin");
            }
            statement.execute("grant " + group + " to " + name);
        }
    }

    private static void login(Statement statement, String role, String options, String password) throws SQLException {
        if (!exists(statement, "pg_roles where rolname", role)) {
            statement.execute("create role " + role + " login " + options);
        }
        // the password is drawn from an alphabet without quotes
        statement.execute("alter role " + role + " password '" + password + "'");
    }

    private static void createDatabase(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!exists(statement, "pg_database where datname", name)) {
                statement.execute("create database " + name + " owner " + name + "_owner");
                statement.execute("revoke all on database " + name + " from public");
                statement.execute("grant connect on database " + name + " to " + name);
            }
        }
    }

    private static boolean exists(Statement statement, String where, String name) throws SQLException {
        try (var rows = statement.executeQuery("select 1 from " + where + " = '" + name + "'")) {
            return rows.next();
        }
    }
}
