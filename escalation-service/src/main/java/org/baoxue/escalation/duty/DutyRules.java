package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Spell;

/**
 * What is owed because of one spell, now: read this after {@code SpellRules}.
 *
 * <p>The decision is a pure function of what is known ({@link Circumstances}): the spell as the facts tell it, what was done
 * about it so far, calendar, policy and the time. It corrects what the facts no longer support, ends what has ended, opens
 * what a mark or a counted day makes owed, and lets what is overdue lapse. Deciding twice changes nothing the second time.
 *
 * <p>Chosen where the rules leave it open: what fell due while the suite slept is due an hour after waking, only of the hour
 * rules it is {@code LAPSED_UNSEEN} on a later day; a firing is owed once its counted day is complete, also where the child has
 * come back since, but what waits to leave the school is dropped on the child's return; "marked by mistake" holds what leaves
 * the school until attendance is corrected, the principal says otherwise, or the child is marked absent again. Where a leave
 * filed backwards is approved ({@link BackdatedLeaves}), what has fired stands with its case, and what is owed of it is cancelled.
 */
public final class DutyRules {
    private DutyRules() {}

    /**
     * @param deadlines of the day rules that have not fired, by rule; of an absence that has ended those that were due before and wait
     * @param nextAt when time alone may change something; nothing does if it is empty
     * @param onlyLapsesUntil until when, as long as nothing new is known, all that time does is to let duties lapse, as
     *     {@link #lapse} does; empty where that is not certain
     */
    public record Outcome(
            List<Decision> decisions,
            List<Duty> duties,
            List<Firing> firings,
            SortedMap<String, Deadline> deadlines,
            Optional<Instant> nextAt,
            Optional<Instant> onlyLapsesUntil) {}

    /** @param nextAt when the next of the duties lapses */
    public record Lapsing(List<Decision> decisions, List<Duty> duties, Optional<Instant> nextAt) {}

    public static Outcome decide(Circumstances given) {
        Plan plan = new Plan(given);
        HourRules hours = new HourRules(plan);
        DayRules days = new DayRules(plan);

        days.withdrawUnsupported();
        hours.correctUnsupported();
        new LeaveApprovals(plan).ask();
        endWithTheSpell(plan);
        reproject(plan, hours);
        new Lapses(plan).settle();
        hours.openForMarks();
        hours.openForMistakes();
        days.fire();
        days.settleOutside();
        Lapses lapses = new Lapses(plan);
        Optional<Instant> other = otherwiseAt(plan, hours, days);
        return new Outcome(
                plan.decisions(),
                plan.duties(),
                plan.firings(),
                days.deadlines(),
                Stream.concat(lapses.nextAt().stream(), other.stream()).min(Instant::compareTo),
                lapses.areBare() ? other : Optional.empty());
    }

    /**
     * What {@link #decide} gives before {@link Outcome#onlyLapsesUntil}, where nothing was learned or done since and the suite
     * did not sleep: of all its steps only this one has something to do. Facts, closed days and evidence are not asked.
     */
    public static Lapsing lapse(Circumstances given) {
        Plan plan = new Plan(given);
        Lapses lapses = new Lapses(plan);
        lapses.settle();
        return new Lapsing(plan.decisions(), plan.duties(), lapses.nextAt());
    }

    /**
     * Where a spell was split or became part of another, what its marks made owed goes with the marks: nobody is told twice of
     * the same day, and nobody is told that a true absence was wrong.
     */
    public static List<Duty> rehomed(List<Spell> spells, List<Duty> duties) {
        return duties.stream().map(duty -> rehomed(spells, duty)).toList();
    }

    private static Duty rehomed(List<Spell> spells, Duty duty) {
        if (duty.firing() != null) {
            return duty;
        }
        return spells.stream()
                .filter(spell -> !spell.isUnfounded() && HourRules.madeOwed(spell, duty))
                .sorted(Comparator.comparing(spell -> !isOf(spell, duty)))
                .findFirst()
                .map(spell -> duty.of(spell.id()))
                .orElse(duty);
    }

    static boolean isOf(Spell spell, Duty duty) {
        return spell.id().equals(duty.subject().id());
    }

    /** A child who is back, excused or gone needs no contact and no verification; visits, reports, corrections stay owed. */
    private static void endWithTheSpell(Plan plan) {
        if (plan.spell().isOpen()) {
            return;
        }
        plan.duties().stream()
                .filter(Duty::isOpen)
                .filter(duty -> endsWithTheSpell(plan.rule(duty)))
                .forEach(duty -> plan.takeBack(duty, reasonOf(plan.spell()), false));
    }

    static Reason reasonOf(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> Reason.CORRECTED;
            case Spell.Returned returned -> Reason.RETURNED;
            case Spell.Excused excused -> Reason.EXCUSED;
            case Spell.Left left -> Reason.LEFT;
            case Spell.Withdrawn withdrawn -> Reason.WITHDRAWN;
        };
    }

    private static boolean endsWithTheSpell(Rule rule) {
        return rule.fires() instanceof Rule.OnMark || rule.fires() instanceof Rule.OnPresumed;
    }

    /**
     * Another calendar, or another first mark of the date, gives open duties another due time; not what is due late. Nor does an
     * attempt that is entered late shorten the hours of a list that run already: the list has its time to leave.
     */
    private static void reproject(Plan plan, HourRules hours) {
        plan.duties().stream().filter(Duty::isOpen).forEach(duty -> {
            Rule rule = plan.rule(duty);
            boolean hourRule = rule.fires() instanceof Rule.OnMark;
            Instant due = hourRule
                    ? hours.due(
                            rule,
                            duty.date(),
                            HourRules.firstMark(plan.spell(), duty.date()).orElse(duty.base()))
                    : plan.dues.of(rule.dueTime(), duty.base(), duty.date());
            boolean shorter =
                    rule.isOfTheList() && plan.given.policy().listWaitsForContact() && due.isBefore(duty.dueAt());
            boolean stands = due.equals(duty.dueAt()) || (hourRule && duty.late()) || shorter;
            if (!stands && due.isAfter(plan.now())) {
                plan.moved(duty.dueAt(due, duty.late()), whyMoved(plan, rule, duty));
            }
        });
    }

    /** What the hours of a date run from may be another mark, or an attempt; the days are the calendar's alone. */
    private static String whyMoved(Plan plan, Rule rule, Duty duty) {
        if (!(rule.fires() instanceof Rule.OnMark)) {
            return "CALENDAR";
        }
        if (HourRules.firstMark(plan.spell(), duty.date())
                .filter(mark -> !mark.equals(duty.base()))
                .isPresent()) {
            return "MARK";
        }
        return rule.isOfTheList() && plan.given.policy().listWaitsForContact() ? "CONTACT" : "CALENDAR";
    }

    static Instant lateDue(Plan plan) {
        return plan.now().plus(plan.given.policy().duration("hours.late-due"));
    }

    /** When time alone changes anything but that an open duty lapses. */
    private static Optional<Instant> otherwiseAt(Plan plan, HourRules hours, DayRules days) {
        Stream<Instant> end = plan.given.spell().excusedFrom().stream()
                .map(date -> plan.given.calendar().at(date, LocalTime.MIDNIGHT));
        return Stream.of(hours.awaited(), days.awaited(), end)
                .flatMap(instants -> instants)
                .filter(instant -> instant.isAfter(plan.now()))
                .min(Instant::compareTo);
    }
}
