package org.baoxue.notification.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A written report as others see it.
 *
 * <pre>
 * DRAFTED ──signed──> SIGNED
 *    └──lost its ground──> CANCELLED
 * </pre>
 *
 * @param sha256 of the document's bytes; null until it is rendered
 */
public record Report(
        String number,
        String kind,
        UUID caseId,
        String duty,
        String student,
        String school,
        State state,
        @Nullable Instant draftedAt,
        @Nullable Instant signedAt,
        @Nullable String signedBy,
        boolean unverified,
        @Nullable String sha256,
        @Nullable Integer bytes) {

    public enum State {
        DRAFTED,
        SIGNED,
        CANCELLED
    }

    /** A rendered document. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and written once
    public record Document(byte[] pdf, String sha256) {}
}
