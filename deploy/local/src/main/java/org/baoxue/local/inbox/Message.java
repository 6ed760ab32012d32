package org.baoxue.local.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One thing that arrived. The id is the sender's: Message-ID, idempotency key or webhook-id. */
public record Message(
        long number,
        Channel channel,
        String id,
        Instant arrivedAt,
        String to,
        String subject,
        String text,
        List<Attachment> attachments,
        Map<String, String> headers) {

    public enum Channel {
        MAIL,
        SMS,
        WEBHOOK
    }

    /** A file that came along; its content is served apart. */
    public record Attachment(String name, String type, int bytes) {}
}
