package org.baoxue.kit.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Deterministic identities: the same fact has the same id however often it is published. */
public final class EventId {

    private EventId() {}

    /** A name-based UUID of the parts, in order; their boundaries count. */
    public static UUID of(Object... parts) {
        var name = new StringBuilder();
        for (var part : parts) {
            var text = String.valueOf(part);
            name.append(text.length()).append(':').append(text).append('|');
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
    }
}
