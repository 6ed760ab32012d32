package org.baoxue.escalation.directory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.baoxue.kit.outbox.OutgoingEvent;

/** What is kept of a calendar that the directory no longer says: its topic holds only what each owner said last. */
final class CalendarEvents {
    private CalendarEvents() {}

    static OutgoingEvent kept(Map<String, Object> row, Instant now) {
        Map<String, Object> fields = new TreeMap<>(row);
        fields.put("ownerKind", Optional.ofNullable(fields.remove("kind")).orElseThrow());
        fields.put("at", now);
        return OutgoingEvent.of(
                "baoxue.escalation.v1",
                "calendar/" + row.get("owner"),
                "org.baoxue.escalation.calendar-kept.v1",
                0,
                fields,
                now);
    }
}
