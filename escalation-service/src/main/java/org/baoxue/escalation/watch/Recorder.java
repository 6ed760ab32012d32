package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.EvidenceDetails;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.duty.EvidenceRules.Meaning;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** Records evidence of a duty, whoever gives it, and what follows from it. Runs inside the caller's transaction, as worker. */
@ApplicationScoped
public class Recorder {
    private final DutyStore duties;
    private final SchoolDutyStore ofSchools;
    private final SpellStore spells;
    private final ChildStore children;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final Watch watch;
    private final Outbox outbox;
    private final jakarta.enterprise.event.Event<OfSchoolWeek> ofSchoolWeek;
    private final jakarta.enterprise.event.Event<OfConcern> ofConcern;

    Recorder(
            DutyStore duties,
            SchoolDutyStore ofSchools,
            SpellStore spells,
            ChildStore children,
            DirectoryStore directory,
            PolicyStore policies,
            Watch watch,
            Outbox outbox,
            jakarta.enterprise.event.Event<OfSchoolWeek> ofSchoolWeek,
            jakarta.enterprise.event.Event<OfConcern> ofConcern) {
        this.duties = duties;
        this.ofSchools = ofSchools;
        this.spells = spells;
        this.children = children;
        this.directory = directory;
        this.policies = policies;
        this.watch = watch;
        this.outbox = outbox;
        this.ofSchoolWeek = ofSchoolWeek;
        this.ofConcern = ofConcern;
    }

    /**
     * @param details of which only how and number are published
     * @param note in a person's own words; stays here, is published nowhere
     * @param at when it was done, where that was before now
     * @param source the event that said so, where another service recorded it: told again it is known
     */
    public record Given(
            String duty,
            Evidence.Kind kind,
            String outcome,
            EvidenceDetails details,
            @Nullable String note,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String source) {
        /** The same, said by an event. */
        public Given from(String event) {
            return new Given(duty, kind, outcome, details, note, by, at, event);
        }

        /** What was done is never later than its being known. */
        Instant doneAt(Instant now) {
            return at == null || at.isAfter(now) ? now : at;
        }
    }

    /** Takes what others recorded, in order; whoever it is about is held first, in the order in which everybody holds children. */
    public void recordAll(List<Given> given, Instant now) {
        if (!given.isEmpty()) {
            children.lock(duties.duties(given.stream().map(Given::duty).collect(Collectors.toSet())).stream()
                    .flatMap(owed -> Stream.ofNullable(owed.student()))
                    .collect(Collectors.toSet()));
            given.forEach(one -> record(one, now));
        }
    }

    /** Something was recorded about a list of a school's week, in the same transaction, with the school held. */
    public record OfSchoolWeek(Owed owed, Evidence.Kind kind, Instant now) {}

    /**
     * What a concern made owed is about to change by a person's word, in the same transaction, with the child held: the concern is
     * held too, and what has lapsed by now is settled first.
     */
    public record OfConcern(String concern, Instant now) {}

    /** What it meant; a refusal has changed nothing. Evidence of a duty that we do not know means nothing. */
    public Optional<Meaning> record(Given given, Instant now) {
        Optional<Owed> seen = duties.duty(given.duty());
        seen.filter(owed -> isOfSchoolWeek(owed.duty()))
                .ifPresent(owed -> directory.lockSchools(List.of(owed.codes().school()), List.of()));
        seen.map(Owed::student).ifPresent(student -> {
            children.lock(List.of(student));
            if (!seen.orElseThrow().duty().dueAt().isAfter(now)) {
                // what has lapsed by now, or was slept through, is settled before the evidence speaks to it
                watch.look(List.of(student), now);
            }
        });
        seen.filter(owed -> isOfConcern(owed.duty()))
                .ifPresent(owed ->
                        ofConcern.fire(new OfConcern(owed.duty().subject().id(), now)));
        if (given.source() != null && duties.hasHeard(given.duty(), given.source())) {
            return Optional.of(new EvidenceRules.Noted()); // as when a topic is read from its beginning
        }
        return duties.duty(given.duty()).map(owed -> record(owed, given, now));
    }

    private Meaning record(Owed owed, Given given, Instant now) {
        WatchedChild child = owed.codes();
        Policy policy = policyOf(owed, now);
        Scopes scopes = child.scopes(
                directory.around(List.of(child.school()), List.of()).county(child.place()));
        List<Evidence> earlier = duties.evidenceOf(List.of(owed.duty().subject().id())).stream()
                .filter(one -> one.duty().equals(owed.duty().id()))
                .toList();
        Instant at = given.doneAt(now);
        Meaning meaning = EvidenceRules.of(owed.duty(), given.kind(), given.outcome(), earlier, policy, scopes, at);
        if (meaning instanceof EvidenceRules.Refused) {
            return meaning;
        }
        duties.keep(
                new Evidence(given.duty(), given.kind(), given.outcome(), at),
                given.details(),
                given.note(),
                given.by(),
                given.source(),
                now);
        outbox.append(event(owed, given, meaning, policy, scopes, now));
        if (isOfSchoolWeek(owed.duty())) {
            ofSchoolWeek.fire(new OfSchoolWeek(owed, given.kind(), now));
        }
        if (owed.student() != null) {
            if (given.kind() == Evidence.Kind.VERIFICATION) {
                duties.keepVerification(owed.student(), owed.duty(), given.outcome(), now);
            }
            if (given.kind() == Evidence.Kind.VERIFICATION || given.kind() == Evidence.Kind.LEAVE_DECISION) {
                // it may speak of an absence about which nothing was owed any more
                watch.look(Map.of(owed.student(), owed.duty().date()), now);
            } else {
                watch.look(List.of(owed.student()), now);
            }
        }
        return meaning;
    }

    /**
     * A running spell keeps its own, so does a term's start; a week and a concern have that of what was opened, a class's day
     * that of its date.
     */
    private Policy policyOf(Owed owed, Instant now) {
        PolicyStore.Versions all = policies.all();
        if (owed.duty().subject().kind() == Duty.Subject.Kind.TERM_START) {
            return ofSchools
                    .termStart(owed.duty().subject().id())
                    .map(kept -> all.at(kept.knownAt()).inForce(owed.codes().place(), kept.on()))
                    .orElseThrow();
        }
        Instant knownAt =
                switch (owed.duty().subject().kind()) {
                    case SCHOOL_WEEK, CONCERN -> owed.duty().openedAt();
                    case SPELL, CLASS_DAY, SCHOOL_DAY, TERM_START -> now;
                };
        return Optional.ofNullable(owed.student()).stream()
                .flatMap(student -> spells.spellsOf(List.of(student)).stream())
                .filter(spell -> spell.spell().id().equals(owed.duty().subject().id()))
                .findFirst()
                .map(spell -> spell.keptOf(all))
                .orElseGet(() -> all.at(knownAt)
                        .inForce(owed.codes().place(), owed.duty().date()));
    }

    private OutgoingEvent event(Owed owed, Given given, Meaning meaning, Policy policy, Scopes scopes, Instant now) {
        return switch (meaning) {
            case EvidenceRules.Ends ends -> {
                List<Tell> tells = policy.rule(owed.duty().rule()).doneTells().stream()
                        .filter(told -> !told.byList())
                        .map(told -> new Tell(scopes.post(told.post()), Tell.DONE, now.plus(told.delay()), false, null))
                        .toList();
                yield EscalationEvents.evidence(
                        saved(owed, ends.duty()), "duty-done", fields(given, now), tells, given.doneAt(now));
            }
            case EvidenceRules.HandsOver hands ->
                EscalationEvents.attemptsFailed(owed, saved(owed, hands.duty()), fields(given, now), now);
            case EvidenceRules.TakesBack takes ->
                EscalationEvents.released(saved(owed, takes.duty()), fields(given, now), now);
            case EvidenceRules.Noted noted ->
                EscalationEvents.evidence(owed, "duty-evidence", fields(given, now), List.of(), given.doneAt(now));
            case EvidenceRules.Refused refused -> throw new IllegalStateException("a refusal is not published");
        };
    }

    private static boolean isOfSchoolWeek(Duty duty) {
        return duty.subject().kind() == Duty.Subject.Kind.SCHOOL_WEEK;
    }

    private static boolean isOfConcern(Duty duty) {
        return duty.subject().kind() == Duty.Subject.Kind.CONCERN;
    }

    private Owed saved(Owed owed, Duty duty) {
        Owed next = new Owed(duty, owed.student(), owed.codes());
        duties.saveChanged(List.of(duty));
        return next;
    }

    private static Map<String, Object> fields(Given given, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", given.kind());
        fields.put("outcome", given.outcome());
        Optional.ofNullable(given.details().how()).ifPresent(how -> fields.put("how", how));
        Optional.ofNullable(given.details().number()).ifPresent(number -> fields.put("number", number));
        Optional.ofNullable(given.by()).ifPresent(by -> fields.put("by", by));
        Optional.ofNullable(given.source()).ifPresent(source -> fields.put("source", source));
        fields.put("at", given.doneAt(now));
        fields.put("recordedAt", now);
        return fields;
    }
}
