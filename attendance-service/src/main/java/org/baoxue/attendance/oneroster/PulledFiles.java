package org.baoxue.attendance.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The records of a OneRoster server as the CSV files that say the same, in a folder that only this process may read and that is gone
 * when this is closed: line n of a file is the server's record n - 1.
 */
final class PulledFiles implements AutoCloseable {

    /** Where in a record stands what a column says; a reference is named by its id. */
    private static final Map<String, List<String>> CLASSES =
            columns("sourcedId", "status", "title", "grades", "classType", "schoolSourcedId=school.sourcedId");

    private static final Map<String, List<String>> ENROLLMENTS = columns(
            "sourcedId",
            "status",
            "classSourcedId=class.sourcedId",
            "schoolSourcedId=school.sourcedId",
            "userSourcedId=user.sourcedId",
            "role",
            "beginDate",
            "endDate");

    private static final Map<String, List<String>> USERS = columns(
            "sourcedId",
            "status",
            "givenName",
            "familyName",
            "grades",
            "agentSourcedIds=agents.sourcedId",
            "sms",
            "phone",
            "email",
            "metadata.place=metadata.place",
            "metadata.homePlace=metadata.homePlace",
            "metadata.studentNumber=metadata.studentNumber",
            "metadata.identityNumber=metadata.identityNumber",
            "metadata.language=metadata.language");

    private final Path folder;

    PulledFiles() {
        try {
            this.folder = Files.createTempDirectory("baoxue-roster");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** @param read gives each record of a collection of the school */
    CsvFiles write(String school, BiConsumer<String, Consumer<JsonNode>> read) {
        write("classes.csv", CLASSES, "/schools/" + school + "/classes", read);
        write("enrollments.csv", ENROLLMENTS, "/schools/" + school + "/enrollments", read);
        write("users.csv", USERS, "/users", read);
        return CsvFiles.ofFiles(List.of("classes.csv", "enrollments.csv", "users.csv").stream()
                .collect(Collectors.toMap(name -> name, folder::resolve)));
    }

    private void write(
            String file, Map<String, List<String>> columns, String path, BiConsumer<String, Consumer<JsonNode>> read) {
        try (var csv = CsvWriter.builder().build(folder.resolve(file))) {
            csv.writeRecord(columns.keySet());
            read.accept(
                    path,
                    record -> csv.writeRecord(columns.values().stream()
                            .map(where -> text(record, where))
                            .toList()));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static String text(JsonNode record, List<String> where) {
        var value = record;
        for (var step : where) {
            if (value.isArray()) {
                return all(value, step);
            }
            value = value.path(step);
        }
        return value.isArray() ? all(value, "") : value.isNull() ? "" : value.asText();
    }

    private static String all(JsonNode array, String step) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(one -> step.isEmpty() ? one.asText() : one.path(step).asText())
                .collect(Collectors.joining(","));
    }

    private static Map<String, List<String>> columns(String... named) {
        var columns = new LinkedHashMap<String, List<String>>();
        for (var one : named) {
            int is = one.indexOf('=');
            columns.put(
                    is < 0 ? one : one.substring(0, is),
                    List.of(one.substring(is + 1).split("\\.", -1)));
        }
        return columns;
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
