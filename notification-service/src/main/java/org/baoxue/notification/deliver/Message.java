package org.baoxue.notification.deliver;

import java.util.List;
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
        boolean abandoned) {

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
