package org.baoxue.cases.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.cases.report.Report.State;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report as its readers see it.
 *
 * @param missingPersuasions counters below three: named, never a reason to hold back
 * @param unverified whether it goes out with presumed days that nobody released
 * @param sentAt when it left for the government platform
 * @param reference the platform's own number, once it acknowledged
 * @param unfoundedAt when what it stood on turned out wrong
 */
@Schema(name = "Report")
public record ReportView(
        String number,
        UUID caseId,
        String student,
        String school,
        Kind kind,
        State state,
        String duty,
        String spell,
        Instant dueAt,
        Instant draftedAt,
        boolean unverified,
        List<Reports.Recipient> recipients,
        Facts facts,
        List<String> missingPersuasions,
        @Nullable ReasonCategory reasonCategory,
        @Nullable String signedBy,
        @Nullable Instant signedAt,
        @Nullable Instant sentAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String reference,
        @Nullable Instant unfoundedAt,
        @Nullable String unfoundedReason) {}
