package org.baoxue.escalation.explanation;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;

/** Which values of a policy a rule is told by: its own, and what holds for all of its kind. */
final class Used {
    private static final Set<String> OF_DAYS = Set.of(
            "spell.partial-days",
            "spell.leave-grace-days",
            "spell.transfer-confirm-days",
            "day.complete-at",
            "day.make-up-days",
            "day.watermark-wait",
            "day.completeness-percent",
            "hours.past-becomes");
    private static final Set<String> OF_MARKS =
            Set.of("spell.partial-days", "hours.late-due", "hours.past-becomes", "case.carries-on");
    /** What starts the time of the list, and of what is counted from the list. */
    private static final Set<String> OF_THE_LIST =
            Set.of("report-absence-list.due", "report-absence-list.clock", "contact-guardian.due");

    /** Also of a term's start and of a school's week. */
    private static final Set<String> OF_CLASS_DAYS = Set.of("day.complete-at", "day.watermark-wait");

    private static final Set<String> OF_OTHERS = Set.of("hours.past-becomes");

    private Used() {}

    static List<Explanation.Used> by(Rule rule, Policy policy) {
        Set<String> common = rule.isDayRule() ? OF_DAYS : common(rule);
        return new TreeMap<>(policy.values())
                .entrySet().stream()
                        .filter(value -> value.getKey().startsWith(rule.id() + ".")
                                || common.contains(value.getKey())
                                || (rule.isOfTheList() && OF_THE_LIST.contains(value.getKey())))
                        .map(value -> new Explanation.Used(
                                value.getKey(),
                                value.getValue().text(),
                                value.getValue().clause()))
                        .toList();
    }

    private static Set<String> common(Rule rule) {
        if (rule.fires() instanceof Rule.OnMark) {
            return OF_MARKS;
        }
        return rule.isOfAbsence() || rule.fires() instanceof Rule.OnConcern ? OF_OTHERS : OF_CLASS_DAYS;
    }
}
