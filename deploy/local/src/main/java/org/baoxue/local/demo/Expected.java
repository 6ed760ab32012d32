package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.local.http.Json;

/** What the sample year must give, as a calculation that shares nothing with the suite's rules says. */
final class Expected {
    private static final int NAMED = 5;

    private final JsonNode says;

    private Expected(JsonNode says) {
        this.says = says;
    }

    static Expected ofGrandBend() {
        try (var file = Expected.class.getResourceAsStream("/grand-bend/expected.json")) {
            return new Expected(Json.MAPPER.readTree(Objects.requireNonNull(file, "expected.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> faults(Tally tally) {
        var must = new TreeSet<String>();
        says.path("everySpell").forEach(line -> must.add(withoutCount(line.asText())));
        var came = tally.spellLines();
        var faults = new ArrayList<String>();
        difference("missing", must, came, faults);
        difference("too much", came, must, faults);
        count(
                "day-3 firings",
                says.at("/fired/day3").asInt(),
                tally.fired().getOrDefault("suspected-dropout", 0),
                faults);
        count("day-7 firings", says.at("/fired/day7").asInt(), tally.fired().getOrDefault("formal-report", 0), faults);
        return faults;
    }

    private static void difference(String what, Set<String> these, Set<String> those, List<String> faults) {
        var rest = new TreeSet<>(these);
        rest.removeAll(those);
        if (!rest.isEmpty()) {
            faults.add("%d spells %s, for example %s"
                    .formatted(rest.size(), what, rest.stream().limit(NAMED).toList()));
        }
    }

    private static void count(String what, int must, int came, List<String> faults) {
        if (must != came) {
            faults.add(what + ": " + came + " instead of " + must);
        }
    }

    /** The last word is the number of counted days, which the events do not say. */
    private static String withoutCount(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }
}
