package org.baoxue.attendance.concern;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A concern (隐患) about a child, at the school and in the class in which the child was when it was raised.
 *
 * @param acceptedAt when it was raised
 * @param withdrawnAt when it was found to have been raised by mistake; null while it stands
 */
record Concern(
        String id,
        String student,
        String school,
        String classId,
        String place,
        String homePlace,
        ConcernKind kind,
        String raisedBy,
        Instant acceptedAt,
        @Nullable Instant withdrawnAt) {

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    Concern withdrawn(Instant now) {
        return new Concern(id, student, school, classId, place, homePlace, kind, raisedBy, acceptedAt, now);
    }
}
