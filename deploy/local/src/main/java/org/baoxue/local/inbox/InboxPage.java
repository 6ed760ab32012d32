package org.baoxue.local.inbox;

import java.util.List;

/** All messages on one page, newest first. */
final class InboxPage {
    private static final int SHOWN = 500;

    private InboxPage() {}

    static String of(List<Message> messages) {
        var rows = new StringBuilder();
        messages.reversed().stream().limit(SHOWN).forEach(message -> row(rows, message));
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Baoxue inbox</title>
                <style>
                body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1d2a35}
                table{border-collapse:collapse;width:100%%}td,th{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #d8dee4}
                pre{white-space:pre-wrap;font:inherit;margin:0;overflow-wrap:anywhere}small{color:#5a6b7b}
                </style>
                <h1>Inbox</h1><p>%d messages have arrived; the newest %d are shown. <a href="/messages">All as JSON</a></p>
                <table><thead><tr><th>No</th><th>Channel</th><th>To</th><th>Message</th></tr></thead><tbody>
                %s</tbody></table></html>
                """.formatted(messages.size(), Math.min(SHOWN, messages.size()), rows);
    }

    private static void row(StringBuilder rows, Message message) {
        rows.append("<tr><td>").append(message.number()).append("</td><td>").append(message.channel());
        rows.append("<br><small>").append(message.arrivedAt()).append("</small></td><td>");
        rows.append(escape(message.to())).append("</td><td><b>").append(escape(message.subject()));
        rows.append("</b><pre>").append(escape(message.text())).append("</pre>");
        for (int i = 0; i < message.attachments().size(); i++) {
            rows.append("<a href=\"/messages/")
                    .append(message.number())
                    .append("/files/")
                    .append(i)
                    .append("\">");
            rows.append(escape(message.attachments().get(i).name())).append("</a> ");
        }
        rows.append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
