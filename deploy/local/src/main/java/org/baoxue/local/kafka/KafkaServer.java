package org.baoxue.local.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.StartCache;

/** One Kafka node (broker and controller) in a JVM of its own. */
public final class KafkaServer {
    private static final int NODE = 1;
    private static final Duration START = Duration.ofSeconds(90);

    private final Layout layout;
    private final int port;
    private final int controllerPort;
    private final boolean learns;

    /** @param learns whether this run makes the start-up cache when there is none */
    public KafkaServer(Layout layout, int port, int controllerPort, boolean learns) {
        this.layout = layout;
        this.port = port;
        this.controllerPort = controllerPort;
        this.learns = learns;
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Writes the settings and formats the log folder unless it is formatted. */
    public void prepare() {
        try {
            Files.createDirectories(layout.kafkaData());
            Files.writeString(settingsFile(), settings());
            Files.writeString(loggingFile(), LOGGING);
            if (Files.exists(logFolder().resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(logFolder().toString()))
                    .setMetadataLogDirectory(logFolder().toString())
                    .run();
        } catch (Exception e) {
            throw new Trouble(
                    "Kafka's folder " + layout.kafkaData() + " could not be made (" + e.getMessage()
                            + "): a full disk is the usual cause.",
                    e);
        }
    }

    public static StartCache startCache(Layout layout) {
        return StartCache.of(layout.libraries(), layout.unpacked("kafka.aot"));
    }

    public ProcessSpec spec() {
        var command = new ArrayList<>(List.of(
                Layout.java().toString(),
                "-Xms96m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.config.file=" + loggingFile()));
        command.addAll(startCache(layout).options(learns));
        command.addAll(List.of(
                "-cp",
                layout.libraries().resolve("*").toString(),
                "kafka.Kafka",
                settingsFile().toString()));
        return new ProcessSpec("kafka", command, Map.of(), layout.kafkaData(), layout.log("kafka"), StopSignal.TERM);
    }

    public void awaitReady(Child child) {
        Map<String, Object> quietly =
                Map.of("bootstrap.servers", bootstrap(), "request.timeout.ms", 2000, "default.api.timeout.ms", 2000);
        boolean listening = Await.until(() -> !child.alive() || Sockets.open(port), START, Duration.ofMillis(100));
        if (listening && child.alive()) {
            try (var admin = Admin.create(quietly)) {
                if (Await.until(() -> !child.alive() || answers(admin), START, Duration.ofMillis(100))
                        && child.alive()) {
                    return;
                }
            }
        }
        throw new Trouble("Kafka did not start: see " + layout.log("kafka") + ".");
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path logFolder() {
        return layout.kafkaData().resolve("log");
    }

    private Path settingsFile() {
        return layout.kafkaData().resolve("server.properties");
    }

    private Path loggingFile() {
        return layout.kafkaData().resolve("logging.properties");
    }

    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # events carry the set clock's time, which may lie years back
                log.message.timestamp.before.max.ms=9223372036854775807
                log.message.timestamp.after.max.ms=9223372036854775807
                """.formatted(port, controllerPort, logFolder());
    }

    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            kafka.server.KafkaRaftServer.level=INFO
            java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
            """;
}
