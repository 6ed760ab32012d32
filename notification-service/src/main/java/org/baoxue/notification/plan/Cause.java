package org.baoxue.notification.plan;

import org.jspecify.annotations.Nullable;

/** What made a notice: a duty, a telling or a written report; {@code firing} where a day rule fired it. */
public record Cause(
        Kind kind, String id, String rule, @Nullable String firing) {

    public enum Kind {
        DUTY,
        TELLING
    }

    public static Cause duty(String id, String rule) {
        return new Cause(Kind.DUTY, id, rule, null);
    }
}
