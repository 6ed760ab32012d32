package org.baoxue.local.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.local.suite.Service;

/** How far one service is: what it has yet to publish, where it reads, what falls due next. */
record Standing(Service service, long pending, Map<String, Long> nextOffsets, List<Due> due, long parked) {

    record Due(String name, Optional<Instant> next, long overdue) {}

    static Standing of(Service service, JsonNode json) {
        var offsets = new HashMap<String, Long>();
        for (var mark : json.path("inbox")) {
            offsets.put(
                    mark.path("topic").asText() + "/" + mark.path("partition").asInt(),
                    mark.path("next").asLong());
        }
        var due = new ArrayList<Due>();
        for (var work : json.path("due")) {
            var next = work.path("next");
            due.add(new Due(
                    work.path("name").asText(),
                    next.isTextual() ? Optional.of(Instant.parse(next.asText())) : Optional.empty(),
                    work.path("overdue").asLong()));
        }
        var pending = json.path("outbox")
                .path("count")
                .asLong(json.path("outbox").path("pending").asLong());
        return new Standing(
                service,
                pending,
                Map.copyOf(offsets),
                List.copyOf(due),
                json.path("parked").asLong());
    }

    Optional<Instant> next() {
        return due.stream().flatMap(work -> work.next().stream()).min(Instant::compareTo);
    }

    /** What is left to do at this instant, in words; empty when nothing is. A partition without a mark was never read. */
    List<String> reasons(List<String> reads, Map<String, Long> ends) {
        var reasons = new ArrayList<String>();
        if (pending > 0) {
            reasons.add(service.folder() + " has " + pending + " events to publish");
        }
        for (var work : due) {
            if (work.overdue() > 0) {
                reasons.add(service.folder() + " has " + work.overdue() + " overdue " + work.name());
            }
        }
        ends.forEach((partition, end) -> {
            if (isRead(partition.substring(0, partition.indexOf('/')), reads)
                    && nextOffsets.getOrDefault(partition, 0L) < end) {
                reasons.add(service.folder() + " has not read " + partition + " to " + end);
            }
        });
        return reasons;
    }

    private boolean isRead(String topic, List<String> reads) {
        return reads.contains(topic)
                || nextOffsets.keySet().stream().anyMatch(partition -> partition.startsWith(topic + "/"));
    }
}
