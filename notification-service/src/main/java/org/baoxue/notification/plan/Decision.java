package org.baoxue.notification.plan;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to become of due notices now. */
public sealed interface Decision {

    /** How a message reads. */
    enum Form {
        /** To a family about its children. */
        FAMILY,
        /** The office's list of absent children. */
        LIST,
        /** To the holder of a post. */
        POST,
        /** To those who were told, that it was wrong. */
        CORRECTION,
        /** A signed report. */
        REPORT
    }

    /**
     * One message to one recipient.
     *
     * @param insteadOf the notices whose own audience could not be reached
     * @param until when all of it is stale; null where it stays worth telling
     */
    record Send(
            Form form,
            Recipient recipient,
            List<UUID> notices,
            Set<UUID> insteadOf,
            @Nullable Instant until) implements Decision {}

    /** Several messages to all who hold a post are one telling: the window counts as told. */
    record Close(World.Told window) implements Decision {}

    record Silence(UUID notice, Notice.Silence reason) implements Decision {}

    /** Nobody in the whole line can be reached: a person must see it. */
    record Unreachable(UUID notice) implements Decision {}

    /** To be looked at again at {@code dueAt}. */
    record Wait(UUID notice, Instant dueAt, @Nullable Window window) implements Decision {}

    /** Who gets a message; resolved to an address outside of the plan. */
    sealed interface Recipient {

        /** The same for the same human being, whatever the post or the child. */
        String key();

        /** The holder of a post. */
        record Person(PostRef post, String person) implements Recipient {
            @Override
            public String key() {
                return "person/" + person;
            }
        }

        /** A family, through one of its children. */
        record Family(String family, String student) implements Recipient {
            @Override
            public String key() {
                return "family/" + family;
            }
        }

        /** Who got an earlier message, at the address it went to. */
        record SameAs(World.Hearing hearing) implements Recipient {
            @Override
            public String key() {
                return "address/" + hearing.recipient();
            }
        }
    }
}
