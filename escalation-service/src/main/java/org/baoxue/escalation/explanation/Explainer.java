package org.baoxue.escalation.explanation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.BackdatedLeaves;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.Explanations;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.explanation.Basis.DutyThen;
import org.baoxue.escalation.explanation.Basis.SpellThen;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.spell.SpellRules;
import org.baoxue.escalation.week.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * Explains a date from nothing but its basis: the absences that the facts tell of, and where each rule stood at the end of the
 * date, as its days were counted by then.
 *
 * <p>Chosen where the rules leave it open: what became known after the date and until {@code asOf} is used (a correction is the
 * truth of the date), but an ending that came after the date does not show on it.
 */
public final class Explainer {
    private final Basis basis;
    private final SchoolCalendar calendar;
    private final List<Policy> policies;
    private final List<Duty> duties;
    private final Map<String, List<Firing>> firings;
    private final Instant at;
    private final List<Fact> facts;
    private final Sentences sentences;

    private Explainer(Basis basis, SchoolCalendar calendar) {
        this.basis = basis;
        this.calendar = calendar;
        this.policies = basis.policies().stream().map(Basis.PolicyThen::read).toList();
        List<Duty> now = basis.duties().stream().map(DutyThen::read).toList();
        this.firings = basis.firings().stream()
                .collect(Collectors.groupingBy(
                        Basis.FiringThen::spell, Collectors.mapping(Basis.FiringThen::firing, Collectors.toList())));
        Instant end = calendar.at(basis.date().plusDays(1), LocalTime.MIDNIGHT);
        this.at = end.isBefore(basis.asOf()) ? end : basis.asOf();
        this.facts = inForce(now);
        Set<String> goingOn = spells(facts).stream()
                .map(spell -> Explanations.until(spell, basis.date(), end))
                .filter(Spell::isOpen)
                .map(Spell::id)
                .collect(Collectors.toSet());
        this.duties = now.stream().map(duty -> asItStood(duty, goingOn)).toList();
        this.sentences = new Sentences(calendar, basis);
    }

    /** The same basis gives the same explanation, at any time and anywhere. */
    public static Explanation explain(Basis basis) {
        Basis.OfSchool school = basis.school();
        return explain(basis, Days.calendar(school.zone(), school.dayCompleteAt(), basis.calendar()));
    }

    /** @param calendar which says the same of every date that the basis carries */
    static Explanation explain(Basis basis, SchoolCalendar calendar) {
        return new Explainer(basis, calendar).explained();
    }

    private Explanation explained() {
        Instant end = calendar.at(basis.date().plusDays(1), LocalTime.MIDNIGHT);
        List<Spell> all = spells(facts).stream()
                .map(spell -> Explanations.until(spell, basis.date(), end))
                .toList();
        List<Spell> touched =
                all.stream().filter(spell -> touches(spell, basis.date())).toList();
        List<Explanation.OfSpell> spells =
                touched.stream().map(spell -> explained(spell, all)).toList();
        List<Explanation.OfRule> rules = new ArrayList<>();
        Policy policy = policies.getFirst();
        policy.rules().stream()
                .filter(rule -> rule.fires() instanceof Rule.OnClassDay)
                .map(rule -> explained(policy, new ClassDay(basis, calendar, duties, at).standing(rule, policy), null))
                .forEach(rules::add);
        policy.rules().stream()
                .filter(rule -> rule.fires() instanceof Rule.OnConcern)
                .map(rule -> explained(policy, ofConcern(rule), null))
                .forEach(rules::add);
        rules.addAll(ofTermAndWeek(policy, all));
        if (touched.isEmpty()) {
            WithoutAbsence none = new WithoutAbsence(basis, calendar, facts);
            policy.rules().stream()
                    .filter(rule -> rule.isOfAbsence())
                    .map(rule -> explained(policy, none.standing(rule), null))
                    .forEach(rules::add);
        }
        return new Explanation(
                basis.student(),
                basis.date(),
                basis.asOf(),
                at,
                calendar.isSchoolDay(basis.date()),
                sentences.zh(touched, facts),
                sentences.en(touched, facts),
                spells,
                rules,
                basis);
    }

    /** What was raised on the date. */
    private Standing ofConcern(Rule rule) {
        List<Duty> owed = duties.stream()
                .filter(duty -> duty.rule().equals(rule.id())
                        && duty.date().equals(basis.date())
                        && !duty.openedAt().isAfter(at))
                .toList();
        return owed.isEmpty()
                ? new Standing(
                        rule,
                        Explanations.RuleState.NOT_OWED,
                        Explanations.Because.NO_CONCERN,
                        0,
                        0,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of())
                : Explanations.ofDuty(rule, owed);
    }

    /** What no absence makes owed, and no class's day. */
    private List<Explanation.OfRule> ofTermAndWeek(Policy policy, List<Spell> all) {
        LastWord said = new LastWord(basis, facts);
        Optional<OfTheTerm> term = ofTerm(said, all);
        List<Patterns.Wait> waits = Stream.concat(
                        term.flatMap(OfTheTerm::awaited).stream(),
                        basis.waits().stream()
                                .map(one -> Patterns.Wait.of(
                                        one.from(), one.to(), Set.copyOf(one.classCalled()), said.onLeave())))
                .toList();
        OfTheWeek week = new OfTheWeek(basis, calendarOf(policy), policy, said, all, waits, duties, at);
        List<Explanation.OfRule> rules = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            if (rule.fires() instanceof Rule.OnTermStart) {
                rules.add(ofTerm(rule, policy, term));
            }
            if (rule.fires() instanceof Rule.OnWeek) {
                OfTheWeek.Told told = week.told(rule);
                rules.add(explained(policy, told.standing(), null).naming(told.named()));
            }
        }
        return rules;
    }

    private Optional<OfTheTerm> ofTerm(LastWord said, List<Spell> all) {
        return Optional.ofNullable(basis.term()).map(term -> {
            Policy own = policies.get(term.policy());
            return new OfTheTerm(basis, term, calendarOf(own), own, said, all, duties, at);
        });
    }

    private Explanation.OfRule ofTerm(Rule rule, Policy policy, Optional<OfTheTerm> term) {
        return term.map(start -> {
                    Policy own = start.policy();
                    return explained(own, start.standing(own.rule(rule.id())), null);
                })
                .orElseGet(() -> explained(policy, OfTheTerm.withoutTerm(rule), null));
    }

    static boolean touches(Spell spell, LocalDate date) {
        return !spell.openedOn().isAfter(date) && !spell.endedOn().isBefore(date);
    }

    private Explanation.OfSpell explained(Spell spell, List<Spell> all) {
        Policy policy = policyOf(spell);
        return new Explanation.OfSpell(
                spell.id(),
                spell.openedOn(),
                spell.opened().order(),
                spell.openedAt(),
                Sentences.stateOf(spell),
                spell.isOpen() ? null : spell.endedOn(),
                policy.key(),
                Explanations.of(circumstances(spell, all, policy), basis.date()).stream()
                        .map(standing -> explained(policy, standing, spell))
                        .toList());
    }

    private Explanation.OfRule explained(Policy policy, Standing standing, @Nullable Spell spell) {
        Rule rule = standing.rule();
        boolean counts = standing.needed() > 0;
        return new Explanation.OfRule(
                rule.id(),
                rule.clause(),
                standing.state(),
                standing.because(),
                counts ? standing.counted() : null,
                counts ? standing.needed() : null,
                standing.at().orElse(null),
                standing.days(),
                standing.firings().stream().map(Firing::id).toList(),
                standing.duties().stream().map(Duty::id).toList(),
                Used.by(rule, policy),
                sentences.zh(standing, spell),
                sentences.en(standing, spell));
    }

    private Circumstances circumstances(Spell spell, List<Spell> all, Policy policy) {
        Map<LocalDate, DayEnd> closed = new HashMap<>();
        basis.closedDays().stream()
                .filter(day -> !day.acceptedAt().isAfter(at))
                .forEach(day -> closed.put(day.date(), new DayEnd(day.members(), day.marked())));
        Basis.OfSchool school = basis.school();
        return new Circumstances(
                spell,
                all,
                new Scopes(
                        basis.student(),
                        school.classId(),
                        school.school(),
                        school.place(),
                        school.place(),
                        school.place()),
                calendarOf(policy),
                policy,
                facts,
                closed,
                school.exceptionsOnly(),
                duties,
                firings.getOrDefault(spell.id(), List.of()),
                evidence(),
                at,
                List.of(),
                Duration.ZERO);
    }

    /** What somebody did, or time did, after the date had not been done on it. What facts took back was never owed. */
    private Duty asItStood(Duty duty, Set<String> goingOn) {
        boolean ended =
                switch (duty.state()) {
                    case Duty.Open open -> true;
                    case Duty.Done done -> !done.at().isAfter(at);
                    case Duty.Lapsed lapsed -> !lapsed.at().isAfter(at);
                    case Duty.Cancelled cancelled ->
                        switch (cancelled.reason()) {
                            case RELEASED -> !cancelled.at().isAfter(at);
                            case RETURNED, LEFT ->
                                !goingOn.contains(duty.subject().id());
                            case EXCUSED, WITHDRAWN, CORRECTED, CALENDAR -> true;
                        };
                };
        return ended ? duty : duty.asOpen();
    }

    /** The facts with each leave as the principal has it. */
    private List<Fact> inForce(List<Duty> now) {
        List<Fact> all = basis.facts();
        return BackdatedLeaves.inForce(all, new BackdatedLeaves.Done(spells(all), now, firings, evidence(), calendar));
    }

    private List<Evidence> evidence() {
        return basis.evidence().stream()
                .map(one -> new Evidence(one.duty(), one.kind(), one.outcome(), one.at()))
                .toList();
    }

    /** The absences under the names by which they were known. */
    private List<Spell> spells(List<Fact> told) {
        List<Spell> all = SpellRules.spells(basis.student(), told, new SpellRules.Readings(calendar, this::reading));
        List<Spell> known =
                new ArrayList<>(basis.spells().stream().map(SpellThen::read).toList());
        return SpellRules.adopted(known, all).stream()
                .sorted(Comparator.comparing(Spell::opened).thenComparing(Spell::id))
                .toList();
    }

    /** As the policy of the absence that began on the date has it. */
    private SpellRules.Reading reading(LocalDate openedOn) {
        Policy policy = policies.get(basis.spells().stream()
                .filter(known -> known.opened().date().equals(openedOn))
                .findFirst()
                .map(SpellThen::policy)
                .orElse(0));
        return new SpellRules.Reading(calendarOf(policy), policy.anyAbsenceCounts());
    }

    private SchoolCalendar calendarOf(Policy policy) {
        Basis.PolicyThen own = basis.policies().get(policies.indexOf(policy));
        return new SchoolCalendar(calendar.zone(), own.dayCompleteAt(), calendar.levels());
    }

    private Policy policyOf(Spell spell) {
        return policies.get(basis.spells().stream()
                .filter(known -> known.spell().equals(spell.id()))
                .findFirst()
                .map(SpellThen::policy)
                .orElse(0));
    }
}
