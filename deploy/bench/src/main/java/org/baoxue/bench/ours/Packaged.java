package org.baoxue.bench.ours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.bench.ground.Database;
import org.baoxue.bench.ground.Ground;
import org.baoxue.local.http.Http;
import org.baoxue.local.postgres.ServiceDatabases;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Service;

/** One of the suite's services, its packaged jar as a process, with its own settings but for memory and addresses. */
public abstract sealed class Packaged implements AutoCloseable permits Attendance, Escalation {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Ground ground;
    private final Service service;
    private final Child child;
    private final int port;

    /**
     * Returns when it is ready.
     *
     * @param jvm its JVM's flags
     * @param settings more environment
     */
    Packaged(Ground ground, Service service, String name, int port, List<String> jvm, Map<String, String> settings) {
        this.ground = ground;
        this.service = service;
        this.port = port;
        var environment = environment(ground, service, port);
        environment.putAll(settings);
        this.child = Child.start(new ProcessSpec(
                name,
                command(ground, service, name, jvm),
                environment,
                ground.layout().data(),
                ground.layout().log(name),
                ProcessSpec.StopSignal.TERM));
        ground.hold(child.handle());
        awaitReady();
    }

    /** More flags come from the system property {@code baoxue.bench.jvm}, in which {@code {name}} is the process's name. */
    private static List<String> command(Ground ground, Service service, String name, List<String> jvm) {
        var command = new ArrayList<>(List.of(Layout.java().toString()));
        command.addAll(jvm);
        var more = System.getProperty("baoxue.bench.jvm", "");
        if (!more.isBlank()) {
            command.addAll(List.of(more.replace("{name}", name).split(" ", -1)));
        }
        command.addAll(List.of("-jar", ground.layout().application(service).toString()));
        return command;
    }

    private static Map<String, String> environment(Ground ground, Service service, int port) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("BAOXUE_DB", service.database());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", ground.url(service.database()));
        environment.put("BAOXUE_DB_PASSWORD", ServiceDatabases.password(ground.secrets(), service));
        environment.put("BAOXUE_DB_OWNER_PASSWORD", ServiceDatabases.ownerPassword(ground.secrets(), service));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", ground.bootstrap());
        environment.put(
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                "http://127.0.0.1:" + ground.ports().keycloak() + "/realms/baoxue");
        environment.put("QUARKUS_OIDC_DISCOVERY_ENABLED", "false");
        environment.put("QUARKUS_OIDC_JWKS_PATH", "/protocol/openid-connect/certs");
        environment.put("QUARKUS_OIDC_JWKS_RESOLVE_EARLY", "false");
        environment.put("QUARKUS_PROFILE", "local");
        environment.put("BAOXUE_CLOCK_SETTABLE", "true");
        environment.put("BAOXUE_SEAL_KEYS", "local:" + ground.secrets().key("seal"));
        return environment;
    }

    private void awaitReady() {
        var http = new Http();
        var health = url() + "/q/health/ready";
        boolean ready =
                Await.until(() -> !child.alive() || http.once(health, "").good(), START, Duration.ofMillis(100));
        if (!ready || !child.alive()) {
            throw new IllegalStateException(
                    service.folder() + " did not start: see " + ground.layout().log(child.name()));
        }
    }

    public Database database() {
        return ground.database(service.database());
    }

    /** Sets the suite's clock, as {@code PUT /v1/clock} does; the service sees it at its next look, a second later at most. */
    public void setClock(Instant at) {
        database().run("select baoxue_set_now(?)", at);
    }

    /** Until the broker has all that was decided. */
    public void awaitPublished() {
        boolean published = database().await(LONGEST, """
                not exists (select from outbox, outbox_relay where xid >= pg_snapshot_xmin(seen)
                    and not pg_visible_in_snapshot(xid, seen))
                """);
        if (!published) {
            throw new IllegalStateException("what was decided is not published: see the service's log");
        }
    }

    public ProcessHandle handle() {
        return child.handle();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        child.stop(GRACE);
    }
}
