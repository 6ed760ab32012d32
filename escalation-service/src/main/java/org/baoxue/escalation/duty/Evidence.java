package org.baoxue.escalation.duty;

import java.time.Instant;

/**
 * What somebody recorded about a duty.
 *
 * @param outcome in the words of its kind: how a contact went, what a verification found
 */
public record Evidence(String duty, Kind kind, String outcome, Instant at) {
    public enum Kind {
        CONTACT_ATTEMPT,
        LIST_DELIVERED,
        LIST_ACKNOWLEDGED,
        VERIFICATION,
        /** The presumed days were looked at: it may leave the school. */
        RELEASE,
        INFORMED,
        /** The principal lets it leave the school. */
        PRINCIPAL_WORD,
        VISIT,
        JOINT_VISIT,
        SENT,
        PLATFORM_ACKNOWLEDGED,
        SIGNED,
        /** The principal signs a list of the week. */
        LIST_SIGNED,
        /** The principal approves or refuses a leave that was filed backwards. */
        LEAVE_DECISION,
        /** A person takes the duty back, with a reason. */
        RELEASE_DUTY,
        NOTE
    }
}
