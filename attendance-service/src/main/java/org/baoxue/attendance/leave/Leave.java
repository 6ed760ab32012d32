package org.baoxue.attendance.leave;

import java.time.Instant;
import java.time.LocalDate;
import org.baoxue.attendance.roster.Members.Member;
import org.jspecify.annotations.Nullable;

/**
 * A leave (请假) of a child. It covers days from when it is approved, also days before that.
 *
 * <pre>
 *   FILED --- approved --> APPROVED --- shortened, prolonged --> APPROVED (next revision)
 *     |  \--- refused ---> REFUSED         |
 *     \------ withdrawn -----------> WITHDRAWN (from its beginning, for good)
 * </pre>
 *
 * @param member whose it is, with the codes by which it was reached when it was filed
 * @param approvedBy null until somebody has
 * @param acceptedAt when it was filed, or what covers days changed last: approved, shortened, prolonged
 */
record Leave(
        String id,
        Member member,
        Period period,
        LeaveKind kind,
        State state,
        String filedBy,
        Instant filedAt,
        @Nullable String approvedBy,
        Instant acceptedAt,
        int revision,
        @Nullable Instant withdrawnAt) {

    enum State {
        /** Asked for: covers nothing yet. */
        FILED,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    enum Act {
        FILED,
        APPROVED,
        REFUSED,
        SHORTENED,
        PROLONGED,
        WITHDRAWN
    }

    /** Approved by whoever files it, or by whom that one names. */
    Leave approvedAtOnce(String by) {
        return new Leave(
                id, member, period, kind, State.APPROVED, filedBy, filedAt, by, acceptedAt, revision, withdrawnAt);
    }

    Leave approved(String by, Instant now) {
        return next(State.APPROVED, period, by, now);
    }

    Leave refused() {
        return next(State.REFUSED, period, approvedBy, acceptedAt);
    }

    Leave endingOn(LocalDate date, int order, Instant now) {
        return next(state, period.until(date, order), approvedBy, now);
    }

    Leave withdrawn(Instant now) {
        return new Leave(
                id, member, period, kind, State.WITHDRAWN, filedBy, filedAt, approvedBy, acceptedAt, revision + 1, now);
    }

    private Leave next(State nextState, Period nextPeriod, @Nullable String by, Instant accepted) {
        return new Leave(
                id, member, nextPeriod, kind, nextState, filedBy, filedAt, by, accepted, revision + 1, withdrawnAt);
    }
}
