package org.baoxue.escalation.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;

/** Decides about one child as time passes, and keeps what was done, as the service does. */
final class Office {
    static final Scopes SCOPES = new Scopes("ana", "701", "2153011301", "530113001", "530113", "530113001");

    private final Map<LocalDate, DayEnd> closed = new HashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, Duty> duties = new HashMap<>();
    private final Map<String, Firing> firings = new HashMap<>();
    private List<Spell> known = List.of();
    private final List<Outage> outages = new ArrayList<>();
    private Duration travel = Duration.ZERO;
    private boolean exceptionsOnly;
    private Policy policy = Policies.shipped();
    private Instant nextAt = Instant.MAX;
    private final Map<String, Deadline> deadlines = new HashMap<>();

    Office closed(String date) {
        return closed(date, 100, 100);
    }

    Office closed(String date, int members, int marked) {
        closed.put(LocalDate.parse(date), new DayEnd(members, marked));
        return this;
    }

    Office exceptionsOnly() {
        exceptionsOnly = true;
        return this;
    }

    /** The place has set this one value. */
    Office under(String name, String text) {
        policy = new Policy(
                        new Policy.Key("530113", LocalDate.of(2026, 9, 1), 1),
                        Map.of(name, new Policy.Value(text, "own choice: a test")))
                .over(policy);
        return this;
    }

    Office records(String duty, Evidence.Kind kind, String outcome, String at) {
        evidence.add(new Evidence(duty, kind, outcome, Child.at(at)));
        return this;
    }

    /** The duty is done, by whatever its evidence was. */
    Office done(String rule, String at) {
        duty(rule).stream().filter(Duty::isOpen).forEach(duty -> duties.put(duty.id(), duty.done(Child.at(at))));
        return this;
    }

    Office waitsForOtherServices(Duration wait) {
        travel = wait;
        return this;
    }

    Office slept(String from, String to) {
        outages.add(new Outage(Child.at(from), Child.at(to)));
        return this;
    }

    /** The principal decides about every leave that waits. */
    Office principalSays(String outcome, String at) {
        duty("approve-leave").stream().filter(Duty::isOpen).forEach(duty -> {
            duties.put(duty.id(), duty.done(Child.at(at)));
            records(duty.id(), Evidence.Kind.LEAVE_DECISION, outcome, at);
        });
        return this;
    }

    List<Spell> spells() {
        return known;
    }

    List<Decision> decides(Child child, String now) {
        nextAt = Instant.MAX;
        deadlines.clear();
        List<Fact> facts = looksAt(child);
        return known.stream()
                .flatMap(spell -> decides(circumstances(child, facts, spell, now)))
                .toList();
    }

    private Stream<Decision> decides(Circumstances given) {
        DutyRules.Outcome outcome = DutyRules.decide(given);
        outcome.duties().forEach(duty -> duties.put(duty.id(), duty));
        outcome.firings().forEach(firing -> firings.put(firing.id(), firing));
        deadlines.putAll(outcome.deadlines());
        outcome.nextAt().filter(nextAt::isAfter).ifPresent(next -> nextAt = next);
        return outcome.decisions().stream();
    }

    /** What each of the child's absences rests on at {@code now}, with what was done so far and nothing decided. */
    List<Circumstances> circumstances(Child child, String now) {
        List<Fact> facts = looksAt(child);
        return known.stream()
                .map(spell -> circumstances(child, facts, spell, now))
                .toList();
    }

    /** The facts in force, and the absences as they tell them. */
    private List<Fact> looksAt(Child child) {
        Map<String, List<Firing>> fired = new HashMap<>();
        known.forEach(spell -> fired.put(spell.id(), firingsOf(spell)));
        List<Fact> facts = BackdatedLeaves.inForce(
                child.facts(),
                new BackdatedLeaves.Done(known, List.copyOf(duties.values()), fired, evidence, child.calendar()));
        known = child.spells(facts, policy);
        DutyRules.rehomed(known, List.copyOf(duties.values())).forEach(duty -> duties.put(duty.id(), duty));
        return facts;
    }

    private Circumstances circumstances(Child child, List<Fact> facts, Spell spell, String now) {
        return new Circumstances(
                spell,
                known,
                SCOPES,
                child.calendar(),
                policy,
                facts,
                closed,
                exceptionsOnly,
                List.copyOf(duties.values()),
                firingsOf(spell),
                evidence,
                Child.at(now),
                outages,
                travel);
    }

    private List<Firing> firingsOf(Spell spell) {
        return firings.values().stream().filter(firing -> isOf(firing, spell)).toList();
    }

    Instant nextAt() {
        return nextAt;
    }

    Map<String, Deadline> deadlines() {
        return Map.copyOf(deadlines);
    }

    List<Duty> duty(String rule) {
        return duties.values().stream().filter(duty -> duty.rule().equals(rule)).toList();
    }

    Collection<Duty> duties() {
        return duties.values();
    }

    private static boolean isOf(Firing firing, Spell spell) {
        return firing.id().equals(Firing.idOf(spell.id(), firing.rule(), firing.revision()));
    }

    /** Decisions as short words: {@code opened contact-guardian due 2026-09-07T01:05:00Z}. */
    static List<String> said(List<Decision> decisions) {
        return decisions.stream().map(Office::said).sorted().toList();
    }

    private static String said(Decision decision) {
        return switch (decision) {
            case Decision.Opened opened ->
                "opened " + opened.duty().rule() + (opened.duty().late() ? " late" : "")
                        + revision(opened.duty().revision());
            case Decision.Moved moved -> "moved " + moved.duty().rule() + " " + moved.reason();
            case Decision.Finished finished -> "finished " + finished.duty().rule();
            case Decision.Lapsed lapsed -> "lapsed " + lapsed.duty().rule() + (lapsed.unseen() ? " unseen" : "");
            case Decision.Cancelled cancelled ->
                "cancelled " + cancelled.duty().rule() + " " + cancelled.reason()
                        + (cancelled.toldWrongly() ? " told wrongly" : "");
            case Decision.Corrected corrected -> "corrected " + corrected.duty().rule() + " " + corrected.reason();
            case Decision.Fired fired ->
                "fired " + fired.firing().rule() + (fired.firing().late() ? " late" : "")
                        + (fired.firing().unwatermarked() ? " unwatermarked" : "")
                        + revision(fired.firing().revision());
            case Decision.Withdrawn withdrawn ->
                "withdrawn " + withdrawn.firing().rule() + " " + withdrawn.reason();
            case Decision.Settled settled ->
                "settled " + settled.firing().rule() + " " + settled.firing().outside();
            case Decision.Told told ->
                "told " + told.firing().rule() + " "
                        + String.join(
                                ",",
                                told.tells().stream()
                                        .map(tell -> tell.audience().post())
                                        .toList());
        };
    }

    private static String revision(int revision) {
        return revision == 1 ? "" : " #" + revision;
    }
}
