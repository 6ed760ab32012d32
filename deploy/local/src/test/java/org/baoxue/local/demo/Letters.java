package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.local.http.Http;

/** What carriers brought, as a person's mailbox and telephone keep it: the same id twice is the same message. */
final class Letters {
    private final Http http = new Http();
    private final String inbox;
    private final Map<String, String> kept = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> contradictions = new ArrayList<>();

    Letters(int inboxPort) {
        this.inbox = "http://127.0.0.1:" + inboxPort + "/messages";
    }

    /** The inbox forgets when it is stopped: to be called before, and at the end. */
    void collect() {
        http.get(inbox, "").mustBeGood().json().forEach(this::keep);
    }

    private void keep(JsonNode message) {
        var id = message.path("id").asText().replaceAll("[<>]|@.*", "");
        var text = message.path("channel").asText() + " to "
                + message.path("to").asText() + ": " + message.path("subject").asText() + " | "
                + message.path("text").asText();
        var before = kept.put(id + " " + message.path("to").asText(), text);
        ids.add(id);
        if (before != null && !before.equals(text)) {
            contradictions.add("one id, two messages: " + before + " and " + text);
        }
    }

    /** Compared with the messages that the suite says it delivered: each arrived, and none that it knows nothing of. */
    List<String> faults(Set<String> delivered) {
        var faults = new ArrayList<>(contradictions);
        delivered.stream().filter(id -> !ids.contains(id)).forEach(id -> faults.add("message lost: " + id));
        ids.stream().filter(id -> !delivered.contains(id)).forEach(id -> faults.add("message of no notice: " + id));
        return faults;
    }
}
