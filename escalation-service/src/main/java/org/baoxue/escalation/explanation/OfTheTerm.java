package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Explanations;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.RuleState;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.explanation.Basis.TermThen;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.term.FirstDays;
import org.baoxue.escalation.term.Pupil;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.TermStartRules;
import org.baoxue.escalation.week.Patterns;

/** Where a rule of a term's start stands for the child at the end of the date. */
final class OfTheTerm {
    private static final Set<Mark> MISSED = Set.of(Mark.ABSENT, Mark.LEAVE);

    private final Basis basis;
    private final TermThen term;
    private final SchoolCalendar calendar;
    private final Policy policy;
    private final LastWord said;
    private final List<Spell> spells;
    private final List<Duty> duties;
    private final Instant at;

    /** @param spells all of the child, as they were at the end of the date */
    OfTheTerm(
            Basis basis,
            TermThen term,
            SchoolCalendar calendar,
            Policy policy,
            LastWord said,
            List<Spell> spells,
            List<Duty> duties,
            Instant at) {
        this.basis = basis;
        this.term = term;
        this.calendar = calendar;
        this.policy = policy;
        this.said = said;
        this.spells = spells;
        this.duties = duties;
        this.at = at;
    }

    static Standing withoutTerm(Rule rule) {
        return new Standing(
                rule, RuleState.NOT_OWED, Because.NO_TERM, 0, 0, Optional.empty(), List.of(), List.of(), List.of());
    }

    /** The one that the start keeps. */
    Policy policy() {
        return policy;
    }

    Standing standing(Rule rule) {
        LocalDate day = rule.id().equals(TermStartRules.LIST) ? term.firstDay() : term.reportDay();
        List<Duty> owed = duties.stream()
                .filter(duty -> duty.rule().equals(rule.id())
                        && duty.subject().id().equals(term.subject())
                        && !duty.openedAt().isAfter(at))
                .toList();
        if (!owed.isEmpty()) {
            return Explanations.ofDuty(rule, owed);
        }
        FirstDays.Judged judged = days().judge(rule.id(), day);
        FirstDays.Verdict verdict = judged.verdict();
        return new Standing(
                rule,
                stateOf(verdict),
                because(verdict),
                0,
                0,
                Optional.of(TermStartRules.settledAt(calendar, policy, judged.day())),
                List.of(),
                List.of(),
                List.of());
    }

    /** Who had not come by the first day, or a week later, is waited for until something ends it. */
    Optional<Patterns.Wait> awaited() {
        FirstDays days = days();
        boolean missing = Stream.of(
                        days.judge(TermStartRules.LIST, term.firstDay()),
                        days.judge(TermStartRules.REPORT, term.reportDay()))
                .map(FirstDays.Judged::verdict)
                .anyMatch(verdict -> verdict == FirstDays.Verdict.MISSING
                        || (verdict == FirstDays.Verdict.PAUSED && term.subject() != null));
        LocalDate until = days.ending().map(ending -> ending.on().minusDays(1)).orElse(term.to());
        return missing
                ? Optional.of(Patterns.Wait.of(term.firstDay(), until, term.classCalled(), said.onLeave()))
                : Optional.empty();
    }

    private FirstDays days() {
        TermStart start =
                new TermStart(new Term(term.from(), term.to()), term.firstDay(), term.reportDay(), term.own());
        return new FirstDays(pupil(start), start, calendar, policy, at);
    }

    private static RuleState stateOf(FirstDays.Verdict verdict) {
        return switch (verdict) {
            case TO_COME, MISSING -> RuleState.WAITING;
            case PAUSED -> RuleState.HELD;
            case THERE, ON_LEAVE, GONE, NOT_BEGUN, UNASKED, CARRIED -> RuleState.NOT_OWED;
        };
    }

    private static Because because(FirstDays.Verdict verdict) {
        return switch (verdict) {
            case TO_COME -> Because.NOT_YET;
            case MISSING -> Because.DUE;
            case PAUSED -> Because.TRANSFER;
            case THERE -> Because.SEEN_BY_THEN;
            case ON_LEAVE -> Because.LEAVE_THEN;
            case GONE -> Because.GONE_BY_THEN;
            case NOT_BEGUN, UNASKED -> Because.NOT_CALLED;
            case CARRIED -> Because.CARRIED_BY_ABSENCE;
        };
    }

    /** The times at the school to which the start belongs; there is one, else there were no start. */
    private List<Stay> stays() {
        return Stay.at(
                        basis.school().school(),
                        basis.enrolment().stream().map(Stay.Change::of).toList())
                .stream()
                .filter(stay -> term.enrolments().contains(stay.revision()))
                .toList();
    }

    private Pupil pupil(TermStart start) {
        List<Stay> stays = stays();
        Stay stay = Stay.joined(stays);
        NavigableSet<LocalDate> schoolCalled = classCalled();
        Stream.of(Optional.ofNullable(term.schoolFirstCalled()), Optional.ofNullable(term.schoolCalled()))
                .flatMap(Optional::stream)
                .forEach(schoolCalled::add);
        return new Pupil(
                basis.student(),
                stay.enrolledOn(),
                stay.notHereFrom(),
                stay.leftOn(),
                stay.transferOn(),
                seen(start, stays),
                said.onLeave(),
                said.leaves().stream()
                        .map(leave ->
                                new Pupil.Leave(leave.from().date(), leave.to().date(), leave.acceptedAt()))
                        .toList(),
                spells.stream()
                        .filter(spell -> !(spell.state() instanceof Spell.Withdrawn))
                        .map(spell -> new Pupil.Away(
                                spell.openedOn(), spell.isOpen() ? Optional.empty() : Optional.of(spell.endedOn())))
                        .toList(),
                classCalled(),
                schoolCalled);
    }

    /** A day that closed where only exceptions are reported called everybody. */
    private NavigableSet<LocalDate> classCalled() {
        NavigableSet<LocalDate> called = new TreeSet<>(term.classCalled());
        silentDays().forEach(called::add);
        return called;
    }

    private Stream<LocalDate> silentDays() {
        return basis.closedDays().stream().filter(Basis.Closed::exceptionsOnly).map(Basis.Closed::date);
    }

    /** Where only exceptions are reported, who is on the roll and not named missing was there. */
    private Optional<LocalDate> seen(TermStart start, List<Stay> stays) {
        Stream<LocalDate> silent = silentDays()
                .filter(date -> said.marks(date).stream().noneMatch(MISSED::contains)
                        && stays.stream().anyMatch(stay -> stay.isHere(date)));
        return Stream.concat(said.seen().stream(), silent)
                .filter(date -> !date.isBefore(stays.getFirst().seenFrom(start)))
                .min(LocalDate::compareTo);
    }
}
