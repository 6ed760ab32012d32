package org.baoxue.escalation.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The payload of one event, field by field; what is missing is left out. */
final class Event {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Event with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    OutgoingEvent of(String name, String key, Instant at) {
        return OutgoingEvent.of(EscalationEvents.TOPIC, key, "org.baoxue.escalation." + name + ".v1", 0, fields, at);
    }
}
