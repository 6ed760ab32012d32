package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.RuleState;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.week.Named;
import org.jspecify.annotations.Nullable;

/**
 * Why each rule fired or did not, for one child and date.
 *
 * @param evaluatedAt the end of the date, or {@code asOf} while it is not over
 * @param spells the absences that the date lies in, each with its rules
 * @param rules what no absence makes owed: the class's day; all the others too where the date lies in no absence
 * @param basis everything that it rests on
 */
public record Explanation(
        String student,
        LocalDate date,
        Instant asOf,
        Instant evaluatedAt,
        boolean schoolDay,
        String zh,
        String en,
        List<OfSpell> spells,
        List<OfRule> rules,
        Basis basis) {

    /** @param state OPEN, RETURNED, EXCUSED, LEFT or WITHDRAWN, at the end of the date */
    public record OfSpell(
            String spell,
            LocalDate openedOn,
            int openedSession,
            Instant openedAt,
            String state,
            @Nullable LocalDate endedOn,
            Policy.Key policy,
            List<OfRule> rules) {}

    /**
     * @param clause of the text that asks for the rule
     * @param because what decided it
     * @param counted so many days, of which the rule needs {@code needed}; missing of a rule that counts none
     * @param at when it fired, may fire, is or was due
     * @param firings their ids
     * @param duties their ids
     * @param values that were used, each with its clause
     */
    public record OfRule(
            String rule,
            String clause,
            RuleState state,
            Because because,
            @Nullable Integer counted,
            @Nullable Integer needed,
            @Nullable Instant at,
            List<CountedDay> days,
            List<String> firings,
            List<String> duties,
            List<Used> values,
            String zh,
            String en) {
        /** With the reasons for which the child is on a list. */
        OfRule naming(Optional<Named> named) {
            return named.map(who -> new OfRule(
                            rule,
                            clause,
                            state,
                            because,
                            counted,
                            needed,
                            at,
                            days,
                            firings,
                            duties,
                            values,
                            zh + "列入名单的原因：" + who.zh() + "。",
                            en + " Named because of: " + who.en() + "."))
                    .orElse(this);
        }
    }

    public record Used(String name, String value, String clause) {}
}
