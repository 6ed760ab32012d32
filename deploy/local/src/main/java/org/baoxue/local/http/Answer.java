package org.baoxue.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.baoxue.local.process.Trouble;

/** What a server answered. */
public record Answer(String request, int status, String text, Optional<String> etag, Optional<String> location) {

    public boolean good() {
        return status >= 200 && status < 300;
    }

    public JsonNode json() {
        return text.isEmpty() ? MissingNode.getInstance() : Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, or the server's own words as the trouble. */
    public Answer mustBeGood() {
        if (!good()) {
            throw new Trouble(request + " answered " + status + ": " + text);
        }
        return this;
    }
}
