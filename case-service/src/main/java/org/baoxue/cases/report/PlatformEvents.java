package org.baoxue.cases.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.History;
import org.baoxue.cases.persuasion.PersuasionRules.Counts;
import org.baoxue.cases.report.Report.ReasonCategory;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** What leaves for the government platform. */
@ApplicationScoped
class PlatformEvents {

    private static final String TOPIC = "baoxue.platform-out.v1";

    private final Outbox outbox;

    PlatformEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void caseReported(Entry entry, String number, Facts facts, boolean unverified, Instant at) {
        publish(
                entry,
                "case-reported",
                new Reported(number, facts.openedOn(), facts.days(), unverified, null, null),
                at);
    }

    void monthReported(
            Entry entry,
            String number,
            Facts facts,
            boolean unverified,
            @Nullable ReasonCategory category,
            Instant at) {
        publish(
                entry,
                "month-reported",
                new Reported(number, facts.openedOn(), facts.days(), unverified, facts.persuasions(), category),
                at);
    }

    void caseWithdrawn(Entry entry, String number, String reason, Instant at) {
        publish(entry, "case-withdrawn", new Withdrawn(number, reason), at);
    }

    private void publish(Entry entry, String name, Object fields, Instant at) {
        outbox.append(OutgoingEvent.of(
                TOPIC,
                entry.child().student(),
                "org.baoxue.platform." + name + ".v1",
                entry.revision(),
                History.body(entry, fields, at),
                at));
    }

    private record Reported(
            String report,
            LocalDate openedOn,
            List<Entry.Day> days,
            boolean unverified,
            @Nullable Counts persuasions,
            @Nullable ReasonCategory reasonCategory) {}

    private record Withdrawn(String report, String reason) {}
}
