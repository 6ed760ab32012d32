package org.baoxue.attendance.roster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import org.baoxue.attendance.roster.Decision.Step;
import org.baoxue.attendance.roster.RosterStore.Student;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** The events of the roster. The sealed contact goes to the roster's own topic only. */
final class RosterEvents {

    record EnrolmentChanged(
            String student,
            String school,
            String place,
            String homePlace,
            @JsonProperty("class") String classId,
            Stage stage,
            LocalDate from,
            @Nullable LocalDate to,
            Change change,
            LocalDate effective,
            int revision,
            Instant acceptedAt) {}

    record EnrolmentKept(
            String student,
            String school,
            @JsonProperty("class") String classId,
            @Nullable String className,
            Stage stage,
            String place,
            String homePlace,
            LocalDate from,
            @Nullable LocalDate to,
            int revision,
            String sealed) {}

    private RosterEvents() {}

    static OutgoingEvent changed(Step step, int revision, Instant now) {
        var row = step.enrolment();
        var event = new EnrolmentChanged(
                row.student(),
                row.school(),
                row.place(),
                row.homePlace(),
                row.classId(),
                row.stage(),
                row.from(),
                row.to(),
                step.change(),
                step.effective(),
                revision,
                now);
        return OutgoingEvent.of(
                "baoxue.attendance.v1",
                row.school(),
                "org.baoxue.attendance.enrolment-changed.v1",
                revision,
                event,
                now);
    }

    static OutgoingEvent kept(Student student, Enrolment row, @Nullable String className, Instant now) {
        var event = new EnrolmentKept(
                row.student(),
                row.school(),
                row.classId(),
                className,
                row.stage(),
                row.place(),
                row.homePlace(),
                row.from(),
                row.to(),
                student.revision(),
                student.sealed());
        return OutgoingEvent.of(
                "baoxue.roster.v1", row.student(), "org.baoxue.roster.enrolment.v1", student.revision(), event, now);
    }
}
