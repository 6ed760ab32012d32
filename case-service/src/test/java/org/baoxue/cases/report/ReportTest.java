package org.baoxue.cases.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.UUID;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.cases.report.Report.Signing;
import org.baoxue.cases.report.Report.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aDraftIsSignedAndOnlyTheFormalOneNeedsACategory() {
        assertInstanceOf(
                Signing.Signed.class, report(Kind.TOWNSHIP, State.DRAFTED).sign("p", null));
        assertInstanceOf(Signing.Signed.class, report(Kind.MONTH, State.DRAFTED).sign("p", null));
        assertInstanceOf(
                Signing.CategoryMissing.class,
                report(Kind.FORMAL, State.DRAFTED).sign("p", null));
        assertInstanceOf(
                Signing.Signed.class, report(Kind.FORMAL, State.DRAFTED).sign("p", ReasonCategory.STUDY));
    }

    @Test
    void signingTheSameAgainChangesNothing() {
        var signed = signed(ReasonCategory.STUDY);
        assertInstanceOf(Signing.AlreadySigned.class, signed.sign("p", ReasonCategory.STUDY));
        assertInstanceOf(Signing.AlreadySigned.class, signed.sign("p", null));
    }

    @Test
    void aSignedReportIsNeverSignedOtherwise() {
        var signed = signed(ReasonCategory.STUDY);
        assertEquals("report-already-signed", refusal(signed.sign("p", ReasonCategory.POVERTY)));
        assertEquals("report-already-signed", refusal(signed.sign("another", ReasonCategory.STUDY)));
    }

    @Test
    void whatWasCancelledOrWentByItselfIsNotForSigning() {
        assertEquals(
                "report-cancelled",
                refusal(report(Kind.TOWNSHIP, State.CANCELLED).sign("p", null)));
        assertEquals(
                "report-needs-no-signature",
                refusal(report(Kind.PLATFORM, State.SENT).sign("p", null)));
    }

    private static String refusal(Signing signing) {
        return assertInstanceOf(Signing.NotAllowed.class, signing).slug();
    }

    private static Report signed(ReasonCategory category) {
        return report(Kind.FORMAL, State.SIGNED, category, "p");
    }

    private static Report report(Kind kind, State state) {
        return report(kind, state, null, null);
    }

    private static Report report(Kind kind, State state, @Nullable ReasonCategory category, @Nullable String signedBy) {
        return new Report(
                "S-2026-0001",
                UUID.randomUUID(),
                kind,
                state,
                "duty",
                "spell",
                category,
                signedBy,
                null,
                null,
                false,
                false);
    }
}
