package org.baoxue.notification.deliver;

import java.util.UUID;
import org.baoxue.notification.contact.Address;
import org.jspecify.annotations.Nullable;

/** A way to reach people. Called outside of any transaction. */
interface Channel {

    /** A document that goes with a message. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and written once
    record Attachment(String name, String type, byte[] bytes, String sha256) {}

    Address.Kind kind();

    /** What the carrier does with an order that it gets twice. */
    Repeats repeats();

    enum Repeats {
        /** Sends it once: the key says that it is the same. */
        ONCE,
        /** Sends it again, marked so that the reader's program shows one. */
        MARKED,
        /** Sends it again: so an order whose outcome is unknown is never repeated. */
        AGAIN
    }

    /** @param key the same on every attempt of one message */
    Outcome send(UUID key, Order order, @Nullable Attachment attachment);
}
