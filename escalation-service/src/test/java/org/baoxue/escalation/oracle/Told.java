package org.baoxue.escalation.oracle;

import java.time.Instant;

/** One thing that was told about one child, in the words of the rules. */
sealed interface Told {

    Instant acceptedAt();

    record Called(String classId, Day day, int session, int revision, Seen seen, Instant takenAt, Instant acceptedAt)
            implements Told {}

    /** Covers every session from {@code from} to {@code to}; session 0 begins a whole day, 99 ends one. */
    record Leave(
            String id,
            int revision,
            boolean fromSchooling,
            Day from,
            int fromSession,
            Day to,
            int toSession,
            Instant acceptedAt)
            implements Told {

        boolean covers(Day day, int session) {
            boolean begun = day.isAfter(from) || (day.equals(from) && session >= fromSession);
            boolean over = day.isAfter(to) || (day.equals(to) && session > toSession);
            return begun && !over;
        }
    }

    record LeaveTakenBack(String id, int revision, Instant acceptedAt) implements Told {}

    record Enrolment(String school, Change change, Day effective, int revision, Instant acceptedAt) implements Told {}

    record Found(Day day, String outcome, Instant acceptedAt) implements Told {}

    record Closed(Day day, boolean exceptionsOnly, Instant acceptedAt) implements Told {}

    /** The school says of a date whether it is a school day. */
    record Declared(Day day, boolean school, Instant acceptedAt) implements Told {}

    /** Somebody did what a rule makes owed, whatever was open of it. */
    record Did(String rule, Instant acceptedAt) implements Told {}

    /** An attempt to reach the guardian about a day's absence reached nobody. */
    record Failed(Day day, Instant acceptedAt) implements Told {}

    /** In the order in which they are believed where two classes called one child in one session. */
    enum Seen {
        PRESENT,
        LATE,
        LEAVE,
        ABSENT,
        UNKNOWN
    }

    enum Change {
        ENROLLED,
        CLASS_CHANGED,
        TRANSFER_OUT,
        TRANSFER_CONFIRMED,
        GRADUATED,
        WITHDRAWN
    }
}
