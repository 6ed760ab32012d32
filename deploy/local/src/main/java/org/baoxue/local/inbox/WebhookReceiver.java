package org.baoxue.local.inbox;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Receives webhooks and takes only those whose Standard Webhooks signature is right; a repeated id is taken once. */
final class WebhookReceiver {
    private final Messages messages;
    private final Webhook check;
    private final Set<String> seen = new HashSet<>();

    WebhookReceiver(Messages messages, String secret) {
        this.messages = messages;
        try {
            this.check = new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("a webhook receiver needs a secret", e);
        }
    }

    /** The HTTP status to answer. */
    synchronized int receive(String to, Map<String, List<String>> headers, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        try {
            check.verify(text, HttpHeaders.of(headers, (_, _) -> true));
        } catch (WebhookVerificationException e) {
            return 401;
        }
        var id = headers.getOrDefault("Webhook-id", List.of("")).getFirst();
        if (seen.add(to + " " + id)) {
            messages.add(new Messages.Arrival(Message.Channel.WEBHOOK, id, to, "", text, List.of(), Map.of()));
        }
        return 204;
    }
}
