package org.baoxue.local.suite;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.local.http.Http;
import org.baoxue.local.postgres.ServiceDatabases;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Trouble;

/** How one service is started: its jar, little memory, and its settings in the environment. */
public final class ServiceProcess {
    private static final Duration START = Duration.ofMinutes(10);

    private ServiceProcess() {}

    static ProcessSpec spec(SuitePlan plan, Service service, Secrets secrets) {
        var jar = plan.layout().application(service);
        if (!Files.exists(jar)) {
            throw new Trouble(
                    service.folder() + " is not built (" + jar + " is missing): run ./baoxue, which builds it.");
        }
        var command = new ArrayList<>(List.of(Layout.java().toString()));
        command.addAll(jvm());
        command.addAll(StartCache.of(jar).options(plan.learns()));
        command.addAll(List.of("-jar", jar.toString()));
        return new ProcessSpec(
                service.folder(),
                command,
                environment(plan, service, secrets),
                plan.layout().data(),
                plan.layout().log(service.folder()),
                StopSignal.TERM);
    }

    /** The flags of a service's JVM on a small machine. */
    public static List<String> jvm() {
        return List.of(
                "-Xms48m",
                "-Xmx256m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // the second compiler takes a minute of a start on two cores
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    private static Map<String, String> environment(SuitePlan plan, Service service, Secrets secrets) {
        var ports = plan.ports();
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("BAOXUE_DB", service.database());
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + service.database());
        environment.put("BAOXUE_DB_PASSWORD", ServiceDatabases.password(secrets, service));
        environment.put("BAOXUE_DB_OWNER_PASSWORD", ServiceDatabases.ownerPassword(secrets, service));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        environment.putAll(issuer(ports));
        environment.put("QUARKUS_PROFILE", plan.settableClock() ? "local" : "prod"); // prod refuses a settable clock
        environment.put("BAOXUE_CLOCK_SETTABLE", Boolean.toString(plan.settableClock()));
        environment.put("BAOXUE_SEAL_KEYS", "local:" + secrets.key("seal"));
        if (service == Service.ATTENDANCE) {
            environment.put("BAOXUE_NUMBERS_KEY", secrets.key("numbers"));
        }
        if (service == Service.NOTIFICATION) {
            environment.putAll(carriers(ports, secrets));
        }
        environment.putAll(plan.settings());
        return environment;
    }

    /** Keycloak starts beside the services, so they look for its keys when the first token comes, not before. */
    private static Map<String, String> issuer(Ports ports) {
        var issuer = "http://127.0.0.1:" + ports.keycloak() + "/realms/baoxue";
        return Map.of(
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer,
                "QUARKUS_OIDC_TOKEN_ISSUER", issuer,
                "QUARKUS_OIDC_DISCOVERY_ENABLED", "false",
                "QUARKUS_OIDC_JWKS_PATH", "/protocol/openid-connect/certs",
                "QUARKUS_OIDC_JWKS_RESOLVE_EARLY", "false");
    }

    /** Every message goes to the inbox of this machine. */
    private static Map<String, String> carriers(Ports ports, Secrets secrets) {
        return Map.of(
                "QUARKUS_MAILER_HOST",
                "127.0.0.1",
                "QUARKUS_MAILER_PORT",
                Integer.toString(ports.smtp()),
                "BAOXUE_NOTIFICATION_DELIVERY_SMS_URL",
                "http://127.0.0.1:" + ports.inbox() + "/sms/messages",
                "BAOXUE_NOTIFICATION_DELIVERY_SMS_TOKEN",
                secrets.password("inbox.sms"),
                "BAOXUE_NOTIFICATION_DELIVERY_WEBHOOK_ALLOW_HTTP",
                "true");
    }

    static void awaitReady(SuitePlan plan, Service service, Child child, Http http) {
        var health = "http://127.0.0.1:" + plan.ports().of(service) + "/q/health/ready";
        boolean ready =
                Await.until(() -> !child.alive() || http.once(health, "").good(), START, Duration.ofMillis(150));
        if (!ready || !child.alive()) {
            throw new Trouble(
                    service.folder() + " did not start: see " + plan.layout().log(service.folder()) + ".");
        }
    }
}
