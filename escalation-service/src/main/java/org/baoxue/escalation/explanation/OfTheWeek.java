package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Explanations;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.RuleState;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.week.Named;
import org.baoxue.escalation.week.Patterns;
import org.baoxue.escalation.week.SchoolWeek;
import org.baoxue.escalation.week.WeekRules;

/** Where a list of the school's week stands for the child at the end of the date: whether it belongs on it, and why. */
record OfTheWeek(
        Basis basis,
        SchoolCalendar calendar,
        Policy policy,
        LastWord said,
        List<Spell> spells,
        List<Patterns.Wait> waits,
        List<Duty> duties,
        Instant at) {

    /** With the reasons for which the child is named, where it is. */
    record Told(Standing standing, Optional<Named> named) {}

    Told told(Rule rule) {
        Optional<SchoolWeek> week = Optional.ofNullable(basis.school().weekEnds())
                .map(last -> SchoolWeek.ending(basis.school().school(), last));
        if (week.isEmpty()) {
            return new Told(
                    standing(rule, RuleState.NOT_OWED, Because.NO_SCHOOL_DAY, Optional.empty()), Optional.empty());
        }
        return told(rule, week.get());
    }

    private Told told(Rule rule, SchoolWeek week) {
        Optional<Instant> settled = Optional.of(WeekRules.settledAt(calendar, policy, week));
        if (settled.filter(at::isBefore).isPresent()) {
            return new Told(standing(rule, RuleState.WAITING, Because.NOT_YET, settled), Optional.empty());
        }
        Optional<Named> named = named(rule, week);
        if (named.isEmpty()) {
            return new Told(standing(rule, RuleState.NOT_OWED, Because.NOBODY_TO_NAME, settled), named);
        }
        List<Duty> owed = duties.stream()
                .filter(duty -> duty.rule().equals(rule.id())
                        && duty.subject().id().equals(week.subject().id())
                        && !duty.openedAt().isAfter(at))
                .toList();
        return new Told(
                owed.isEmpty()
                        ? standing(rule, RuleState.WAITING, Because.DUE, settled)
                        : Explanations.ofDuty(rule, owed),
                named);
    }

    private Optional<Named> named(Rule rule, SchoolWeek week) {
        Patterns patterns = new Patterns(
                basis.student(),
                calendar,
                spells,
                waits,
                said.leaves().stream()
                        .map(leave -> new Patterns.Leave(
                                leave.from().date(), leave.to().date()))
                        .toList(),
                said.skipped());
        return rule.id().equals(WeekRules.WEEKLY) ? patterns.unexcused(week) : patterns.watched(week, policy);
    }

    private static Standing standing(Rule rule, RuleState state, Because because, Optional<Instant> when) {
        return new Standing(rule, state, because, 0, 0, when, List.of(), List.of(), List.of());
    }
}
