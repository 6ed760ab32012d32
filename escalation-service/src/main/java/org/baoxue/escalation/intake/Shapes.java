package org.baoxue.escalation.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What we read of the other services' events. */
final class Shapes {
    private Shapes() {}

    record RollCall(
            String school,
            String place,
            String zone,
            @JsonProperty("class") String classId,
            LocalDate date,
            @Nullable String session,
            int sessionOrder,
            String kind,
            int revision,
            Instant takenAt,
            @Nullable String takenBy,
            Instant acceptedAt,
            List<String> present,
            List<String> late,
            List<String> absent,
            List<String> leave,
            List<String> unknown) {
        /** Class, date and session: what its revisions have in common. */
        String key() {
            return classId + "/" + date + "/" + sessionOrder;
        }

        boolean isDaily() {
            return kind.equals("DAILY");
        }

        Stream<String> members() {
            return Stream.of(present, late, absent, leave, unknown).flatMap(List::stream);
        }
    }

    record LeaveGranted(
            String leave,
            String student,
            String school,
            @JsonProperty("class") String classId,
            LocalDate from,
            int fromSessionOrder,
            LocalDate to,
            int toSessionOrder,
            String kind,
            int revision,
            Instant acceptedAt) {}

    record LeaveWithdrawn(String leave, String student, int revision, Instant acceptedAt) {}

    record Enrolment(
            String student,
            String school,
            String place,
            @Nullable String homePlace,
            @JsonProperty("class") String classId,
            String change,
            LocalDate effective,
            int revision,
            Instant acceptedAt) {}

    record DayClosed(
            String school, LocalDate date, Instant closedAt, int members, int marked, boolean exceptionsOnly) {}

    record Signed(
            @Nullable String duty,
            String kind,
            @Nullable String report,
            @Nullable String signedBy,
            @Nullable Instant signedAt) {}

    record Persuasion(
            String kind,
            @Nullable List<Spoken> duties,
            @Nullable String by,
            @Nullable Instant at) {}

    record Spoken(String duty, String rule) {}

    record PlatformSent(@Nullable String duty, @Nullable Instant at) {}

    record Notice(
            @Nullable String duty,
            @Nullable String rule,
            @Nullable String occasion,
            @Nullable Audience audience,
            @Nullable Instant at) {}

    record Audience(String post, String scope) {}
}
