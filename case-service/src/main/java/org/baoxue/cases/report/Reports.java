package org.baoxue.cases.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.cases.calendar.Places;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.History;
import org.baoxue.cases.casefile.History.What;
import org.baoxue.cases.persuasion.Persuasions;
import org.baoxue.cases.report.Report.Kind;
import org.baoxue.cases.report.Report.State;
import org.baoxue.kit.clock.SuiteClock;

/** Drafts, sends and takes back reports as the rules ask. Call it inside a worker's transaction. */
@ApplicationScoped
public class Reports {

    private static final Map<String, Kind> KINDS = Map.of(
            "township-report", Kind.TOWNSHIP,
            "formal-report", Kind.FORMAL,
            "unregistered-report", Kind.UNREGISTERED,
            "month-report", Kind.MONTH,
            "platform-report", Kind.PLATFORM);

    /** The rules whose duties ask for a report. */
    public static final Set<String> RULES = KINDS.keySet();

    private final ReportStore store;
    private final PlatformEvents platform;
    private final Cases cases;
    private final History history;
    private final Persuasions persuasions;
    private final Places places;
    private final SuiteClock clock;

    Reports(
            ReportStore store,
            PlatformEvents platform,
            Cases cases,
            History history,
            Persuasions persuasions,
            Places places,
            SuiteClock clock) {
        this.store = store;
        this.platform = platform;
        this.cases = cases;
        this.history = history;
        this.persuasions = persuasions;
        this.places = places;
        this.clock = clock;
    }

    /** One report per duty, however often the duty is told; the platform's own leaves at once. */
    public void order(Entry entry, ReportOrder order) {
        if (store.byDuty(order.duty()).isPresent()) {
            return;
        }
        var kind = KINDS.get(order.rule());
        if (kind == null) {
            throw new IllegalArgumentException("no rule that asks for a report");
        }
        var at = clock.now();
        var child = entry.child();
        var number = store.nextNumber(
                child.school(), places.dateAt(at, child.school(), child.place()).getYear());
        var recipients = recipients(kind, child.place());
        var facts = Facts.of(entry, order, persuasions.counts(entry.id()));
        store.insert(entry.id(), number, kind, order, recipients, facts, at);
        if (kind == Kind.PLATFORM) {
            platform.caseReported(entry, number, facts, order.unverified(), at);
            history.tell(entry, What.PLATFORM_SENT, null, new Sent("CASE", number, order.duty(), order.spell()), at);
        } else {
            var drafted = new Drafted(
                    number,
                    kind,
                    order.duty(),
                    order.spell(),
                    order.days(),
                    order.dueAt(),
                    recipients,
                    order.unverified(),
                    facts);
            history.tell(entry, What.REPORT_DRAFTED, null, drafted, at);
        }
    }

    public boolean isOrdered(String duty) {
        return store.byDuty(duty).isPresent();
    }

    /**
     * A duty ended without its report, or turned out unfounded after it had an ending.
     *
     * @param wrong false where nothing more is owed, but what was reported stays true
     */
    public void dutyFell(String duty, String reason, boolean wrong) {
        store.byDuty(duty)
                .filter(report -> wrong || report.state() == State.DRAFTED)
                .ifPresent(report -> fell(cases.found(report.caseId()), report, reason));
    }

    /** What opened the entry turned out wrong: so did whatever was reported of it. */
    public void openedInError(Entry entry, String reason) {
        store.ofCase(entry.id()).forEach(report -> fell(entry, report, reason));
    }

    private void fell(Entry entry, Report report, String reason) {
        var at = clock.now();
        if (report.state() == State.DRAFTED) {
            store.cancel(report.number(), reason, at);
            history.tell(
                    entry,
                    What.REPORT_CANCELLED,
                    null,
                    new Cancelled(report.number(), report.kind(), report.duty(), report.spell(), reason),
                    at);
        } else if (report.state() != State.CANCELLED && !report.unfounded()) {
            store.unfounded(report.number(), reason, at);
            history.tell(
                    entry,
                    What.REPORT_UNFOUNDED,
                    null,
                    new Cancelled(report.number(), report.kind(), report.duty(), report.spell(), reason),
                    at);
            if (report.leftForPlatform()) {
                platform.caseWithdrawn(entry, report.number(), reason, at);
            }
        }
    }

    /**
     * The platform took a report in.
     *
     * @throws IllegalArgumentException when it is no report of this entry that went there
     */
    public void acknowledged(Entry entry, String number, String reference) {
        var report = store.locked(number)
                .filter(one -> one.caseId().equals(entry.id()) && one.leftForPlatform())
                .orElseThrow(() -> new IllegalArgumentException("acknowledges no report of this entry"));
        if (report.acknowledgedAt() == null) {
            var at = clock.now();
            store.acknowledge(number, reference, at);
            history.tell(entry, What.PLATFORM_ACKNOWLEDGED, null, new Acknowledged(number, reference), at);
        }
    }

    private List<Recipient> recipients(Kind kind, String place) {
        var township = new Recipient("township-officer", place);
        var county = places.county(place).map(code -> new Recipient("county-bureau", code));
        return switch (kind) {
            case TOWNSHIP, UNREGISTERED -> List.of(township);
            case FORMAL -> county.map(bureau -> List.of(township, bureau)).orElse(List.of(township));
            case MONTH -> county.map(List::of).orElse(List.of());
            case PLATFORM -> List.of();
        };
    }

    /** A post that a report is addressed to. */
    public record Recipient(String post, String scope) {}

    record Drafted(
            String report,
            Kind kind,
            String duty,
            String spell,
            List<Entry.Day> days,
            Instant dueAt,
            List<Recipient> recipients,
            boolean unverified,
            Facts facts) {}

    record Sent(String kind, String report, String duty, String spell) {}

    private record Cancelled(String report, Kind kind, String duty, String spell, String reason) {}

    private record Acknowledged(String report, String reference) {}
}
