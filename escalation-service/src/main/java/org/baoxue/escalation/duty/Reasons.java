package org.baoxue.escalation.duty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Fact.LeaveAwaiting;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;

/** Says why, from the facts of the spell; no names, only what was marked and counted. */
final class Reasons {
    private final Circumstances given;

    Reasons(Circumstances given) {
        this.given = given;
    }

    Why of(String ruleId, LocalDate until) {
        Rule rule = given.policy().rule(ruleId);
        return of(ruleId, CountedDay.upTo(until, given.spell(), given.spells(), given.calendar(), rule.counting()));
    }

    Why of(String ruleId, List<CountedDay> days) {
        Rule rule = given.policy().rule(ruleId);
        Spell spell = given.spell();
        return new Why(
                ruleId,
                given.policy().key(),
                rule.clause(),
                facts(spell),
                days,
                "自" + spell.openedOn() + "起无故未到校，已计" + days.size() + "天；规则“" + ruleId + "”，依据" + rule.clause(),
                "Missing without leave since " + spell.openedOn() + ", counted days: " + days.size() + "; rule "
                        + ruleId + " by " + rule.clause());
    }

    private List<String> facts(Spell spell) {
        List<String> facts = new ArrayList<>();
        spell.missed().forEach((slot, takenAt) -> facts.add("ABSENT " + name(slot) + " taken " + takenAt));
        switch (spell.state()) {
            case Spell.Open open -> {}
            case Spell.Returned returned -> facts.add("SEEN " + name(returned.at()) + " taken " + returned.takenAt());
            case Spell.Excused excused ->
                facts.add("EXCUSED from " + excused.from().date());
            case Spell.Left left -> facts.add("LEFT on " + left.on());
            case Spell.Withdrawn withdrawn -> facts.add("MARKS TAKEN BACK");
        }
        given.facts().stream()
                .filter(fact ->
                        fact instanceof LeaveAwaiting leave && leave.spell().equals(spell.id()))
                .map(LeaveAwaiting.class::cast)
                .forEach(leave -> facts.add("AWAITS APPROVAL " + leave.paper() + " from "
                        + leave.from().date() + " to " + leave.to().date() + " filed " + leave.acceptedAt()));
        BackdatedLeaves.decisions(given.evidence())
                .values()
                .forEach(said -> facts.add("LEAVE " + said.outcome() + " by the principal at " + said.at()));
        return facts;
    }

    private static String name(Slot slot) {
        return slot.date() + "/" + slot.order();
    }
}
