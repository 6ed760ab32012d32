package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that was reported about one child, or about a day of its school. Facts are only ever added: a correction is a
 * fact with a higher revision. {@code acceptedAt} is when the suite first knew it, which is not the order of arrival here.
 */
public sealed interface Fact {

    Instant acceptedAt();

    /**
     * What one revision of the roll call of {@code classId} at {@code slot} says of the child. The highest revision speaks;
     * {@link Mark#UNKNOWN} takes back what an earlier revision said.
     */
    record Marked(String classId, Slot slot, int revision, Mark mark, Instant takenAt, Instant acceptedAt, Entry entry)
            implements Fact {
        public Marked(String classId, Slot slot, int revision, Mark mark, Instant takenAt, Instant acceptedAt) {
            this(classId, slot, revision, mark, takenAt, acceptedAt, Entry.UNKNOWN);
        }
    }

    /** Under which code of the school's sessions a roll call was entered, and by whom: nobody is told of their own entry. */
    record Entry(@Nullable String session, @Nullable String by) {
        public static final Entry UNKNOWN = new Entry(null, null);
    }

    /**
     * An approved leave that covers every session from {@code from} to {@code to}, both included. The highest revision of a
     * leave speaks, and a withdrawal is one.
     */
    record LeaveGranted(String leave, int revision, LeaveKind kind, Slot from, Slot to, Instant acceptedAt)
            implements Fact {}

    /**
     * A leave that covers nothing before the principal has approved it.
     *
     * @param spell whose days it would cover
     * @param paper which leave, or which mark of leave
     */
    record LeaveAwaiting(String spell, String paper, Slot from, Slot to, Instant acceptedAt) implements Fact {}

    record LeaveWithdrawn(String leave, int revision, Instant acceptedAt) implements Fact {}

    /** A change of the child's enrolment; revisions are counted per child, over all schools. */
    record EnrolmentChanged(String school, Change change, LocalDate effective, int revision, Instant acceptedAt)
            implements Fact {}

    /** What the academic affairs office found out about the child's absence on {@code date}. Places no day, only holds. */
    record Verified(LocalDate date, Outcome outcome, Instant acceptedAt) implements Fact {}

    /** Every post accepted before the day's end has been seen. Where only exceptions are reported, silence was presence. */
    record DayClosed(LocalDate date, boolean exceptionsOnly, Instant acceptedAt) implements Fact {}

    enum LeaveKind {
        SICK,
        PERSONAL,
        OTHER,
        /** 休学: the child has left, with approval. */
        FROM_SCHOOLING
    }

    enum Change {
        ENROLLED,
        CLASS_CHANGED,
        TRANSFER_OUT,
        TRANSFER_CONFIRMED,
        GRADUATED,
        WITHDRAWN
    }

    enum Outcome {
        ILL,
        REASON_VALID,
        WHEREABOUTS_KNOWN,
        UNKNOWN,
        MARKED_BY_MISTAKE
    }
}
