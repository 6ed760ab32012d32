package org.baoxue.kit.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * One log line: a constant message and named fields. Fields hold codes and counts, never a name, phone or identity
 * number. In JSON logs each field is a key of its own.
 */
public final class Line {

    private final String message;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Line(String message) {
        this.message = message;
    }

    public static Line of(String message) {
        return new Line(message);
    }

    public Line with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public void info(Logger log) {
        write(() -> log.info(text()));
    }

    public void warn(Logger log) {
        write(() -> log.warn(text()));
    }

    public void warn(Logger log, Throwable cause) {
        write(() -> log.warn(text(), cause));
    }

    public void error(Logger log) {
        log.error(this);
    }

    public void error(Logger log, Throwable cause) {
        write(() -> log.error(text(), cause));
    }

    private void write(Runnable line) {
        fields.forEach(MDC::put);
        try {
            line.run();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private String text() {
        var text = new StringBuilder(message);
        fields.forEach(
                (field, value) -> text.append(' ').append(field).append('=').append(value));
        return text.toString();
    }
}
