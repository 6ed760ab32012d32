package org.baoxue.local.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.baoxue.local.http.Json;

/**
 * A text-message carrier that knows idempotency keys: the same key with the same order is answered as the first time and
 * sent once; with another order it is refused.
 */
final class SmsGateway {
    private record Order(String content, String messageId) {}

    record Reply(int status, JsonNode body) {}

    private final Messages messages;
    private final String token;
    private final Map<String, Order> orders = new HashMap<>();

    SmsGateway(Messages messages, String token) {
        this.messages = messages;
        this.token = token;
    }

    synchronized Reply order(String authorization, String key, byte[] body) {
        if (!authorization.equals("Bearer " + token)) {
            return problem(401, "the gateway's token is missing or wrong");
        }
        if (key.isBlank()) {
            return problem(400, "an Idempotency-Key header is needed");
        }
        var order = Json.read(body);
        var to = order.path("to").asText("");
        var text = order.path("text").asText("");
        if (to.isBlank() || text.isBlank()) {
            return problem(422, "to and text are needed");
        }
        var known = orders.get(key);
        if (known != null) {
            return known.content().equals(order.toString())
                    ? accepted(known.messageId())
                    : problem(409, "this key was used for another message");
        }
        var messageId = UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        orders.put(key, new Order(order.toString(), messageId));
        messages.add(new Messages.Arrival(
                Message.Channel.SMS, key, to, "", text, List.of(), Map.of("Message-Id", messageId)));
        return accepted(messageId);
    }

    private static Reply accepted(String messageId) {
        return new Reply(202, Json.object().put("id", messageId).put("status", "delivered"));
    }

    private static Reply problem(int status, String sentence) {
        return new Reply(status, Json.object().put("title", sentence).put("status", status));
    }
}
