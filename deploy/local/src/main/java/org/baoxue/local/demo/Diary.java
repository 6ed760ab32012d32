package org.baoxue.local.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down, for the known children, what was done, when, and why. */
final class Diary {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MM-dd HH:mm", Locale.ENGLISH);

    private final ZoneId zone;
    private final Map<String, List<String>> pages = new HashMap<>();

    Diary(ZoneId zone, List<KnownChild> children) {
        this.zone = zone;
        children.forEach(known -> pages.put(known.child().id(), new ArrayList<>()));
    }

    void write(Event event) {
        var page = pages.get(event.text("student"));
        if (page != null && !event.family().equals("attendance")) {
            page.add(event.at().atZone(zone).format(TIME) + "  " + what(event) + why(event));
        }
    }

    List<String> of(String student) {
        return pages.getOrDefault(student, List.of());
    }

    private static String what(Event event) {
        var words = new StringBuilder(event.name().replace('-', ' '));
        for (var field : List.of("rule", "ending", "kind", "reason", "report", "occasion")) {
            if (!event.text(field).isEmpty()) {
                words.append(' ').append(event.text(field));
            }
        }
        if (event.payload().has("day")) {
            words.append(" day ").append(event.payload().path("day").asInt());
        }
        var audience = event.payload().path("audience").path("post").asText("");
        return audience.isEmpty() ? words.toString() : words + " to " + audience;
    }

    private static String why(Event event) {
        var text = event.payload().path("why").path("text").path("en").asText("");
        return text.isEmpty() ? "" : ": " + text;
    }
}
