package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.baoxue.notification.contact.Address;
import org.jspecify.annotations.Nullable;

/** Text messages through an HTTP gateway. */
@ApplicationScoped
class SmsChannel implements Channel {

    private final HttpCarrier carrier;
    private final DeliveryConfig.Sms config;

    SmsChannel(HttpCarrier carrier, DeliveryConfig config) {
        this.carrier = carrier;
        this.config = config.sms();
    }

    @Override
    public Address.Kind kind() {
        return Address.Kind.SMS;
    }

    @Override
    public Repeats repeats() {
        return config.knowsKeys() ? Repeats.ONCE : Repeats.AGAIN;
    }

    @Override
    public Outcome send(UUID key, Order order, @Nullable Attachment attachment) {
        var body = Json.write(Map.of("to", order.address().value(), "text", order.text()));
        var request = HttpRequest.newBuilder(config.url())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return switch (carrier.send(request)) {
            case HttpCarrier.Answer.None(var outcome) -> outcome;
            case HttpCarrier.Answer.Came(var status, var answer) -> read(answer);
        };
    }

    private static Outcome read(String answer) {
        try {
            var tree = Json.tree(answer);
            var id = tree.path("id").asText(null);
            return switch (tree.path("status").asText()) {
                case "delivered" -> new Outcome.Delivered(id, "delivered");
                case "rejected", "failed" -> new Outcome.Rejected("rejected");
                default -> new Outcome.Accepted(id, "accepted");
            };
        } catch (IllegalArgumentException notJson) {
            return new Outcome.Unknown("unreadable-answer");
        }
    }
}
