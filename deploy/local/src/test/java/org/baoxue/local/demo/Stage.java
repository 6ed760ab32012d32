package org.baoxue.local.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.local.postgres.PostgresServer;
import org.baoxue.local.process.Child;
import org.baoxue.local.suite.Folders;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;
import org.baoxue.local.suite.Suite;
import org.baoxue.local.suite.SuitePlan;

/** A whole suite on free ports and a durable folder. Its folder in target keeps the logs of the last run, and the realm for the next one. */
final class Stage implements AutoCloseable {
    static final Duration SESSION = Duration.ofSeconds(6);
    private static final long BEGIN = System.nanoTime();

    private final SuitePlan plan;
    private Suite suite;

    private Stage(SuitePlan plan) {
        this.plan = plan;
        this.suite = new Suite(plan, Stage::say);
    }

    static Stage set() {
        return set(cleared("story"), List.of(Service.values()));
    }

    static Stage set(Layout layout, List<Service> services) {
        var stage = new Stage(new SuitePlan(layout, Ports.free(), true, true, services, true, false, settings()));
        stage.suite.start();
        return stage;
    }

    /** A folder in target without what the last run left, but for its realm. */
    static Layout cleared(String name) {
        var folder = Layout.checkout().resolve("deploy/local/target").resolve(name);
        var layout = Layout.of(folder);
        SmallDisk.forget(layout.postgresData());
        List.of(layout.postgresData(), layout.kafkaData(), folder.resolve("logs"))
                .forEach(Folders::delete);
        return layout;
    }

    /** Stops everything in order and starts it again on the same data. */
    void restart() {
        suite.close();
        suite = new Suite(plan, Stage::say);
        suite.start();
    }

    /** As the system does it that has no memory left: the process learns nothing of it, the supervisor starts another. */
    void kill(String name) {
        child(name).handle().destroyForcibly();
    }

    Child child(String name) {
        return suite.supervisor().children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The server, for whoever wants to look into it or to break it. */
    PostgresServer postgres() {
        return new PostgresServer(
                plan.layout(),
                plan.ports().postgres(),
                plan.durable(),
                suite.secrets().password("postgres.admin"));
    }

    Suite suite() {
        return suite;
    }

    Ports ports() {
        return plan.ports();
    }

    Path file(String name) {
        return plan.layout().data().resolve(name);
    }

    /** Sessions as short as the broker allows, so that a killed or frozen consumer is missed after seconds. */
    private static Map<String, String> settings() {
        var settings = new HashMap<>(Map.of("BAOXUE_DIRECTORY_LOAD_SHIPPED_DATA", "false"));
        for (var prefix : List.of("KAFKA_", "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_")) {
            settings.put(prefix + "SESSION_TIMEOUT_MS", Long.toString(SESSION.toMillis()));
            settings.put(prefix + "MAX_POLL_INTERVAL_MS", Long.toString(SESSION.toMillis()));
            settings.put(prefix + "HEARTBEAT_INTERVAL_MS", "500");
        }
        return settings;
    }

    static void say(String line) {
        System.out.println("%6.1f s  %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }

    /** Whoever is still frozen, because the play broke off, could not hear that it is to stop. */
    @Override
    public void close() {
        suite.supervisor().children().stream().filter(Child::alive).forEach(child -> Replica.thaw(child.handle()));
        suite.close();
    }
}
