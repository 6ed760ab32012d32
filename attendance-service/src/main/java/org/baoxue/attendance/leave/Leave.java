package org.baoxue.attendance.leave;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An approved leave; both ends are included.
 *
 * <pre>granted (revision 1) --- shorten ---> granted, fewer days (next revision) --- withdraw ---> withdrawn, for good</pre>
 *
 * @param fromOrder the first session covered, 0: from the beginning of the day
 * @param toOrder the last session covered, 99: to the end of the day
 */
record Leave(
        String id,
        String student,
        String school,
        String classId,
        String place,
        String homePlace,
        LocalDate from,
        int fromOrder,
        LocalDate to,
        int toOrder,
        LeaveKind kind,
        String approvedBy,
        Instant acceptedAt,
        int revision,
        @Nullable Instant withdrawnAt) {

    static final int WHOLE_DAY_FROM = 0;
    static final int WHOLE_DAY_TO = 99;

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    /** Whether its last session lies before another end, or is the same. */
    boolean endsBy(LocalDate date, int order) {
        return to.isBefore(date) || (to.equals(date) && toOrder <= order);
    }

    Leave endedEarlier(LocalDate earlier, int order, Instant now) {
        return new Leave(
                id,
                student,
                school,
                classId,
                place,
                homePlace,
                from,
                fromOrder,
                earlier,
                order,
                kind,
                approvedBy,
                now,
                revision + 1,
                null);
    }

    Leave withdrawn(Instant now) {
        return new Leave(
                id,
                student,
                school,
                classId,
                place,
                homePlace,
                from,
                fromOrder,
                to,
                toOrder,
                kind,
                approvedBy,
                acceptedAt,
                revision + 1,
                now);
    }
}
