package org.baoxue.local.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is going to happen, in order of time and, at one time, in the order it was planned. */
final class Timetable {
    private final TreeMap<Instant, List<Runnable>> planned = new TreeMap<>();

    void at(Instant time, Runnable act) {
        planned.computeIfAbsent(time, _ -> new ArrayList<>()).add(act);
    }

    Optional<Instant> next() {
        return planned.isEmpty() ? Optional.empty() : Optional.of(planned.firstKey());
    }

    /** Takes out everything up to a time. */
    List<Runnable> due(Instant now) {
        var until = planned.headMap(now, true);
        var acts = until.values().stream().flatMap(List::stream).toList();
        until.clear();
        return acts;
    }
}
