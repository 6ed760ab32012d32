package org.baoxue.attendance.leave;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import org.baoxue.attendance.web.Values;
import org.jspecify.annotations.Nullable;

/** What leaves are asked and what they answer. */
public final class LeaveViews {

    private LeaveViews() {}

    /**
     * @param fromSession the first session covered; without it the whole first day
     * @param toSession the last session covered; without it the whole last day
     * @param approvedBy who approved it; without it the caller did
     */
    public record LeaveRequest(
            @NotNull LeaveKind kind,
            @NotNull LocalDate from,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String fromSession,

            @NotNull LocalDate to,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String toSession,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String approvedBy) {}

    /**
     * The last day and session that a leave still covers.
     *
     * @param toSession without it the whole last day
     */
    public record EndRequest(
            @NotNull LocalDate to,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String toSession) {}

    /**
     * @param acceptedAt when it was granted, or last shortened
     * @param withdrawnAt null while it holds
     */
    public record LeaveView(
            String leave,
            String student,
            LeaveKind kind,
            LocalDate from,
            int fromSessionOrder,
            LocalDate to,
            int toSessionOrder,
            String approvedBy,
            Instant acceptedAt,
            int revision,
            @Nullable Instant withdrawnAt) {

        static LeaveView of(Leave leave) {
            return new LeaveView(
                    leave.id(),
                    leave.student(),
                    leave.kind(),
                    leave.from(),
                    leave.fromOrder(),
                    leave.to(),
                    leave.toOrder(),
                    leave.approvedBy(),
                    leave.acceptedAt(),
                    leave.revision(),
                    leave.withdrawnAt());
        }
    }
}
