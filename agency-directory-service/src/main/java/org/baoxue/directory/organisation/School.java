package org.baoxue.directory.organisation;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only a school has.
 *
 * @param sessions in the order of the day
 * @param dayCompleteAt by when a school day's attendance must be in the system; 15:00 where nothing is said
 * @param exceptionsOnly silence at the day's end means present
 */
public record School(
        @NotEmpty List<@Valid @NotNull Session> sessions,
        @JsonFormat(pattern = "HH:mm") LocalTime dayCompleteAt,
        boolean exceptionsOnly,
        boolean boarding) {

    private static final LocalTime SUBMISSION_DEADLINE = LocalTime.of(15, 0);

    /** @param starts local time */
    public record Session(
            @NotNull @Pattern(regexp = "[A-Z0-9_-]{1,16}", message = "1 to 16 capital letters, digits, hyphens") String code,

            @NotNull @JsonFormat(pattern = "HH:mm") LocalTime starts) {}

    public School(List<Session> sessions, @Nullable LocalTime dayCompleteAt, boolean exceptionsOnly, boolean boarding) {
        this.sessions = sessions;
        this.dayCompleteAt = dayCompleteAt == null ? SUBMISSION_DEADLINE : dayCompleteAt;
        this.exceptionsOnly = exceptionsOnly;
        this.boarding = boarding;
    }
}
