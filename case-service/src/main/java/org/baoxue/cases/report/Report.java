package org.baoxue.cases.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A numbered written report about one child.
 *
 * <pre>
 *  a duty opens            the principal signs
 * -------------> DRAFTED ----------------------> SIGNED
 *       |           | the duty loses its ground
 *       |           +--------------------------> CANCELLED
 *       | (platform report)
 *       +-----------------> SENT
 * </pre>
 *
 * A month's report leaves for the platform with its signature. What turns out wrong after it left is marked and taken
 * back, never erased.
 *
 * @param unfounded whether what it stood on turned out wrong
 */
public record Report(
        String number,
        UUID caseId,
        Kind kind,
        State state,
        String duty,
        String spell,
        @Nullable ReasonCategory reasonCategory,
        @Nullable String signedBy,
        @Nullable Instant sentAt,
        @Nullable Instant acknowledgedAt,
        boolean unverified,
        boolean unfounded) {

    /** What it is. */
    public enum Kind {
        TOWNSHIP,
        /** The child has not come since the term began, although no absence may ever have been marked. */
        UNREGISTERED,
        FORMAL,
        MONTH,
        PLATFORM
    }

    /** How far it is. */
    public enum State {
        DRAFTED,
        SIGNED,
        SENT,
        CANCELLED
    }

    /** Why the child stays away (分清类别); the list is drawn from A1 and A3. */
    public enum ReasonCategory {
        STUDY,
        POVERTY,
        WORK,
        MARRIAGE,
        ILLNESS,
        RELIGION,
        FAMILY,
        WHEREABOUTS_UNKNOWN,
        OTHER
    }

    /** What asking for a signature comes to. */
    sealed interface Signing {

        record Signed() implements Signing {}

        /** The same person signed the same before. */
        record AlreadySigned() implements Signing {}

        record CategoryMissing() implements Signing {}

        record NotAllowed(String slug, String sentence) implements Signing {}
    }

    Signing sign(String by, @Nullable ReasonCategory category) {
        return switch (state) {
            case DRAFTED ->
                kind == Kind.FORMAL && category == null ? new Signing.CategoryMissing() : new Signing.Signed();
            case SIGNED ->
                by.equals(signedBy) && (category == null || category == reasonCategory)
                        ? new Signing.AlreadySigned()
                        : new Signing.NotAllowed(
                                "report-already-signed", "This report is signed and has left: it cannot be changed.");
            case SENT ->
                new Signing.NotAllowed(
                        "report-needs-no-signature",
                        "This report went to the platform by itself: sign the written one.");
            case CANCELLED ->
                new Signing.NotAllowed(
                        "report-cancelled", "What this report stood on turned out wrong: there is nothing to sign.");
        };
    }

    boolean leftForPlatform() {
        return sentAt != null;
    }
}
