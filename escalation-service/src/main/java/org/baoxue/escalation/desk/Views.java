package org.baoxue.escalation.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is answered. */
final class Views {
    private Views() {}

    @Schema(name = "Post")
    public record PostView(
            @NotBlank @Size(max = 64) String post,
            @NotBlank @Size(max = 64) String scope) {}

    @Schema(name = "Duty")
    public record DutyView(
            String duty,
            String rule,
            String subjectKind,
            String subject,
            @Nullable String student,
            String school,
            @JsonProperty("class") String classId,
            LocalDate date,
            int day,
            int revision,
            PostView owner,
            Instant openedAt,
            Instant dueAt,
            boolean late,
            String state,
            @Nullable Instant endedAt,
            boolean unseen,
            @Nullable String reason,
            Map<String, Object> why,
            List<EvidenceView> evidence,
            List<AssignmentView> assignments) {}

    @Schema(name = "Evidence")
    public record EvidenceView(
            String kind,
            String outcome,
            @Nullable String note,
            @Nullable String by,
            Instant at,
            @Nullable String how,
            @Nullable String whom,
            @Nullable String visitors,
            @Nullable String reportNumber,
            @Nullable Instant recordedAt) {}

    @Schema(name = "DutyAssignment")
    public record AssignmentView(PostView from, PostView to, String reason, String by, Instant at) {}

    @Schema(name = "DutyAssigned")
    public record AssignedView(String duty, PostView owner, Instant dueAt) {}

    @Schema(name = "CountedDay")
    public record DayView(int number, LocalDate date, String kind, Instant completeAt) {}

    @Schema(name = "Spell")
    public record SpellView(
            String spell,
            LocalDate openedOn,
            int openedSession,
            Instant openedAt,
            String state,
            @Nullable LocalDate endedOn,
            PolicyKey policy,
            List<DayView> days) {}

    @Schema(name = "PolicyKey")
    public record PolicyKey(String place, LocalDate from, int version) {}

    @Schema(name = "Policy")
    public record PolicyView(PolicyKey policy, Map<String, ValueView> values) {}

    @Schema(name = "PolicyValue")
    public record ValueView(String value, String clause, PolicyKey source) {}

    /** What a place has set itself; everything else it inherits. */
    @Schema(name = "OwnPolicy")
    public record OwnPolicyView(
            PolicyKey policy,
            Map<String, OwnValueView> values,
            Instant setAt,
            @Nullable String setBy) {}

    @Schema(name = "OwnPolicyValue")
    public record OwnValueView(
            @Nullable String value, @Nullable String clause) {}

    @Schema(name = "PolicyRequest")
    public record PolicyRequest(@NotNull Map<String, OwnValueView> values) {}

    /** What would be other than it is now. */
    @Schema(name = "PolicyCheck")
    public record CheckView(List<ChangeView> changes) {}

    /** @param clauseBefore and {@code clause} may differ where the value does not; what is missing is in force on that side only */
    @Schema(name = "PolicyChange")
    public record ChangeView(
            String name,
            @Nullable String before,
            @Nullable String after,
            @Nullable String clauseBefore,
            @Nullable String clause) {}

    @Schema(name = "EvidenceGiven")
    public record Answer(String duty, String meaning, String state) {}
}
