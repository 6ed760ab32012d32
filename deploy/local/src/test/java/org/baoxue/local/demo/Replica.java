package org.baoxue.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.baoxue.local.http.Http;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.Signals;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;

/** A second process of a service, on the same database and in the same consumer groups. */
final class Replica implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(15);

    private final Child child;
    private final int port;

    private Replica(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static Replica of(Stage stage, Service service) {
        return of(stage, service, List.of());
    }

    /** @param options for its JVM */
    static Replica of(Stage stage, Service service, List<String> options) {
        int port = Ports.free().of(service);
        var first = stage.child(service.folder()).spec();
        var environment = new HashMap<>(first.environment());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var name = service.folder() + "-replica";
        var command = new ArrayList<>(first.command());
        command.addAll(1, options);
        return new Replica(
                Child.start(new ProcessSpec(
                        name,
                        command,
                        environment,
                        first.folder(),
                        first.log().resolveSibling(name + ".log"),
                        first.stopSignal())),
                port);
    }

    ProcessHandle handle() {
        return child.handle();
    }

    Replica awaitReady() {
        if (!isReadyInTime()) {
            throw new AssertionError(
                    child.name() + " did not start: see " + child.spec().log());
        }
        return this;
    }

    /** False where it ended, or did not come to it. */
    boolean isReadyInTime() {
        var http = new Http();
        var health = "http://127.0.0.1:" + port + "/q/health/ready";
        return Await.until(() -> !child.alive() || http.once(health, "").good(), START, Duration.ofMillis(100))
                && child.alive();
    }

    /** Without a word to anybody, as a machine is lost. */
    @Override
    public void close() {
        child.handle().destroyForcibly();
        Signals.awaitEnd(child.handle(), END);
    }

    /** Stops a process where it stands, as a machine does that has no time for it; nothing in it can know. */
    static void freeze(ProcessHandle process) {
        signal("-STOP", process);
    }

    static void thaw(ProcessHandle process) {
        signal("-CONT", process);
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
