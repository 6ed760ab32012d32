package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One event as the demo reads it from a topic; {@code name} is the middle of its type: {@code duty-opened}. */
record Event(String id, String family, String name, Instant at, JsonNode payload) {
    String text(String field) {
        return payload.path(field).asText("");
    }

    Instant instant(String field) {
        return Instant.parse(payload.path(field).asText());
    }

    boolean is(String wantedFamily, String wantedName) {
        return family.equals(wantedFamily) && name.equals(wantedName);
    }
}
