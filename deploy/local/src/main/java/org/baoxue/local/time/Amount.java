package org.baoxue.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.baoxue.local.process.Trouble;

/** A time as a person writes it: an instant, or a step forward such as +2h, +30m, +3d. */
public final class Amount {
    private static final Pattern STEP = Pattern.compile("\\+(\\d{1,6})([smhd])");

    private Amount() {}

    public static Instant after(Instant now, String written) {
        var step = STEP.matcher(written);
        if (step.matches()) {
            return now.plus(step(Long.parseLong(step.group(1)), step.group(2)));
        }
        try {
            return Instant.parse(written);
        } catch (DateTimeParseException e) {
            throw new Trouble(written + " is no time: write 2026-09-24T08:05:00Z, or +2h, +30m, +3d.", e);
        }
    }

    private static Duration step(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
