package org.baoxue.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import org.baoxue.local.http.Json;

/** What a token says. */
final class Claims {
    private Claims() {}

    static JsonNode of(String token) {
        return Json.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
