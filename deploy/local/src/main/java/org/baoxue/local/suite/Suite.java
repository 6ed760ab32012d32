package org.baoxue.local.suite;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.baoxue.local.http.Http;
import org.baoxue.local.inbox.Inbox;
import org.baoxue.local.kafka.KafkaServer;
import org.baoxue.local.kafka.Topics;
import org.baoxue.local.keycloak.KeycloakAdmin;
import org.baoxue.local.keycloak.KeycloakServer;
import org.baoxue.local.keycloak.Person;
import org.baoxue.local.platform.PlatformSimulator;
import org.baoxue.local.postgres.PostgresServer;
import org.baoxue.local.postgres.ServiceDatabases;
import org.baoxue.local.process.Supervisor;
import org.baoxue.local.process.Trouble;

/**
 * The running suite. First what the services stand on (PostgreSQL with the databases, Kafka with the topics, the inbox),
 * then the services beside Keycloak, which takes longest; ready means all of them answer.
 */
public final class Suite implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final Duration GRACE_OF_LEARNING = Duration.ofMinutes(4);

    private final SuitePlan plan;
    private final Consumer<String> say;
    private final Http http = new Http();
    private final Secrets secrets;
    private final Supervisor supervisor;
    private final Executor background = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final boolean learning;
    private volatile boolean begun;
    private volatile boolean ready;
    private final List<AutoCloseable> inside = new java.util.concurrent.CopyOnWriteArrayList<>();

    public Suite(SuitePlan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
        Leftovers.mustHaveRoom(plan.layout());
        this.secrets = Secrets.in(plan.layout().data());
        this.supervisor = new Supervisor(say, this::note);
        this.learning = plan.learns() && !caches().allMatch(StartCache::isFresh);
    }

    public void start() {
        Leftovers.clear(plan.layout(), say);
        plan.ports().mustBeFree();
        begun = true;
        try {
            note();
            startAll();
            ready = true;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startAll() {
        inside.add(new Inbox(
                plan.ports().inbox(),
                plan.ports().smtp(),
                secrets.password("inbox.sms"),
                webhookSecret(),
                InstantSource.system()));
        var keycloak = plan.identity() ? later(this::startKeycloak) : later(() -> {});
        var kafka = later(this::startKafka);
        var postgres = later(this::startPostgres);
        await(postgres);
        await(kafka);
        if (plan.identity()) {
            inside.add(new PlatformSimulator("127.0.0.1:" + plan.ports().kafka(), InstantSource.system()));
        }
        var services = plan.services().stream()
                .map(service -> later(() -> startService(service)))
                .toList();
        services.forEach(Suite::await);
        await(keycloak);
    }

    private void startPostgres() {
        var server = new PostgresServer(
                plan.layout(), plan.ports().postgres(), plan.durable(), secrets.password("postgres.admin"));
        server.prepare();
        server.awaitReady(supervisor.keep(server.spec()));
        ServiceDatabases.create(server, secrets);
        say.accept("PostgreSQL is ready");
    }

    private void startKafka() {
        var server = new KafkaServer(
                plan.layout(), plan.ports().kafka(), plan.ports().kafkaController(), plan.learns());
        server.prepare();
        server.awaitReady(supervisor.keep(server.spec()));
        Topics.create(server.bootstrap());
        say.accept("Kafka is ready");
    }

    private void startKeycloak() {
        var server = new KeycloakServer(plan.layout(), plan.ports().keycloak(), plan.durable(), secrets);
        server.prepare();
        server.awaitReady(supervisor.keep(server.spec()), http);
        keycloakAdmin().add(List.of(Person.operator()), userPassword(), List.of());
        say.accept("Keycloak is ready");
    }

    private void startService(Service service) {
        ServiceProcess.awaitReady(plan, service, supervisor.keep(ServiceProcess.spec(plan, service, secrets)), http);
        say.accept(service.folder() + " is ready");
    }

    public KeycloakAdmin keycloakAdmin() {
        return new KeycloakAdmin(
                http, "http://127.0.0.1:" + plan.ports().keycloak(), KeycloakServer.adminPassword(secrets));
    }

    /** People of this machine's realm all sign in with the one password of the data folder. */
    public String userPassword() {
        return secrets.password("keycloak.people");
    }

    public String webhookSecret() {
        return secrets.key("inbox.webhook");
    }

    public Secrets secrets() {
        return secrets;
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    @Override
    public void close() {
        if (!begun || !closed.compareAndSet(false, true)) {
            return; // a suite that was refused has nothing to stop, and another one's state is not its own
        }
        say.accept("stopping");
        stopProcesses();
        stopParts();
        SuiteState.forget(plan.layout().state());
        say.accept("stopped");
    }

    private void stopProcesses() {
        if (!ready || !learning) {
            supervisor.stopAll(GRACE);
            return;
        }
        say.accept("the programs write down what makes their next start quicker: this once, a minute or two");
        supervisor.stopAll(GRACE_OF_LEARNING);
        caches().forEach(StartCache::keep);
    }

    private Stream<StartCache> caches() {
        return Stream.concat(
                Stream.of(KafkaServer.startCache(plan.layout())),
                plan.services().stream()
                        .map(service -> StartCache.of(plan.layout().application(service))));
    }

    private void stopParts() {
        for (var part : inside) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("the suite's own part did not stop", e);
            }
        }
    }

    private synchronized void note() {
        SuiteState.write(plan.layout().state(), plan, supervisor == null ? List.of() : supervisor.children());
    }

    private CompletableFuture<Void> later(Runnable work) {
        return CompletableFuture.runAsync(work, background);
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                throw trouble;
            }
            throw e;
        }
    }
}
