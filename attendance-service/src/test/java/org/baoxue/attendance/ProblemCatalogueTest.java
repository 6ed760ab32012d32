package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every refusal that stands in the sources is told of in PROBLEMS.md under the status that it has, and no other. */
class ProblemCatalogueTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| ([0-9, ]+) \\|", Pattern.MULTILINE);
    private static final Pattern REFUSAL =
            Pattern.compile("(Problems\\.\\w+|Refused|new Problem)\\(\\s*(?:(\\w+),\\s*)?\"([a-z]+(?:-[a-z]+)*)\"");

    private static final Map<String, String> STATUS = Map.of(
            "Problems.badRequest", "400",
            "Problems.conflict", "409",
            "Refused", "409",
            "Problems.badGateway", "502",
            "Problems.preconditionFailed", "412",
            "Problems.preconditionRequired", "428",
            "Problems.unprocessable", "422");

    @Test
    void tells_of_what_every_service_refuses() throws IOException {
        assertThat(told("## Of every service", "HTTP itself"))
                .isEqualTo(refused(Path.of("../platform/kit/src/main/java")));
    }

    @Test
    void tells_of_what_this_service_refuses() throws IOException {
        var own = refused(Path.of("src/main/java"));
        own.keySet().removeAll(refused(Path.of("../platform/kit/src/main/java")).keySet());
        assertThat(told("## Of this service", null)).isEqualTo(own);
    }

    private static Map<String, Set<String>> told(String from, @Nullable String to) throws IOException {
        var text = Files.readString(Path.of("PROBLEMS.md"));
        int begins = text.indexOf(from);
        assertThat(begins).isPositive();
        var rows = ROW.matcher(text.substring(begins, to == null ? text.length() : text.indexOf(to)));
        var told = new TreeMap<String, Set<String>>();
        while (rows.find()) {
            var statuses = Arrays.stream(rows.group(2).split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(told.put(rows.group(1), statuses))
                    .as(rows.group(1) + " stands there twice")
                    .isNull();
        }
        return told;
    }

    private static Map<String, Set<String>> refused(Path sources) throws IOException {
        var refused = new TreeMap<String, Set<String>>();
        try (var files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                var refusals = REFUSAL.matcher(read(file));
                while (refusals.find()) {
                    refused.computeIfAbsent(refusals.group(3), type -> new TreeSet<>())
                            .add(status(refusals.group(1), refusals.group(2)));
                }
            });
        }
        return refused;
    }

    /** What the kit answers for a status that it does not know by name is a request that cannot be read. */
    private static String status(String how, @Nullable String said) {
        if (said != null) {
            return said.equals("status") ? "400" : said;
        }
        return STATUS.getOrDefault(how, how);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
