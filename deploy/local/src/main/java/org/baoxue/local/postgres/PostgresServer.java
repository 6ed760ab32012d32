package org.baoxue.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** PostgreSQL on the loopback address. Durable means fsync: the demo does without, `up` never. */
public final class PostgresServer {
    public static final String ADMIN = "baoxue_admin";
    private static final Duration START = Duration.ofSeconds(60);

    private final Layout layout;
    private final int port;
    private final boolean durable;
    private final String adminPassword;
    private final Path home;

    public PostgresServer(Layout layout, int port, boolean durable, String adminPassword) {
        this.layout = layout;
        this.port = port;
        this.durable = durable;
        this.adminPassword = adminPassword;
        this.home = PostgresBinaries.unpack(layout.distribution("postgres.jar"), layout.unpacked("postgres"));
    }

    /** Makes the data folder unless there is one. */
    public void prepare() {
        var data = layout.postgresData();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Files.createDirectories(layout.data());
            var passwordFile = Files.createTempFile(layout.data(), "initdb", ".tmp");
            Files.writeString(passwordFile, adminPassword);
            int status = Child.run(spec("initdb", initdb(data, passwordFile)), Duration.ofMinutes(2));
            Files.delete(passwordFile);
            if (status != 0) {
                throw new Trouble("PostgreSQL could not make its data folder " + data + ": see " + layout.log("initdb")
                        + " (a full disk is the usual cause).");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> initdb(Path data, Path passwordFile) {
        var command = new ArrayList<>(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + ADMIN,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }

    public ProcessSpec spec() {
        var command = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                layout.postgresData().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return spec("postgres", command);
    }

    private Map<String, String> settings() {
        var onlyWhenDurable = durable ? "on" : "off";
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "150"),
                Map.entry("shared_buffers", "96MB"),
                Map.entry("fsync", onlyWhenDurable),
                Map.entry("full_page_writes", onlyWhenDurable),
                Map.entry("synchronous_commit", "on"), // what was committed survives a killed process, also in the demo
                Map.entry("idle_in_transaction_session_timeout", "60s"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("timezone", "UTC"));
    }

    private ProcessSpec spec(String name, List<String> command) {
        return new ProcessSpec(
                name, notAsRoot(command), Map.of("LC_ALL", "C"), layout.data(), layout.log(name), StopSignal.INT);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private static List<String> notAsRoot(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    public void awaitReady(Child child) {
        boolean ready = Await.until(() -> !child.alive() || accepts(), START, Duration.ofMillis(50));
        if (!ready || !child.alive()) {
            throw new Trouble("PostgreSQL did not start: see " + layout.log("postgres") + ".");
        }
    }

    private boolean accepts() {
        try (var connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), ADMIN, adminPassword);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
