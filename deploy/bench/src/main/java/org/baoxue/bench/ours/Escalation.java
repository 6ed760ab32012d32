package org.baoxue.bench.ours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.bench.ground.Database;
import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.local.http.Http;
import org.baoxue.local.postgres.ServiceDatabases;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Service;

/** The escalation service, its packaged jar as a process, with its own settings but for memory and addresses. */
public final class Escalation implements AutoCloseable {
    public static final String DATABASE = Service.ESCALATION.database();

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Ground ground;
    private final Child child;
    private final int port;

    private Escalation(Ground ground, Child child, int port) {
        this.ground = ground;
        this.child = child;
        this.port = port;
    }

    /** The first instance, ready. */
    public static Escalation start(Ground ground) {
        return start(ground, "escalation-service", ground.ports().escalation(), Map.of());
    }

    /** @param settings more environment */
    public static Escalation start(Ground ground, String name, int port, Map<String, String> settings) {
        var command = new ArrayList<>(List.of(Layout.java().toString()));
        command.addAll(Jvm.flags());
        var more = System.getProperty("baoxue.bench.jvm", "");
        if (!more.isBlank()) {
            command.addAll(List.of(more.split(" ", -1)));
        }
        command.addAll(
                List.of("-jar", ground.layout().application(Service.ESCALATION).toString()));
        var environment = environment(ground, port);
        environment.putAll(settings);
        var child = Child.start(new ProcessSpec(
                name,
                command,
                environment,
                ground.layout().data(),
                ground.layout().log(name),
                ProcessSpec.StopSignal.TERM));
        ground.hold(child.handle());
        var service = new Escalation(ground, child, port);
        service.awaitReady();
        return service;
    }

    private static Map<String, String> environment(Ground ground, int port) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("BAOXUE_DB", DATABASE);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", ground.url(DATABASE));
        environment.put("BAOXUE_DB_PASSWORD", ServiceDatabases.password(ground.secrets(), Service.ESCALATION));
        environment.put(
                "BAOXUE_DB_OWNER_PASSWORD", ServiceDatabases.ownerPassword(ground.secrets(), Service.ESCALATION));
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
        var health = "http://127.0.0.1:" + port + "/q/health/ready";
        boolean ready =
                Await.until(() -> !child.alive() || http.once(health, "").good(), START, Duration.ofMillis(100));
        if (!ready || !child.alive()) {
            throw new IllegalStateException("the escalation service did not start: see "
                    + ground.layout().log(child.name()));
        }
    }

    public Database database() {
        return ground.database(DATABASE);
    }

    /** Sets the suite's clock, as {@code PUT /v1/clock} does; the service sees it at its next look, a second later at most. */
    public void setClock(Instant at) {
        database().run("select baoxue_set_now(?)", at);
    }

    public ProcessHandle handle() {
        return child.handle();
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        child.stop(GRACE);
    }
}
