package org.baoxue.notification.plan;

import java.time.Instant;
import java.util.UUID;
import org.baoxue.kit.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * What one audience is to hear about one thing on one occasion. Its id follows from these three: however often it is
 * planned, it is one.
 *
 * <pre>
 * PLANNED ──> SENDING ──> ACCEPTED ──> DELIVERED
 *    │           ├──────────────────────^
 *    │           ├──> FAILED      no address took it ──a person──> PLANNED
 *    │           ├──> UNCLEAR     nobody knows; a person decides: DELIVERED, FAILED or SENDING again
 *    │           └──> SILENCED    it stopped being true before any address took it
 *    └──> SILENCED                it is no longer true, or was the audience's own entry
 * </pre>
 *
 * @param at when it was to be told; the day it belongs to
 * @param dueAt when it is looked at next: {@code at}, or later where it waits for contact hours or another window
 * @param window what has the same audience or family, and its window, is one message
 * @param actor the person whose entry it speaks of, who is not told
 * @param corrects the notice that turned out wrong
 * @param report the number of the signed report that goes with it
 */
public record Notice(
        UUID id,
        Cause cause,
        String occasion,
        PostRef audience,
        Subject subject,
        Matter matter,
        Instant at,
        Instant dueAt,
        @Nullable Window window,
        boolean list,
        @Nullable String actor,
        @Nullable UUID corrects,
        @Nullable String report,
        State state) {

    public static final String OPENED = "opened";
    public static final String DONE = "done";
    public static final String CORRECTED = "corrected";
    public static final String OWNER_VACANT = "owner-vacant";

    /** Somebody else owes it now. */
    public static final String HANDED_OVER = "handed-over";

    /** No address of a guardian took the message: it is the class teacher's to reach them. */
    public static final String UNREACHED = "unreached";

    /** No address of a post took the message: it goes to the level above, as if the post were vacant. */
    public static final String POST_UNREACHED = "post-unreached";

    /** Who heard of an unreached post is somebody else than the post: the correction of the one is not that of the other. */
    public static final String POST_UNREACHED_CORRECTED = "post-unreached-corrected";

    public enum State {
        PLANNED,
        SENDING,
        ACCEPTED,
        DELIVERED,
        FAILED,
        UNCLEAR,
        SILENCED;

        /** Whether the audience has heard it, or may have. */
        public boolean isTold() {
            return switch (this) {
                case ACCEPTED, DELIVERED, UNCLEAR -> true;
                case PLANNED, SENDING, FAILED, SILENCED -> false;
            };
        }
    }

    /** Why a planned notice is never sent. */
    public enum Silence {
        CANCELLED,
        DONE,
        LAPSED,
        ABSENCE_OVER,
        STALE,
        OWN_ENTRY,
        POST_HELD,
        HANDED_OVER,
        ORIGINAL_NOT_HEARD
    }

    public static UUID idOf(Cause cause, PostRef audience, String occasion) {
        return EventId.of("notice", cause.kind(), cause.id(), audience.key(), occasion);
    }

    public boolean isCorrection() {
        return corrects != null;
    }

    /** What its correction is called. */
    String correctedAs() {
        return occasion.equals(POST_UNREACHED) ? POST_UNREACHED_CORRECTED : CORRECTED;
    }

    /** Whether it asks somebody to do something that may be done or over before it is read. */
    boolean isTask() {
        return occasion.equals(OPENED) || occasion.equals(HANDED_OVER) || occasion.equals(UNREACHED);
    }

    /** Whether it is worth nothing once the duty is done, or another's. */
    boolean isOfTheOwner() {
        return isTask() || occasion.equals(OWNER_VACANT);
    }

    boolean isPlanned() {
        return state == State.PLANNED;
    }

    Notice in(State other) {
        return new Notice(
                id, cause, occasion, audience, subject, matter, at, dueAt, window, list, actor, corrects, report,
                other);
    }
}
