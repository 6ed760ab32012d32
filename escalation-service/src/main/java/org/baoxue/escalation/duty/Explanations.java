package org.baoxue.escalation.duty;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.policy.Rule;
import org.jspecify.annotations.Nullable;

/** Says of every rule where it stands for a spell, also of those that did not fire, and why. */
public final class Explanations {
    private Explanations() {}

    /**
     * @param state FIRED, WITHDRAWN, WAITING (for its hour), HELD or NEVER (the absence ended before)
     * @param at when it fired, or may fire
     */
    public record Standing(
            Rule rule, String state, @Nullable Instant at, String zh, String en) {}

    public static List<Standing> of(Circumstances given) {
        Plan plan = new Plan(given);
        DayRules days = new DayRules(plan);
        return given.policy().rules().stream()
                .filter(rule -> !(rule.fires() instanceof Rule.OnClassDay))
                .map(rule -> rule.isDayRule() ? ofDayRule(plan, days, rule) : ofDuty(plan, rule))
                .toList();
    }

    private static Standing ofDayRule(Plan plan, DayRules days, Rule rule) {
        Optional<Firing> fired = plan.latestFiring(rule.id()).filter(firing -> !firing.withdrawn());
        if (fired.isPresent()) {
            return new Standing(
                    rule,
                    "FIRED",
                    fired.get().firedAt(),
                    "第" + fired.get().day() + "天结束时触发；对外：" + fired.get().outside(),
                    "Fired at the end of counted day " + fired.get().day() + "; outside the school: "
                            + fired.get().outside());
        }
        Optional<Instant> due = days.dueAt(rule);
        if (due.isEmpty()) {
            return new Standing(rule, "NEVER", null, "缺勤在此之前已结束", "The absence ended before it could fire");
        }
        boolean held = days.isHeld(rule);
        return new Standing(
                rule,
                held ? "HELD" : "WAITING",
                due.get(),
                held ? "核实或转学暂缓，至此时" : "尚未到时",
                held
                        ? "Held by a verification or a transfer until then"
                        : "Its counted day is not complete before then");
    }

    private static Standing ofDuty(Plan plan, Rule rule) {
        List<Duty> owed = plan.duties().stream()
                .filter(duty -> duty.rule().equals(rule.id()))
                .toList();
        if (owed.isEmpty()) {
            return new Standing(rule, "NOT_OWED", null, "无需", "Nothing has made it owed");
        }
        Duty last = owed.getLast();
        return new Standing(
                rule,
                last.isOpen() ? "OWED" : "ENDED",
                last.dueAt(),
                "共" + owed.size() + "项，最近一项：" + last.date(),
                owed.size() + " so far, the last for " + last.date());
    }
}
