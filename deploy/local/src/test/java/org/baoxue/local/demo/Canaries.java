package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;

/** Every name and telephone number of a child's record in a story: they stand in no log, no metric and no topic. */
final class Canaries {
    private static final int NUMBER_WITHIN_THE_COUNTRY = 4;

    private final Set<String> words;

    Canaries(World world) {
        var names = world.children().stream().map(World.Child::name).collect(Collectors.toSet());
        world.holders().forEach(holder -> names.remove(holder.name())); // who bears an officer's name proves nothing
        assertFalse(names.isEmpty(), "names that only children bear");
        this.words = Stream.concat(names.stream(), world.children().stream().map(child -> child.phone()
                        .substring(NUMBER_WITHIN_THE_COUNTRY)))
                .collect(Collectors.toSet());
    }

    /** What was found and where, and not what it says. */
    List<String> found(Path logs, Ports ports) {
        var found = new ArrayList<String>();
        inLogs(logs, found);
        for (var service : Service.values()) {
            look("the metrics of " + service.folder(), metrics(ports.of(service)), found);
        }
        var bootstrap = "127.0.0.1:" + ports.kafka();
        var beginnings = new HashMap<TopicPartition, Long>();
        Published.ends(bootstrap).keySet().forEach(partition -> beginnings.put(partition, 0L));
        Published.since(bootstrap, beginnings)
                .forEach(said ->
                        look("an event " + said.split(" ", -1)[1] + " in " + said.split(" ", -1)[0], said, found));
        return found.stream().distinct().toList();
    }

    private static String metrics(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            return answer.body();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What carriers, the sign-in server and whoever plays the story write is not the suite's. */
    private void inLogs(Path logs, List<String> found) {
        Predicate<String> ours = name -> name.startsWith("postgres")
                || name.startsWith("kafka")
                || Stream.of(Service.values()).anyMatch(service -> name.startsWith(service.folder()));
        try (var files = Files.list(logs)) {
            var all = files.filter(file -> ours.test(file.getFileName().toString()))
                    .toList();
            assertFalse(all.size() < Service.values().length, "logs of all services: " + all);
            for (var file : all) {
                look(
                        "the log " + file.getFileName(),
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
                        found);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void look(String where, String text, List<String> found) {
        words.stream().filter(text::contains).findFirst().ifPresent(word -> found.add("personal in " + where));
    }
}
