package org.baoxue.notification.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order to one carrier, claimed for an attempt.
 *
 * <pre>
 * PLANNED ──claim──> SENDING ──> ACCEPTED ──receipt──> DELIVERED | FAILED
 *    ^                  ├──> DELIVERED
 *    └──try again───────┤
 *                       ├──> FAILED    the next address is tried with a message of its own
 *                       └──> UNCLEAR   a person decides
 * </pre>
 *
 * @param id the idempotency key of every attempt
 * @param attempt the number of this attempt, from 1
 * @param unknown the outcome of an earlier attempt is not known
 * @param worthUntil how long it is worth sending; null where nobody said so
 * @param lastAddress whether no further address is tried should this one fail
 * @param wanted whether something it says is still to be told
 * @param abandoned the attempt before was never recorded: its process died, or was too slow
 */
record Message(
        UUID id,
        UUID lease,
        String channel,
        @Nullable String person,
        String sealedOrder,
        @Nullable String report,
        int attempt,
        boolean unknown,
        boolean abandoned,
        @Nullable Instant worthUntil,
        boolean lastAddress,
        boolean wanted) {

    Course.Stand stand() {
        return new Course.Stand(attempt, unknown, lastAddress ? worthUntil : null);
    }

    /** Why it is not to be sent any more, if it certainly was not so far. */
    Optional<String> withdrawn(Instant now) {
        if (unknown) {
            return Optional.empty();
        }
        if (!wanted) {
            return Optional.of("overtaken");
        }
        return worthUntil != null && !now.isBefore(worthUntil) ? Optional.of("stale") : Optional.empty();
    }

    enum State {
        PLANNED,
        SENDING,
        ACCEPTED,
        DELIVERED,
        FAILED,
        UNCLEAR;

        /** What a notice is, given all its messages: told as soon as one arrived. */
        static State of(List<State> messages) {
            if (messages.contains(DELIVERED)) {
                return DELIVERED;
            }
            if (messages.contains(ACCEPTED)) {
                return ACCEPTED;
            }
            if (messages.contains(PLANNED) || messages.contains(SENDING)) {
                return SENDING;
            }
            return messages.contains(UNCLEAR) ? UNCLEAR : FAILED;
        }
    }
}
