package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Explanations;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.RuleState;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;

/** Where a rule of the class's day stands for the child's class on the date. */
record ClassDay(Basis basis, SchoolCalendar calendar, List<Duty> duties, Instant at) {

    Standing standing(Rule rule, Policy policy) {
        String subject = basis.school().classId() + "/" + basis.date();
        List<Duty> owed = duties.stream()
                .filter(duty ->
                        duty.rule().equals(rule.id()) && duty.subject().id().equals(subject))
                .toList();
        if (!owed.isEmpty()) {
            return Explanations.ofDuty(rule, owed);
        }
        if (!calendar.isSchoolDay(basis.date())) {
            return standing(rule, RuleState.NOT_OWED, Because.NO_SCHOOL_DAY, Optional.empty());
        }
        if (basis.school().exceptionsOnly()) {
            return standing(rule, RuleState.NOT_OWED, Because.EXCEPTIONS_ONLY, Optional.empty());
        }
        Instant complete = calendar.completeAt(basis.date());
        if (at.isBefore(complete.minus(policy.duration(rule.id() + ".remind")))) {
            return standing(rule, RuleState.WAITING, Because.NOT_YET, Optional.of(complete));
        }
        return isPosted()
                ? standing(rule, RuleState.NOT_OWED, Because.ALL_POSTED, Optional.empty())
                : standing(rule, RuleState.WAITING, Because.DUE, Optional.of(complete));
    }

    private boolean isPosted() {
        Set<Integer> posted = basis.posted().stream().map(Basis.Posted::order).collect(Collectors.toSet());
        return basis.school().sessions().stream()
                .filter(session -> session.starts().isBefore(calendar.dayCompleteAt()))
                .allMatch(session -> posted.contains(session.order()));
    }

    private static Standing standing(Rule rule, RuleState state, Because because, Optional<Instant> at) {
        return new Standing(rule, state, because, 0, 0, at, List.of(), List.of(), List.of());
    }
}
