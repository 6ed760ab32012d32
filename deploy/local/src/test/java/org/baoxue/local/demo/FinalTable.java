package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Layout;

/**
 * The table that the small story ends with when nothing happens to the suite, and therefore always, but for its lateness,
 * which is real time: {@link Scene} bounds it.
 */
final class FinalTable {
    private static final Path FILE = Layout.checkout().resolve("deploy/local/src/test/resources/small-story.json");

    private FinalTable() {}

    /** In words; with {@code -Dbaoxue.story.write=true} this table becomes the one to compare with. */
    static List<String> differences(Path reportFile) {
        var found = table(reportFile);
        if (Boolean.getBoolean("baoxue.story.write")) {
            if (!"false".equals(System.getProperty("baoxue.faults"))) {
                throw new IllegalStateException("Only an undisturbed story may be written: add -Dbaoxue.faults=false.");
            }
            write(found);
        }
        var differences = new ArrayList<String>();
        var expected = table(FILE);
        var keys = new TreeSet<String>();
        found.fieldNames().forEachRemaining(keys::add);
        expected.fieldNames().forEachRemaining(keys::add);
        for (var key : keys) {
            if (!expected.path(key).equals(found.path(key))) {
                differences.add(key + ": " + found.path(key) + " instead of " + expected.path(key));
            }
        }
        return differences;
    }

    private static JsonNode table(Path file) {
        try {
            var table = Json.read(Files.readAllBytes(file));
            ((ObjectNode) table).remove("maxLatenessSeconds");
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + file, e);
        }
    }

    private static void write(JsonNode table) {
        try {
            Files.writeString(FILE, Json.write(table) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the table " + FILE, e);
        }
    }
}
