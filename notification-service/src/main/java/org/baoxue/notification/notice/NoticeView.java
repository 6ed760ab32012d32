package org.baoxue.notification.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A notice as the REST interface shows it: codes, times and states; no contact, no text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Notice")
public record NoticeView(
        UUID id,
        @Nullable String duty,
        @Nullable String telling,
        String rule,
        String occasion,
        PostRef audience,
        String school,
        String place,
        @JsonProperty("class") @Nullable String classId,
        @Nullable String student,
        @Nullable LocalDate date,
        Notice.State state,

        @Schema(description = "Why it was silenced or failed") @Nullable String reason,

        @Schema(description = "When it was to be told") Instant at,

        @Schema(description = "When it is looked at next, while it is planned") @Nullable Instant dueAt,

        @Schema(description = "Told to the level above, since its own audience could not be reached")
        boolean insteadOf,

        @Nullable UUID corrects,
        @Nullable String report,
        @Nullable Instant settledAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,

        @Schema(description = "Only where one notice is read") @Nullable List<Sent> messages) {

    /** A message that carried it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sent(UUID message, String channel, String state, Instant madeAt, List<Try> attempts) {}

    /** One attempt at a message. */
    public record Try(int number, Instant at, String outcome, String detail) {}

    NoticeView with(List<Sent> sent) {
        return new NoticeView(
                id,
                duty,
                telling,
                rule,
                occasion,
                audience,
                school,
                place,
                classId,
                student,
                date,
                state,
                reason,
                at,
                dueAt,
                insteadOf,
                corrects,
                report,
                settledAt,
                acknowledgedAt,
                acknowledgedBy,
                sent);
    }
}
