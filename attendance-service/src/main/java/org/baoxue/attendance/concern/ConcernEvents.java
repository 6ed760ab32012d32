package org.baoxue.attendance.concern;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.baoxue.kit.outbox.OutgoingEvent;

/** The events of concerns. */
final class ConcernEvents {

    private static final String TOPIC = "baoxue.attendance.v1";

    record ConcernRaised(
            String concern,
            String student,
            String school,
            String place,
            String homePlace,
            @JsonProperty("class") String classId,
            ConcernKind kind,
            String raisedBy,
            Instant acceptedAt) {}

    record ConcernWithdrawn(
            String concern,
            String student,
            String school,
            @JsonProperty("class") String classId,
            Instant acceptedAt) {}

    private ConcernEvents() {}

    static OutgoingEvent raised(Concern concern) {
        var event = new ConcernRaised(
                concern.id(),
                concern.student(),
                concern.school(),
                concern.place(),
                concern.homePlace(),
                concern.classId(),
                concern.kind(),
                concern.raisedBy(),
                concern.acceptedAt());
        return OutgoingEvent.of(
                TOPIC, concern.school(), "org.baoxue.attendance.concern-raised.v1", 1, event, concern.acceptedAt());
    }

    static OutgoingEvent withdrawn(Concern concern, Instant now) {
        var event = new ConcernWithdrawn(concern.id(), concern.student(), concern.school(), concern.classId(), now);
        return OutgoingEvent.of(TOPIC, concern.school(), "org.baoxue.attendance.concern-withdrawn.v1", 2, event, now);
    }
}
