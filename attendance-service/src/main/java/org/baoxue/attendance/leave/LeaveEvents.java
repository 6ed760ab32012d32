package org.baoxue.attendance.leave;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.baoxue.kit.outbox.OutgoingEvent;

/** The events of leaves. */
final class LeaveEvents {

    private static final String TOPIC = "baoxue.attendance.v1";

    record LeaveGranted(
            String leave,
            String student,
            String school,
            @JsonProperty("class") String classId,
            LocalDate from,
            int fromSessionOrder,
            LocalDate to,
            int toSessionOrder,
            LeaveKind kind,
            String approvedBy,
            int revision,
            Instant acceptedAt) {}

    record LeaveWithdrawn(
            String leave,
            String student,
            String school,
            @JsonProperty("class") String classId,
            int revision,
            Instant acceptedAt) {}

    private LeaveEvents() {}

    /** @param leave that somebody has approved */
    static OutgoingEvent granted(Leave leave) {
        var member = leave.member();
        var period = leave.period();
        var event = new LeaveGranted(
                leave.id(),
                member.student(),
                member.school(),
                member.classId(),
                period.from(),
                period.fromOrder(),
                period.to(),
                period.toOrder(),
                leave.kind(),
                Objects.requireNonNull(leave.approvedBy()),
                leave.revision(),
                leave.acceptedAt());
        return OutgoingEvent.of(
                TOPIC,
                member.school(),
                "org.baoxue.attendance.leave-granted.v1",
                leave.revision(),
                event,
                leave.acceptedAt());
    }

    static OutgoingEvent withdrawn(Leave leave, Instant now) {
        var member = leave.member();
        var event = new LeaveWithdrawn(
                leave.id(), member.student(), member.school(), member.classId(), leave.revision(), now);
        return OutgoingEvent.of(
                TOPIC, member.school(), "org.baoxue.attendance.leave-withdrawn.v1", leave.revision(), event, now);
    }
}
