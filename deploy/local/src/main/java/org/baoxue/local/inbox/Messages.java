package org.baoxue.local.inbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What arrived since the start, in order. */
public final class Messages {
    /** What a channel hands over; the inbox adds the number and the time. */
    record Arrival(
            Message.Channel channel,
            String id,
            String to,
            String subject,
            String text,
            List<File> files,
            Map<String, String> headers) {}

    /** A file that came along. */
    static final class File {
        private final String name;
        private final String type;
        private final byte[] content;

        File(String name, String type, byte[] content) {
            this.name = name;
            this.type = type;
            this.content = content.clone();
        }

        String name() {
            return name;
        }

        String type() {
            return type;
        }

        byte[] content() {
            return content.clone();
        }
    }

    private final InstantSource clock;
    private final List<Message> arrived = new ArrayList<>();
    private final Map<String, File> files = new HashMap<>();

    public Messages(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Message add(Arrival arrival) {
        long number = arrived.size() + 1L;
        var attachments = new ArrayList<Message.Attachment>();
        for (var file : arrival.files()) {
            files.put(number + "/" + attachments.size(), file);
            attachments.add(new Message.Attachment(file.name(), file.type(), file.content().length));
        }
        var message = new Message(
                number,
                arrival.channel(),
                arrival.id(),
                clock.instant(),
                arrival.to(),
                arrival.subject(),
                arrival.text(),
                List.copyOf(attachments),
                Map.copyOf(arrival.headers()));
        arrived.add(message);
        return message;
    }

    public synchronized List<Message> all() {
        return List.copyOf(arrived);
    }

    synchronized File file(String numberAndIndex) {
        return files.getOrDefault(numberAndIndex, new File("", "", new byte[0]));
    }
}
