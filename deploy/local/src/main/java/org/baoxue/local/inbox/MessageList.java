package org.baoxue.local.inbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.baoxue.local.http.Json;

/** The messages as JSON. */
final class MessageList {
    private MessageList() {}

    static ArrayNode of(List<Message> messages) {
        var list = Json.array();
        for (var message : messages) {
            var entry = list.addObject()
                    .put("number", message.number())
                    .put("channel", message.channel().name())
                    .put("id", message.id())
                    .put("arrivedAt", message.arrivedAt().toString())
                    .put("to", message.to())
                    .put("subject", message.subject())
                    .put("text", message.text());
            var headers = entry.putObject("headers");
            message.headers().forEach(headers::put);
            var files = entry.putArray("attachments");
            for (var file : message.attachments()) {
                files.addObject()
                        .put("name", file.name())
                        .put("type", file.type())
                        .put("bytes", file.bytes());
            }
        }
        return list;
    }
}
