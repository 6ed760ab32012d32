package org.baoxue.cases.persuasion;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.History;
import org.baoxue.cases.casefile.History.What;
import org.baoxue.cases.persuasion.PersuasionRules.Counter;
import org.baoxue.cases.persuasion.PersuasionRules.Counts;
import org.baoxue.cases.persuasion.PersuasionRules.Kind;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Records persuasions and says how far the counters are. Call it inside a transaction. */
@ApplicationScoped
public class Persuasions {

    public static final String HOME_VISIT = "home-visit";
    private static final String JOINT = "joint-persuasion";

    /** The rules whose duties a persuasion may speak to. */
    public static final Set<String> RULES = Set.of(HOME_VISIT, JOINT);

    /** What came of it. */
    public enum Result {
        WILL_RETURN,
        UNDECIDED,
        REFUSED,
        NOT_MET
    }

    /** @param person in the directory, when known */
    @Schema(name = "Participant")
    public record Participant(
            ParticipantKind kind, @Nullable String person) {}

    /** @param note stays in the ledger, never on a topic */
    record Report(
            UUID visit,
            Kind kind,
            LocalDate on,
            List<Participant> participants,
            Result outcome,
            @Nullable String note,
            String by) {
        List<ParticipantKind> who() {
            return participants.stream().map(Participant::kind).toList();
        }
    }

    /** A duty that this speaks to, as far as known here. */
    public record Spoken(String duty, String rule) {}

    /** What a persuasion came to: the fields of its event. */
    record Told(
            UUID visit,
            Kind kind,
            LocalDate on,
            List<Participant> participants,
            Counts counts,
            List<String> feeds,
            Result outcome,
            String spell,
            List<Spoken> duties,
            String by) {}

    private final PersuasionStore store;
    private final Cases cases;
    private final History history;
    private final SuiteClock clock;

    Persuasions(PersuasionStore store, Cases cases, History history, SuiteClock clock) {
        this.store = store;
        this.cases = cases;
        this.history = history;
        this.clock = clock;
    }

    Told record(UUID caseId, Report report) {
        var entry = cases.lockedOpen(caseId);
        mustBeTrue(entry, report);
        var feeds = PersuasionRules.feeds(report.kind(), report.who());
        var at = clock.now();
        store.insert(caseId, report, feeds, at);
        var told = new Told(
                report.visit(),
                report.kind(),
                report.on(),
                report.participants(),
                counts(caseId),
                feeds.stream().sorted().map(Counter::word).toList(),
                report.outcome(),
                entry.file().ground().spell(),
                store.openDuties(caseId, rules(feeds)),
                report.by());
        history.tell(entry, What.PERSUADED, report.by(), told, at);
        return told;
    }

    public Counts counts(UUID caseId) {
        return PersuasionRules.count(store.counted(caseId));
    }

    /** A duty that a persuasion may end: known so that its record can name it. */
    public void dutyOpened(UUID caseId, String duty, String rule) {
        store.openDuty(caseId, duty, rule);
    }

    public void dutiesEnded(List<String> duties) {
        store.endDuties(duties);
    }

    private void mustBeTrue(Entry entry, Report report) {
        var at = new ArrayList<Problem.At>();
        PersuasionRules.misdated(report.on(), entry.begins(), cases.today(entry))
                .ifPresent(phrase -> at.add(new Problem.At("/on", phrase)));
        PersuasionRules.misfit(report.kind(), report.who())
                .ifPresent(sentence -> at.add(new Problem.At("/participants", sentence)));
        if (!at.isEmpty()) {
            throw Problems.unprocessable("persuasion-not-possible", "This cannot have happened so.", at);
        }
    }

    private static List<String> rules(Set<Counter> feeds) {
        var rules = new ArrayList<String>();
        if (feeds.contains(Counter.SCHOOL)) {
            rules.add(HOME_VISIT);
        }
        if (feeds.contains(Counter.JOINT)) {
            rules.add(JOINT);
        }
        return rules;
    }
}
