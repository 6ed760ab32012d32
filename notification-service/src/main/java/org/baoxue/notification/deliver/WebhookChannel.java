package org.baoxue.notification.deliver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.baoxue.notification.contact.Address;
import org.jspecify.annotations.Nullable;

/** Signed calls after the Standard Webhooks: {@code webhook-id} is the same on every attempt. */
@ApplicationScoped
class WebhookChannel implements Channel {

    /** Receivers hold a signature against their own clocks: like tokens, it lives by real time. */
    private static final InstantSource REAL_TIME = InstantSource.system();

    private final HttpCarrier carrier;
    private final boolean allowHttp;

    WebhookChannel(HttpCarrier carrier, DeliveryConfig config) {
        this.carrier = carrier;
        this.allowHttp = config.webhook().allowHttp();
    }

    @Override
    public Address.Kind kind() {
        return Address.Kind.WEBHOOK;
    }

    @Override
    public Repeats repeats() {
        return Repeats.ONCE;
    }

    @Override
    public Outcome send(UUID key, Order order, @Nullable Attachment attachment) {
        var secret = order.address().secret();
        if (secret == null || secret.isBlank()) {
            return new Outcome.Refused("no-secret");
        }
        var address = address(order.address().value());
        if (address == null) {
            return new Outcome.Refused("bad-address");
        }
        var at = REAL_TIME.instant();
        var body = body(key, order, attachment);
        try {
            var signature = new Webhook(secret).sign(key.toString(), at.getEpochSecond(), body);
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .header("webhook-id", key.toString())
                    .header("webhook-timestamp", String.valueOf(at.getEpochSecond()))
                    .header("webhook-signature", signature)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            return switch (carrier.send(request)) {
                case HttpCarrier.Answer.None(var outcome) -> outcome;
                case HttpCarrier.Answer.Came(var status, var answer) -> new Outcome.Delivered(null, "http-" + status);
            };
        } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException badSecret) {
            return new Outcome.Refused("bad-secret");
        }
    }

    private @Nullable URI address(String text) {
        try {
            var address = URI.create(text);
            boolean allowed = "https".equals(address.getScheme()) || (allowHttp && "http".equals(address.getScheme()));
            return allowed && address.getHost() != null ? address : null;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String body(UUID key, Order order, @Nullable Attachment attachment) {
        var data = new LinkedHashMap<String, Object>();
        data.put("message", key);
        data.put("subject", order.subject());
        data.put("text", order.text());
        if (attachment != null) {
            data.put(
                    "document",
                    Map.of(
                            "name", attachment.name(),
                            "type", attachment.type(),
                            "sha256", attachment.sha256(),
                            "base64", Base64.getEncoder().encodeToString(attachment.bytes())));
        }
        return Json.write(Map.of("type", "baoxue.notice", "data", data));
    }
}
