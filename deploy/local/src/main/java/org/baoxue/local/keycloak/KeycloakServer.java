package org.baoxue.local.keycloak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Secrets;

/**
 * Keycloak in its development mode on the loopback address. The distribution is unpacked and augmented once per
 * checkout; a data folder only holds its database, linked to that. Half of a first start is the making of that database, so
 * what is soon thrown away gets a copy of one that is made once per checkout too; what is to last makes its own, with keys
 * and an administrator of its own.
 */
public final class KeycloakServer {
    static final String ADMIN = "baoxue-admin";
    private static final String ADMIN_SECRET = "keycloak.admin";
    private static final Path DATABASE = Path.of("data", "h2", "keycloakdb.mv.db");
    private static final Path REALM = Path.of("data", "import", "baoxue-realm.json");
    private static final String BUILT = "-Dkc.config.built=true";
    private static final List<String> SHARED = List.of("bin", "conf", "lib", "providers", "themes");
    private static final int AUGMENTED = 10;
    private static final Duration START = Duration.ofMinutes(10);

    private final Layout layout;
    private final int port;
    private final boolean durable;
    private final Secrets secrets;
    private final Path distribution;

    /** @param durable whether the data folder is to outlive the suite */
    public KeycloakServer(Layout layout, int port, boolean durable, Secrets secrets) {
        this.layout = layout;
        this.port = port;
        this.durable = durable;
        this.secrets = secrets;
        this.distribution = layout.unpacked("keycloak");
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public static String adminPassword(Secrets secrets) {
        return secrets.password(ADMIN_SECRET);
    }

    public String issuer() {
        return url() + "/realms/" + RealmFile.REALM;
    }

    public void prepare() {
        try {
            unpack();
            var home = layout.keycloakHome();
            var realm = Json.write(RealmFile.realm());
            furnish(home, realm);
            augmentOnce();
            if (!durable && !Files.exists(home.resolve(DATABASE))) {
                copyDatabase(home, realm);
            }
        } catch (IOException e) {
            throw new Trouble(
                    "Keycloak could not be unpacked (" + e.getMessage() + "): make sure the disk has 500 MB free.", e);
        }
    }

    public ProcessSpec spec() {
        return server("keycloak", List.of(BUILT));
    }

    private void furnish(Path home, String realm) throws IOException {
        Files.createDirectories(home.resolve(REALM).resolveSibling("."));
        for (var shared : SHARED) {
            link(home.resolve(shared), distribution.resolve(shared));
        }
        Files.writeString(home.resolve(REALM), realm);
    }

    private void copyDatabase(Path home, String realm) throws IOException {
        var prepared = distribution.resolve("prepared");
        var madeFrom = prepared.resolve("made-from.json");
        var itsSecrets = Secrets.in(prepared);
        if (!Files.exists(madeFrom) || !Files.readString(madeFrom).equals(realm)) {
            Files.deleteIfExists(prepared.resolve(DATABASE));
            furnish(prepared, realm);
            int status = Child.run(importing(prepared, adminPassword(itsSecrets)), Duration.ofMinutes(5));
            if (status != 0) {
                throw new Trouble("Keycloak could not be prepared: see " + layout.log("keycloak-import") + ".");
            }
            Files.writeString(madeFrom, realm);
        }
        secrets.take(ADMIN_SECRET, adminPassword(itsSecrets));
        var database = home.resolve(DATABASE);
        var copy = database.resolveSibling("copy");
        Files.createDirectories(database.resolveSibling("."));
        Files.copy(prepared.resolve(DATABASE), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, database, StandardCopyOption.ATOMIC_MOVE);
    }

    private void augmentOnce() throws IOException {
        var done = distribution.resolve(".augmented");
        if (!Files.exists(done)) {
            int status = Child.run(server("keycloak-build", List.of()), Duration.ofMinutes(5));
            if (status != AUGMENTED) {
                throw new Trouble("Keycloak could not be prepared: see " + layout.log("keycloak-build") + ".");
            }
            Files.createFile(done);
        }
    }

    private ProcessSpec server(String name, List<String> properties) {
        return spec(
                name,
                layout.keycloakHome(),
                adminPassword(secrets),
                properties,
                List.of(
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--log-level=warn,io.quarkus:info"));
    }

    private ProcessSpec importing(Path home, String adminPassword) {
        return spec(
                "keycloak-import",
                home,
                adminPassword,
                List.of(BUILT),
                List.of("import", "--file=" + home.resolve(REALM), "--log-level=warn"));
    }

    private ProcessSpec spec(
            String name, Path home, String adminPassword, List<String> properties, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Layout.java().toString(),
                "-Xms96m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=256m",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory"));
        command.addAll(properties);
        command.addAll(List.of(
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return new ProcessSpec(
                name,
                command,
                Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword),
                home,
                layout.log(name),
                StopSignal.TERM);
    }

    public void awaitReady(Child child, Http http) {
        boolean ready =
                Await.until(() -> !child.alive() || http.once(issuer(), "").good(), START, Duration.ofMillis(200));
        if (!ready || !child.alive()) {
            throw new Trouble("Keycloak did not start: see " + layout.log("keycloak") + ".");
        }
    }

    private void unpack() throws IOException {
        var done = distribution.resolve(".unpacked");
        if (Files.exists(done)) {
            return;
        }
        try (var zip = new ZipInputStream(
                new BufferedInputStream(Files.newInputStream(layout.distribution("keycloak-quarkus-dist.zip"))))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var inside = Path.of(entry.getName());
                if (inside.getNameCount() < 2) {
                    continue; // the one top folder
                }
                var target = distribution
                        .resolve(inside.subpath(1, inside.getNameCount()).toString())
                        .normalize();
                if (!target.startsWith(distribution)) {
                    throw new IOException("an entry points outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.write(target, zip.readAllBytes());
                }
            }
        }
        Files.createDirectories(distribution.resolve("providers"));
        Files.createFile(done);
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            relinkIfMoved(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checkout may lie elsewhere than at the last start of this data folder. */
    private static void relinkIfMoved(Path link, Path target) {
        try {
            if (!Files.readSymbolicLink(link).equals(target)) {
                Files.delete(link);
                Files.createSymbolicLink(link, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
