package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What came of a story.
 *
 * @param table the report's, without its lateness
 * @param notices every notice of every child and office: to whom, about what, how it ended
 */
record Outcome(JsonNode table, List<String> notices) {
    Outcome {
        notices = sorted(notices);
    }

    private static List<String> sorted(List<String> lines) {
        var sorted = new ArrayList<>(lines);
        Collections.sort(sorted);
        return List.copyOf(sorted);
    }

    /** What another outcome has too little or too much of, in words; empty when it is the same. */
    List<String> differences(Outcome other) {
        var differences = new ArrayList<String>();
        table.properties().forEach(entry -> {
            var found = other.table().path(entry.getKey());
            if (!entry.getValue().equals(found)) {
                differences.add(entry.getKey() + ": " + entry.getValue() + " became " + found);
            }
        });
        differences.addAll(differences(notices, other.notices()));
        return differences;
    }

    private static List<String> differences(List<String> expected, List<String> found) {
        var lost = new ArrayList<>(expected);
        found.forEach(lost::remove);
        var added = new ArrayList<>(found);
        expected.forEach(added::remove);
        var lines = new ArrayList<String>();
        lost.forEach(line -> lines.add("notice lost: " + line));
        added.forEach(line -> lines.add("notice too much: " + line));
        return lines;
    }
}
