package org.baoxue.local.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far one service is: what it has yet to publish, where it reads, what falls due next. */
record Standing(String service, long pending, Map<String, Long> nextOffsets, List<Due> due, long parked) {

    record Due(String name, Optional<Instant> next, long overdue) {}

    static Standing of(JsonNode json) {
        var offsets = new HashMap<String, Long>();
        for (var mark : json.path("inbox")) {
            offsets.put(
                    mark.path("topic").asText() + "/" + mark.path("partition").asInt(),
                    mark.path("next").asLong());
        }
        var due = new ArrayList<Due>();
        for (var work : json.path("due")) {
            var next = work.path("next").asText("");
            due.add(new Due(
                    work.path("name").asText(),
                    next.isEmpty() || next.equals("null") ? Optional.empty() : Optional.of(Instant.parse(next)),
                    work.path("overdue").asLong()));
        }
        return new Standing(
                json.path("service").asText(),
                json.path("outbox").path("pending").asLong(),
                Map.copyOf(offsets),
                List.copyOf(due),
                json.path("parked").asLong());
    }

    Optional<Instant> next() {
        return due.stream().flatMap(work -> work.next().stream()).min(Instant::compareTo);
    }

    /** Nothing to publish, nothing overdue, everything read. A partition never read from has no mark: its end must be 0. */
    boolean drained(Map<String, Long> ends) {
        return pending == 0
                && due.stream().allMatch(work -> work.overdue() == 0)
                && nextOffsets.entrySet().stream()
                        .allMatch(mark -> mark.getValue() >= ends.getOrDefault(mark.getKey(), 0L));
    }
}
