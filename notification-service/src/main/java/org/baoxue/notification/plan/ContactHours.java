package org.baoxue.notification.plan;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** When people may be disturbed: from {@code from} until before {@code until}, local time. */
public record ContactHours(LocalTime from, LocalTime until) {

    /** The first instant from {@code instant} on that lies within the hours. */
    Instant onwards(Instant instant, ZoneId zone) {
        var local = instant.atZone(zone);
        var time = local.toLocalTime();
        if (time.isBefore(from)) {
            return local.with(from).toInstant();
        }
        if (!time.isBefore(until)) {
            return local.toLocalDate().plusDays(1).atTime(from).atZone(zone).toInstant();
        }
        return instant;
    }
}
