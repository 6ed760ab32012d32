package org.baoxue.cases.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.History;
import org.baoxue.cases.casefile.History.What;
import org.baoxue.cases.persuasion.PersuasionRules.Counts;
import org.baoxue.cases.persuasion.Persuasions;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.cases.report.Report.Signing;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The principal's signature: from then on the report has left the school. Call it inside the caller's transaction. */
@ApplicationScoped
class Signatures {

    private final ReportStore store;
    private final PlatformEvents platform;
    private final Cases cases;
    private final History history;
    private final Persuasions persuasions;
    private final SuiteClock clock;

    Signatures(
            ReportStore store,
            PlatformEvents platform,
            Cases cases,
            History history,
            Persuasions persuasions,
            SuiteClock clock) {
        this.store = store;
        this.platform = platform;
        this.cases = cases;
        this.history = history;
        this.persuasions = persuasions;
        this.clock = clock;
    }

    void sign(String number, String by, @Nullable ReasonCategory category) {
        var caseId = store.caseOf(number).orElseThrow(Signatures::noSuchReport);
        var entry = cases.locked(caseId);
        var report = store.locked(number).orElseThrow(Signatures::noSuchReport);
        switch (report.sign(by, category)) {
            case Signing.AlreadySigned done -> {
                return;
            }
            case Signing.CategoryMissing missing ->
                throw Problems.unprocessable(
                        "reason-category-required",
                        "A formal report says why the child stays away: name the category.",
                        new Problem.At("/reasonCategory", "one of the categories in the OpenAPI file"));
            case Signing.NotAllowed(var slug, var sentence) -> throw Problems.conflict(slug, sentence);
            case Signing.Signed signed -> signed(entry, report, by, category);
        }
    }

    static Problem noSuchReport() {
        return Problems.notFound("There is no such report, or none that your token lets you see.");
    }

    private void signed(Entry entry, Report report, String by, @Nullable ReasonCategory category) {
        var at = clock.now();
        var counts = persuasions.counts(entry.id());
        var paper = store.paper(report.number());
        var facts = paper.facts().with(counts);
        boolean toPlatform = report.kind() == Kind.MONTH;
        store.sign(report.number(), by, category, facts, toPlatform, at);
        var told = new Signed(
                report.number(),
                report.kind(),
                report.duty(),
                report.spell(),
                by,
                at,
                category,
                counts,
                report.unverified(),
                paper.recipients(),
                facts);
        history.tell(entry, What.REPORT_SIGNED, by, told, at);
        if (toPlatform) {
            platform.monthReported(entry, report.number(), facts, report.unverified(), category, at);
            var sent = new Reports.Sent("MONTH", report.number(), report.duty(), report.spell());
            history.tell(entry, What.PLATFORM_SENT, by, sent, at);
        }
    }

    private record Signed(
            String report,
            Kind kind,
            String duty,
            String spell,
            String signedBy,
            Instant signedAt,
            @Nullable ReasonCategory reasonCategory,
            Counts persuasions,
            boolean unverified,
            List<Reports.Recipient> recipients,
            Facts facts) {}
}
