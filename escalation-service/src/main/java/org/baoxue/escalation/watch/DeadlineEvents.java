package org.baoxue.escalation.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.baoxue.escalation.duty.Deadline;
import org.baoxue.kit.outbox.OutgoingEvent;

/** Which deadlines of an absence moved, from when to when, and why. */
final class DeadlineEvents {
    private DeadlineEvents() {}

    /** Nothing is said where nothing was expected before, of what fired, and of an absence that has ended. */
    static Optional<OutgoingEvent> moved(KnownSpell before, KnownSpell after, Instant now) {
        List<Map<String, Object>> moved = new ArrayList<>();
        if (!after.spell().isOpen()) {
            return Optional.empty();
        }
        after.deadlines().forEach((rule, deadline) -> {
            Deadline was = before.deadlines().get(rule);
            if (was != null && !was.equals(deadline)) {
                Map<String, Object> one = row(rule, deadline);
                one.put("wasDay", was.day());
                one.put("wasAt", was.at());
                one.put("reason", reason(before, after, was, deadline));
                moved.add(one);
            }
        });
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of(EscalationEvents.about(after.child())
                        .with("spell", after.spell().id())
                        .with("moved", moved)
                        .with("at", now)
                        .of("deadlines-moved", after.child().student(), now));
    }

    static List<Map<String, Object>> of(SortedMap<String, Deadline> deadlines) {
        List<Map<String, Object>> rows = new ArrayList<>();
        deadlines.forEach((rule, deadline) -> rows.add(row(rule, deadline)));
        return rows;
    }

    /** Another opening counts other days; the same one does so by another calendar only; on the same day it is held or let go. */
    private static String reason(KnownSpell before, KnownSpell after, Deadline was, Deadline is) {
        boolean sameOpening = before.spell().opened().equals(after.spell().opened())
                && before.spell().openedAt().equals(after.spell().openedAt());
        if (!sameOpening) {
            return "OPENING";
        }
        if (!was.day().equals(is.day())) {
            return "CALENDAR";
        }
        return is.at().isAfter(was.at()) ? "HELD" : "RELEASED";
    }

    private static Map<String, Object> row(String rule, Deadline deadline) {
        Map<String, Object> row = new TreeMap<>();
        row.put("rule", rule);
        row.put("day", deadline.day());
        row.put("at", deadline.at());
        return row;
    }
}
