package org.baoxue.local.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One mail taken apart: what a person reads, and the files that came along. */
final class MailContent {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Messages.File> files = new ArrayList<>();
    private String subject = "";
    private String id = "";

    private MailContent() {}

    static MailContent parse(byte[] raw) {
        var content = new MailContent();
        try {
            var mail = new MimeMessage(null, new ByteArrayInputStream(raw));
            content.id = or(mail.getMessageID());
            content.subject = or(mail.getSubject());
            var all = mail.getAllHeaders();
            while (all.hasMoreElements()) {
                var header = all.nextElement();
                content.headers.put(header.getName(), header.getValue());
            }
            content.read(mail);
        } catch (MessagingException | IOException e) {
            // kept as it came: what a carrier accepted, it shows
            content.text.append(new String(raw, StandardCharsets.UTF_8));
            content.headers.put("X-Baoxue-Unreadable", String.valueOf(e.getMessage()));
        }
        return content;
    }

    Messages.Arrival to(String recipient) {
        return new Messages.Arrival(
                Message.Channel.MAIL, id, recipient, subject, text.toString().strip(), files, headers);
    }

    private void read(Part part) throws MessagingException, IOException {
        var fileName = part.getFileName();
        if (fileName != null) {
            files.add(new Messages.File(
                    fileName, part.getContentType(), part.getInputStream().readAllBytes()));
        } else if (part.isMimeType("text/plain")) {
            text.append(part.getContent());
        } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                read(parts.getBodyPart(i));
            }
        }
    }

    private static String or(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
