package org.baoxue.notification.deliver;

import org.jspecify.annotations.Nullable;

/** What one attempt came to. {@code detail} is a code, never an address or a text. */
sealed interface Outcome {

    String detail();

    /** It arrived, as far as this carrier can tell. */
    record Delivered(@Nullable String providerId, String detail) implements Outcome {}

    /** The carrier took it; a receipt will say more. */
    record Accepted(@Nullable String providerId, String detail) implements Outcome {}

    /** The carrier will never take it. */
    record Refused(String detail) implements Outcome {}

    /** It certainly did not go out; another attempt may. */
    record NotSent(String detail) implements Outcome {}

    /** It may have gone out. */
    record Unknown(String detail) implements Outcome {}
}
