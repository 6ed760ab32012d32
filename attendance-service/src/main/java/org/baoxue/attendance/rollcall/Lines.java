package org.baoxue.attendance.rollcall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a stream line by line in constant memory, and knows at which byte each line ends. */
final class Lines {

    private static final int BUFFER = 1 << 16;
    /** Three times what a class of five hundred needs. */
    static final int LONGEST = 1 << 17;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * @param text without its end; null where the line is too long to be read
     * @param end the position behind it, counted from the beginning of the file
     * @param closed ended by a line feed: what is not may go on in the next part
     */
    record Line(@Nullable String text, long end, boolean closed) {}

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long position;

    /** @param position of the stream's first byte in the file */
    Lines(InputStream stream, long position) {
        this.stream = stream;
        this.position = position;
    }

    /** The next line, null at the end of the stream. */
    @Nullable Line next() throws IOException {
        var line = new ByteArrayOutputStream();
        boolean tooLong = false;
        long begun = position;
        while (fill()) {
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            tooLong |= line.size() + (end - next) > LONGEST;
            if (!tooLong) {
                line.write(buffer, next, end - next);
            }
            position += end - next;
            next = end;
            if (next < filled) {
                next++;
                position++;
                return new Line(text(line, tooLong, begun), position, true);
            }
        }
        return position == begun ? null : new Line(text(line, tooLong, begun), position, false);
    }

    /** Up to where the file was read, whole lines or not. */
    long position() {
        return position;
    }

    private boolean fill() throws IOException {
        if (next < filled) {
            return true;
        }
        next = 0;
        filled = stream.read(buffer);
        return filled > 0;
    }

    private static @Nullable String text(ByteArrayOutputStream line, boolean tooLong, long begun) {
        if (tooLong) {
            return null;
        }
        var text = line.toString(StandardCharsets.UTF_8);
        text = begun == 0 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
