package org.baoxue.escalation.duty;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody owes: one for each (subject, rule, date, revision), with exactly one ending.
 *
 * <pre>
 *            evidence of what was owed   -> Done
 *   Open --- its time ran out            -> Lapsed (unseen: nobody could have known in time, and nobody is told)
 *            no longer owed              -> Cancelled, with the reason
 * </pre>
 *
 * @param day the counted day that made it owed, 0 where a mark or a class's day did
 * @param firing the firing that made it owed
 * @param base what its due time is counted from
 * @param late known too late for its own due time
 * @param unfounded the facts no longer support it, and whoever was told has been told so
 */
public record Duty(
        String id,
        String rule,
        Subject subject,
        LocalDate date,
        int day,
        int revision,
        @Nullable String firing,
        Post owner,
        Instant openedAt,
        Instant base,
        Instant dueAt,
        boolean late,
        boolean unfounded,
        State state) {

    public record Subject(Kind kind, String id) {
        public enum Kind {
            SPELL,
            CLASS_DAY,
            SCHOOL_DAY,
            /**
             * A child at the start of a term: {@code <student>/<school>/<first date of the term>}, and the enrolment's revision
             * where the child was missing in the same term before and is enrolled again.
             */
            TERM_START,
            /** A school's week: {@code <school>/<monday>}. */
            SCHOOL_WEEK,
            /** A concern that was raised about a child, by its id. */
            CONCERN
        }
    }

    public sealed interface State {}

    public record Open() implements State {}

    public record Done(Instant at) implements State {}

    public record Lapsed(Instant at, boolean unseen) implements State {}

    public record Cancelled(Instant at, Reason reason) implements State {}

    public enum Reason {
        RETURNED,
        EXCUSED,
        LEFT,
        WITHDRAWN,
        CORRECTED,
        CALENDAR,
        /** A person released it, with a reason of their own. */
        RELEASED
    }

    public static String idOf(String rule, Subject subject, LocalDate date, int day, int revision) {
        String name = String.join(
                "/", "duty", rule, subject.kind().name(), subject.id(), date.toString(), day + "", revision + "");
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public boolean isOpen() {
        return state instanceof Open;
    }

    /** When it had its ending; {@code otherwise} while it is open. */
    public Instant endedAt(Instant otherwise) {
        return switch (state) {
            case Open open -> otherwise;
            case Done done -> done.at();
            case Lapsed lapsed -> lapsed.at();
            case Cancelled cancelled -> cancelled.at();
        };
    }

    public Duty done(Instant at) {
        return in(new Done(at), unfounded);
    }

    public Duty lapsed(Instant at, boolean unseen) {
        return in(new Lapsed(at, unseen), unfounded);
    }

    public Duty cancelled(Instant at, Reason reason, boolean toldWrongly) {
        return in(new Cancelled(at, reason), unfounded || toldWrongly);
    }

    /** As it was before it had its ending. */
    public Duty asOpen() {
        return new Duty(
                id,
                rule,
                subject,
                date,
                day,
                revision,
                firing,
                owner,
                openedAt,
                base,
                dueAt,
                late,
                unfounded,
                new Open());
    }

    public Duty foundWrong() {
        return in(state, true);
    }

    public Duty dueAt(Instant newDue, boolean nowLate) {
        return new Duty(
                id, rule, subject, date, day, revision, firing, owner, openedAt, base, newDue, nowLate, unfounded,
                state);
    }

    Duty ownedBy(Post newOwner) {
        return new Duty(
                id, rule, subject, date, day, revision, firing, newOwner, openedAt, base, dueAt, late, unfounded,
                state);
    }

    Duty named(String other) {
        return new Duty(
                other, rule, subject, date, day, revision, firing, owner, openedAt, base, dueAt, late, unfounded,
                state);
    }

    Duty of(String spell) {
        Subject moved = new Subject(subject.kind(), spell);
        return new Duty(
                id, rule, moved, date, day, revision, firing, owner, openedAt, base, dueAt, late, unfounded, state);
    }

    private Duty in(State next, boolean nowUnfounded) {
        if (!isOpen() && next != state) {
            throw new IllegalStateException("duty " + id + " has its ending already");
        }
        return new Duty(
                id, rule, subject, date, day, revision, firing, owner, openedAt, base, dueAt, late, nowUnfounded, next);
    }
}
