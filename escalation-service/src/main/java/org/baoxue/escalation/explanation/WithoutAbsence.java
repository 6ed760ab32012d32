package org.baoxue.escalation.explanation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.RuleState;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.EnrolmentChanged;
import org.baoxue.escalation.spell.Mark;

/** Why no rule counts on a date that lies in no absence. */
final class WithoutAbsence {
    private static final Set<Change> GONE =
            Set.of(Change.GRADUATED, Change.WITHDRAWN, Change.TRANSFER_OUT, Change.TRANSFER_CONFIRMED);

    private final Basis basis;
    private final SchoolCalendar calendar;
    private final List<Fact> facts;

    WithoutAbsence(Basis basis, SchoolCalendar calendar, List<Fact> facts) {
        this.basis = basis;
        this.calendar = calendar;
        this.facts = facts;
    }

    Standing standing(Rule rule) {
        RuleState state = rule.isDayRule() ? RuleState.NEVER : RuleState.NOT_OWED;
        return new Standing(rule, state, because(), 0, 0, Optional.empty(), List.of(), List.of(), List.of());
    }

    Because because() {
        LastWord said = new LastWord(basis, facts);
        List<Mark> marks = said.marks(basis.date());
        if (marks.contains(Mark.PRESENT) || marks.contains(Mark.LATE)) {
            return Because.IN_SCHOOL;
        }
        if (!isEnrolled()) {
            return Because.NOT_ENROLLED;
        }
        if (marks.contains(Mark.LEAVE) || said.isOnLeave(basis.date())) {
            return Because.LEAVE;
        }
        return calendar.isSchoolDay(basis.date()) ? Because.NOTHING_POSTED : Because.NO_SCHOOL_DAY;
    }

    private boolean isEnrolled() {
        LocalDate date = basis.date();
        List<EnrolmentChanged> changes = basis.enrolment();
        Optional<EnrolmentChanged> last = changes.stream()
                .filter(change -> !change.effective().isAfter(date))
                .max(Comparator.comparingInt(EnrolmentChanged::revision));
        return last.map(change -> !GONE.contains(change.change())).orElse(changes.isEmpty());
    }
}
