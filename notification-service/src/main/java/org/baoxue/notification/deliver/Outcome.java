package org.baoxue.notification.deliver;

import org.jspecify.annotations.Nullable;

/** What one attempt came to. {@code detail} is a code, never an address or a text. */
sealed interface Outcome {

    String detail();

    /** It arrived, as far as this carrier can tell. */
    record Delivered(@Nullable String providerId, String detail) implements Outcome {}

    /** The carrier took it; a receipt will say more. */
    record Accepted(@Nullable String providerId, String detail) implements Outcome {}

    /** The carrier will never take this request; of an earlier attempt that says nothing. */
    record Refused(String detail) implements Outcome {}

    /** The carrier knows the very order and will never send it: it did not go out on an earlier attempt either. */
    record Rejected(String detail) implements Outcome {}

    /** It certainly did not go out; another attempt may. */
    record NotSent(String detail) implements Outcome {}

    /** It was not even tried: what it says is no longer to be told. */
    record Withdrawn(String detail) implements Outcome {}

    /** It may have gone out. */
    record Unknown(String detail) implements Outcome {}
}
