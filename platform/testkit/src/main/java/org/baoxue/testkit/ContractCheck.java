package org.baoxue.testkit;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds events against the publisher's {@code contracts/events}. */
public final class ContractCheck {

    private static final String SCHEMA = ".schema.json";

    private final Path events;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new TreeMap<>();

    private ContractCheck(Path contracts) {
        events = contracts.resolve("events");
        for (var file : files(events)) {
            var name = file.getFileName().toString();
            if (name.endsWith(SCHEMA)) {
                schemas.put(name.substring(0, name.length() - SCHEMA.length()), registry.getSchema(read(file)));
            }
        }
        if (schemas.isEmpty()) {
            throw new AssertionError("no schema in " + events);
        }
    }

    /** The contracts of a service, as {@code Path.of("contracts")} or {@code Path.of("../x-service/contracts")}. */
    public static ContractCheck of(Path contracts) {
        return new ContractCheck(contracts);
    }

    /** What is wrong with a payload of a CloudEvents type such as {@code org.baoxue.case.case-opened.v1}; empty when nothing is. */
    public List<String> faults(String type, String payload) {
        var name = type.replaceFirst("^org\\.baoxue\\.[a-z-]+\\.", "");
        var schema = schemas.get(name);
        if (schema == null) {
            return List.of("no schema for " + name + " in " + events);
        }
        return schema.validate(payload, InputFormat.JSON).stream()
                .map(error -> name + " " + error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** Fails unless each schema has an example and each example fits its schema. */
    public void examplesFit() {
        var examples = examples();
        var without = schemas.keySet().stream()
                .filter(name -> examples.keySet().stream().noneMatch(file -> file.startsWith(name + ".")))
                .toList();
        if (!without.isEmpty()) {
            throw new AssertionError("no example for " + without);
        }
        var faults = examples.entrySet().stream()
                .flatMap(example -> faults(nameOf(example.getKey()), example.getValue()).stream()
                        .map(fault -> example.getKey() + ": " + fault))
                .toList();
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    /** Example payloads by file name, {@code <name>.v1.<case>.json}. */
    public Map<String, String> examples() {
        var found = new TreeMap<String, String>();
        for (var file : files(events.resolve("examples"))) {
            found.put(file.getFileName().toString(), read(file));
        }
        return found;
    }

    /** The event's name and version in an example's file name: {@code case-opened.v1}. */
    public static String nameOf(String exampleFile) {
        return exampleFile.replaceFirst("^(.*?\\.v\\d+)\\..*$", "$1");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
