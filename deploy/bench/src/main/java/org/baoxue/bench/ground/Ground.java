package org.baoxue.bench.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.baoxue.local.kafka.KafkaServer;
import org.baoxue.local.kafka.Topics;
import org.baoxue.local.postgres.PostgresServer;
import org.baoxue.local.postgres.ServiceDatabases;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Folders;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Leftovers;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Secrets;

/** PostgreSQL and Kafka as real processes on empty folders: the same for every contender, fsync and synchronous_commit on. */
public final class Ground implements AutoCloseable {
    /** What differs from the demo's small machine; every contender runs on the same. */
    private static final List<String> POSTGRES = List.of(
            "shared_buffers=1GB",
            "max_wal_size=8GB",
            "shared_preload_libraries=pg_stat_statements",
            "pg_stat_statements.track=top",
            "track_commit_timestamp=on"); // when a row became visible is asked afterwards, not watched for

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Layout layout;
    private final FileChannel claimed;
    private final Ports ports = Ports.free();
    private final Secrets secrets;
    private final PostgresServer server;
    private final Child postgres;
    private final Child kafka;
    private final List<ProcessHandle> contenders = new CopyOnWriteArrayList<>();

    private Ground(Path data) {
        this.layout = Layout.of(data);
        this.claimed = claim(layout.data());
        Folders.delete(layout.data());
        Leftovers.mustHaveRoom(layout);
        this.secrets = Secrets.in(layout.data());
        this.server = new PostgresServer(layout, ports.postgres(), true, secrets.password("postgres.admin"));
        server.prepare();
        this.postgres = Child.start(with(server.spec()));
        server.awaitReady(postgres);
        ServiceDatabases.create(server, secrets);
        var broker = new KafkaServer(layout, ports.kafka(), ports.kafkaController(), false);
        broker.prepare();
        this.kafka = Child.start(broker.spec());
        broker.awaitReady(kafka);
        Topics.create(broker.bootstrap());
    }

    /** Nobody else may empty the folder as long as this one stands on it. */
    private static FileChannel claim(Path data) {
        try {
            Files.createDirectories(Objects.requireNonNull(data.getParent()));
            var file = FileChannel.open(
                    data.resolveSibling("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                throw new Trouble("Another bench runs on " + data + ": wait for its end.");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties the folder and starts both in it. */
    public static Ground start(Path data, Consumer<String> say) {
        say.accept("starting PostgreSQL and Kafka in " + data);
        var ground = new Ground(data);
        Runtime.getRuntime().addShutdownHook(new Thread(ground::close));
        ground.database("postgres").run("create extension if not exists pg_stat_statements");
        return ground;
    }

    private static ProcessSpec with(ProcessSpec spec) {
        var command = new ArrayList<>(spec.command());
        POSTGRES.forEach(setting -> command.addAll(List.of("-c", setting)));
        return new ProcessSpec(spec.name(), command, spec.environment(), spec.folder(), spec.log(), spec.stopSignal());
    }

    public Database database(String name) {
        return new Database(() -> connect(name), name);
    }

    /** An empty database of that name, owned by the administrator. */
    public Database freshDatabase(String name) {
        var administration = database("postgres");
        administration.run("drop database if exists " + name + " with (force)");
        administration.run("create database " + name);
        return database(name);
    }

    private Connection connect(String name) {
        try {
            return server.connect(name);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to " + name, e);
        }
    }

    public String url(String database) {
        return server.url(database);
    }

    public String administratorPassword() {
        return secrets.password("postgres.admin");
    }

    public String bootstrap() {
        return "127.0.0.1:" + ports.kafka();
    }

    public Layout layout() {
        return layout;
    }

    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return secrets;
    }

    ProcessHandle postgres() {
        return postgres.handle();
    }

    ProcessHandle kafka() {
        return kafka.handle();
    }

    /** It ends with the ground at the latest, also when the bench itself is stopped. */
    public void hold(ProcessHandle contender) {
        contenders.add(contender);
    }

    @Override
    public void close() {
        contenders.forEach(ProcessHandle::destroyForcibly);
        kafka.stop(GRACE);
        postgres.stop(GRACE);
        try {
            claimed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
