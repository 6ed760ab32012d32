package org.baoxue.attendance.rollcall;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.baoxue.attendance.school.School;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The event of a roll call: the whole class, whatever the post named. */
final class RollCallEvents {

    record RollCallRecorded(
            String school,
            String place,
            String zone,
            @JsonProperty("class") String classId,
            LocalDate date,
            String session,
            int sessionOrder,
            @JsonFormat(pattern = "HH:mm") LocalTime sessionStarts,
            Kind kind,
            int revision,
            Instant takenAt,
            String takenBy,
            Instant acceptedAt,
            @Nullable String reason,
            List<String> present,
            List<String> late,
            List<String> absent,
            List<String> leave,
            List<String> unknown) {}

    private RollCallEvents() {}

    static OutgoingEvent recorded(RollCall rollCall, School school) {
        var marks = rollCall.marks();
        var event = new RollCallRecorded(
                rollCall.school(),
                rollCall.place(),
                school.zone().getId(),
                rollCall.classId(),
                rollCall.date(),
                rollCall.session(),
                rollCall.sessionOrder(),
                rollCall.sessionStarts(),
                rollCall.kind(),
                rollCall.revision(),
                rollCall.takenAt(),
                rollCall.takenBy(),
                rollCall.acceptedAt(),
                rollCall.reason(),
                marks.present(),
                marks.late(),
                marks.absent(),
                marks.leave(),
                marks.unknown());
        return OutgoingEvent.of(
                "baoxue.attendance.v1",
                rollCall.school(),
                "org.baoxue.attendance.roll-call-recorded.v1",
                rollCall.revision(),
                event,
                rollCall.acceptedAt());
    }
}
