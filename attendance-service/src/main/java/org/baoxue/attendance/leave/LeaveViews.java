package org.baoxue.attendance.leave;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.leave.Leave.Act;
import org.baoxue.attendance.leave.Leave.State;
import org.baoxue.attendance.web.Values;
import org.jspecify.annotations.Nullable;

/** What leaves are asked and what they answer. */
public final class LeaveViews {

    private static final String REFERENCE = "[a-z][a-z0-9+.-]{0,30}:[\\x21-\\x7e]{1,480}";

    private LeaveViews() {}

    public enum Approval {
        /** Whoever files it approves it, or says who did. */
        GIVEN,
        /** Somebody else is to approve it: until then it covers nothing. */
        ASKED
    }

    /**
     * @param fromSession the first session covered; without it the whole first day
     * @param toSession the last session covered; without it the whole last day
     * @param approval without it {@code GIVEN}
     * @param approvedBy who approved it; without it the caller did
     */
    public record LeaveRequest(
            @NotNull LeaveKind kind,
            @NotNull LocalDate from,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String fromSession,

            @NotNull LocalDate to,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String toSession,

            @Nullable Approval approval,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String approvedBy) {

        boolean isAsked() {
            return approval == Approval.ASKED;
        }
    }

    public enum Outcome {
        APPROVED,
        REFUSED
    }

    public record DecisionRequest(@NotNull Outcome outcome) {}

    /**
     * The last day and session that a leave covers from now on.
     *
     * @param toSession without it the whole last day
     */
    public record EndRequest(
            @NotNull LocalDate to,

            @Pattern(regexp = Values.ID, message = Values.ID_MESSAGE) @Nullable String toSession) {}

    /**
     * A paper (假条, 病历) that another system keeps.
     *
     * @param reference a URI: {@code https://files.school.example/4711}, {@code urn:…}
     */
    public record PaperRequest(
            @NotNull @Pattern(regexp = REFERENCE, message = "a URI that names where the paper is kept") String reference,

            @Size(max = 100) @Nullable String title) {}

    public record PapersRequest(@NotNull @Size(max = 20) List<@NotNull @Valid PaperRequest> papers) {}

    /**
     * @param approvedBy null until somebody has
     * @param acceptedAt when it was filed, or last approved, shortened or prolonged
     * @param withdrawnAt null while it holds
     */
    public record LeaveView(
            String leave,
            String student,
            LeaveKind kind,
            State state,
            LocalDate from,
            int fromSessionOrder,
            LocalDate to,
            int toSessionOrder,
            String filedBy,
            Instant filedAt,
            @Nullable String approvedBy,
            Instant acceptedAt,
            int revision,
            @Nullable Instant withdrawnAt) {

        static LeaveView of(Leave leave) {
            return new LeaveView(
                    leave.id(),
                    leave.member().student(),
                    leave.kind(),
                    leave.state(),
                    leave.period().from(),
                    leave.period().fromOrder(),
                    leave.period().to(),
                    leave.period().toOrder(),
                    leave.filedBy(),
                    leave.filedAt(),
                    leave.approvedBy(),
                    leave.acceptedAt(),
                    leave.revision(),
                    leave.withdrawnAt());
        }
    }

    /** @param to until when the leave was with this change */
    public record ChangeView(int revision, Act act, LocalDate to, int toSessionOrder, String by, Instant at) {}

    public record PaperView(String reference, @Nullable String title, String addedBy, Instant addedAt) {}

    /** A leave with everything that was done to it. */
    public record LeaveHistory(LeaveView leave, List<ChangeView> changes, List<PaperView> papers) {}

    /**
     * @param days on leave of those asked for, by the calendar; those of leaves that overlap count twice
     * @param until the last day of the last leave
     */
    public record LeavesOfChild(String student, int leaves, int days, LocalDate until) {}
}
