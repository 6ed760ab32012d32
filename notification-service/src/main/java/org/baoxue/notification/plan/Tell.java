package org.baoxue.notification.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * One entry of what a rule wants told.
 *
 * @param list goes into the one list that the audience gets in the window of {@code at}; that of its due time lies a fixed lead later
 * @param window how long what is told together gathers, as the policy of the place has it
 */
public record Tell(PostRef audience, String occasion, Instant at, boolean list, Duration window) {

    /** As where nobody has said how long it gathers. */
    public Tell(PostRef audience, String occasion, Instant at, boolean list) {
        this(audience, occasion, at, list, Window.USUAL);
    }
}
