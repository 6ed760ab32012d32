package org.baoxue.attendance.arrival;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is said of a survey before a term (摸排). Clause: B 三(二) 要求1. */
public final class SurveyViews {

    private SurveyViews() {}

    public enum Answer {
        WILL_RETURN,
        CANNOT_RETURN,
        /** Nobody of the family could be reached. */
        UNREACHABLE
    }

    /** Why a child cannot return, as the family says. */
    public enum Reason {
        ILLNESS,
        MOVED,
        /** The child works. */
        WORK,
        /** The family needs help. */
        HARDSHIP,
        UNWILLING,
        OTHER
    }

    /** What a list may be narrowed to. */
    public enum Wanted {
        WILL_RETURN,
        CANNOT_RETURN,
        UNREACHABLE,
        NOT_ASKED
    }

    /** @param reason with CANNOT_RETURN only */
    public record SurveyRequest(
            @NotNull Answer answer, @Nullable Reason reason) {}

    /** @param answer none where nobody has asked */
    public record Surveyed(
            String student,
            String school,
            @JsonProperty("class") String classId,
            LocalDate term,
            @Nullable Answer answer,
            @Nullable Reason reason,
            @Nullable String askedBy,
            @Nullable Instant askedAt) {}

    /** @param enrolled at the school on the term's first day */
    public record SurveyOfSchool(
            String school,
            String place,
            int enrolled,
            int willReturn,
            int cannotReturn,
            int unreachable,
            int notAsked) {}
}
