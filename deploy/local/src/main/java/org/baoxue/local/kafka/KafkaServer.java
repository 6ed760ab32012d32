package org.baoxue.local.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.process.ProcessSpec.StopSignal;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** One Kafka node (broker and controller) in a JVM of its own. */
public final class KafkaServer {
    private static final Duration START = Duration.ofSeconds(90);

    private final Layout layout;
    private final int port;
    private final int controllerPort;

    public KafkaServer(Layout layout, int port, int controllerPort) {
        this.layout = layout;
        this.port = port;
        this.controllerPort = controllerPort;
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
            if (Files.exists(layout.kafkaData().resolve("log/meta.properties"))) {
                return;
            }
            var format = java(
                    "kafka-format",
                    List.of(
                            "kafka.tools.StorageTool",
                            "format",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            settingsFile().toString()));
            if (Child.run(format, Duration.ofMinutes(2)) != 0) {
                throw new Trouble("Kafka could not format " + layout.kafkaData() + ": see " + layout.log("kafka-format")
                        + " (a full disk is the usual cause).");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProcessSpec spec() {
        return java("kafka", List.of("kafka.Kafka", settingsFile().toString()));
    }

    private ProcessSpec java(String name, List<String> mainAndArguments) {
        var command = new java.util.ArrayList<>(List.of(
                Layout.java().toString(),
                "-Xms96m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.config.file=" + loggingFile(),
                "-cp",
                layout.libraries().resolve("*").toString()));
        command.addAll(mainAndArguments);
        return new ProcessSpec(name, command, Map.of(), layout.kafkaData(), layout.log(name), StopSignal.TERM);
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
                """.formatted(port, controllerPort, layout.kafkaData().resolve("log"));
    }

    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=WARNING
            kafka.server.KafkaRaftServer.level=INFO
            java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
            """;
}
