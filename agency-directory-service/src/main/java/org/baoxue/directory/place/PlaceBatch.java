package org.baoxue.directory.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The lines of a file on their way: which can be written now, which wait for a parent that stands further down, which are
 * refused and why. The later of two lines with one code counts.
 */
final class PlaceBatch {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_NAMED = 100;

    private final Predicate<String> allowed;
    private final Function<Collection<String>, Map<String, Level>> known;
    private final Function<Collection<Place>, Map<String, String>> overlaps;
    private final Map<String, PlaceLine.Read> lines = new LinkedHashMap<>();
    private final List<PlaceLine.Read> waiting = new ArrayList<>();
    private final List<PlaceImport.Refusal> refusals = new ArrayList<>();
    private boolean last;
    private long seen;
    private long created;
    private long changed;
    private long refused;

    /**
     * @param known the levels of those of the codes that are places already
     * @param overlaps those of the places whose code runs into another's, with that other
     */
    PlaceBatch(
            Predicate<String> allowed,
            Function<Collection<String>, Map<String, Level>> known,
            Function<Collection<Place>, Map<String, String>> overlaps) {
        this.allowed = allowed;
        this.known = known;
        this.overlaps = overlaps;
    }

    int size() {
        return lines.size();
    }

    void add(PlaceLine line) {
        seen++;
        switch (line) {
            case PlaceLine.Refused(long number, var code, var why) -> refuse(number, code, why);
            case PlaceLine.Read read -> {
                if (allowed.test(read.place().code())) {
                    lines.put(read.place().code(), read);
                } else {
                    refuse(read.number(), read.place().code(), "code: lies outside what your token allows");
                }
            }
        }
    }

    /** No more lines come: what waited for its parent is tried again, and then refused. */
    void lastCall() {
        last = true;
        waiting.forEach(line -> lines.putIfAbsent(line.place().code(), line));
        waiting.clear();
    }

    /** Empties the batch; returns what can be written, parents known or among it. */
    List<Place> ready() {
        refuseOverlaps();
        var levels = new HashMap<>(known.apply(parents()));
        var ready = new ArrayList<Place>();
        lines.values().stream()
                .sorted(Comparator.comparing(line -> line.place().level()))
                .forEach(line -> {
                    var place = line.place();
                    var parent = place.parent() == null ? null : levels.get(place.parent());
                    if (place.parent() == null || (parent != null && parent.compareTo(place.level()) < 0)) {
                        levels.put(place.code(), place.level());
                        ready.add(place);
                    } else {
                        keepOrRefuse(line);
                    }
                });
        lines.clear();
        return ready;
    }

    void count(int newOnes, int changedOnes) {
        created += newOnes;
        changed += changedOnes;
    }

    PlaceImport.Outcome outcome() {
        return new PlaceImport.Outcome(
                seen, created, changed, seen - created - changed - refused, refused, List.copyOf(refusals));
    }

    private List<String> parents() {
        var parents = new ArrayList<String>();
        for (var line : lines.values()) {
            if (line.place().parent() != null) {
                parents.add(line.place().parent());
            }
        }
        return parents.stream().distinct().toList();
    }

    private void keepOrRefuse(PlaceLine.Read line) {
        if (!last && waiting.size() < MOST_WAITING) {
            waiting.add(line);
        } else {
            refuse(
                    line.number(),
                    line.place().code(),
                    "parent: there is no place %s above it"
                            .formatted(line.place().parent()));
        }
    }

    private void refuseOverlaps() {
        overlaps.apply(lines.values().stream().map(PlaceLine.Read::place).toList())
                .forEach((code, other) -> {
                    var line = Objects.requireNonNull(lines.remove(code));
                    refuse(
                            line.number(),
                            code,
                            "code: it begins with %s, or %s with it, though neither place lies below the other"
                                    .formatted(other, other));
                });
    }

    /** The file cannot be read from here on; the lines before are taken. */
    void breaksOff(long number, String why) {
        seen++;
        refuse(number, "", why);
    }

    boolean hasSeenLines() {
        return seen > 0;
    }

    private void refuse(long number, String code, String why) {
        refused++;
        if (refusals.size() < MOST_NAMED) {
            refusals.add(new PlaceImport.Refusal(number, code, why));
        }
    }
}
