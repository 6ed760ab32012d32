package org.baoxue.local.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import org.baoxue.local.process.Trouble;

/** Where things lie: the checkout, what was built in it, what was unpacked, and the data of one suite. */
public record Layout(Path root, Path data) {

    public static Layout of(Path data) {
        return new Layout(checkout(), data.toAbsolutePath().normalize());
    }

    public static Path checkout() {
        var given = System.getProperty("baoxue.root");
        for (var folder = Path.of(given == null ? "" : given).toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("deploy/local")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new Trouble("This is no checkout of Baoxue: run ./baoxue in one.");
    }

    private Path target() {
        return root.resolve("deploy/local/target");
    }

    public Path libraries() {
        return target().resolve("lib");
    }

    public Path distribution(String file) {
        return target().resolve("dist").resolve(file);
    }

    public Path unpacked(String what) {
        return target().resolve("unpacked").resolve(what);
    }

    public Path application(Service service) {
        return root.resolve(service.folder()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    public Path postgresData() {
        return data.resolve("postgres");
    }

    public Path kafkaData() {
        return data.resolve("kafka");
    }

    public Path keycloakHome() {
        return data.resolve("keycloak");
    }

    public Path log(String process) {
        return data.resolve("logs").resolve(process + ".log");
    }

    public Path state() {
        return data.resolve("suite.json");
    }

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
