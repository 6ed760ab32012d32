package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down, for the known children, what was said of them, what was done, when, and why. */
final class Diary {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MM-dd HH:mm", Locale.ENGLISH);
    private static final List<String> MARKS = List.of("absent", "late", "leave", "present");

    private final ZoneId zone;
    private final Map<String, List<String>> pages = new HashMap<>();
    private final Map<String, List<String>> childrenOfClass = new HashMap<>();
    private final Map<String, String> lastMark = new HashMap<>();

    Diary(ZoneId zone, List<KnownChild> children) {
        this.zone = zone;
        for (var known : children) {
            var page = new ArrayList<String>();
            pages.put(known.child().id(), page);
            childrenOfClass
                    .computeIfAbsent(known.child().classId(), _ -> new ArrayList<>())
                    .add(known.child().id());
            if (known.isAboutItsClass()) {
                pages.put(known.child().classId(), page);
            }
        }
    }

    void write(Event event) {
        if (event.is("attendance", "roll-call-recorded")) {
            for (var child : childrenOfClass.getOrDefault(event.text("class"), List.of())) {
                pages.computeIfAbsent(child, _ -> new ArrayList<>()).addAll(marked(child, event));
            }
            return;
        }
        var page = pages.get(event.text("student").isEmpty() ? event.text("class") : event.text("student"));
        if (page != null && !event.name().equals("enrolment-changed")) {
            page.add(time(event) + what(event) + why(event));
        }
    }

    List<String> of(String student) {
        return pages.getOrDefault(student, List.of());
    }

    /** A line for a mark other than the one before; that somebody is present as ever is not worth one. */
    private List<String> marked(String child, Event rollCall) {
        for (var mark : MARKS) {
            if (has(rollCall.payload().path(mark), child)) {
                var before = lastMark.put(child, mark);
                boolean asEver = mark.equals("present") && (before == null || before.equals("present"));
                var reason = rollCall.text("reason").isEmpty() ? "" : ", corrected: " + rollCall.text("reason");
                return asEver
                        ? List.of()
                        : List.of(time(rollCall) + "marked " + mark + " for " + rollCall.text("date") + " "
                                + rollCall.text("session") + reason);
            }
        }
        return List.of();
    }

    private static boolean has(JsonNode list, String child) {
        for (var student : list) {
            if (student.asText().equals(child)) {
                return true;
            }
        }
        return false;
    }

    private String time(Event event) {
        return event.at().atZone(zone).format(TIME) + "  ";
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
