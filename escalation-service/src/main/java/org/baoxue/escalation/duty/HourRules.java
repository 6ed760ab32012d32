package org.baoxue.escalation.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;

/** What the first absent mark of each date makes owed, every day until the spell has opened a case. */
final class HourRules {
    /** The rule that opens the case, with which the case team carries on. */
    static final String OPENS_THE_CASE = "suspected-dropout";

    private static final String CONTACT = "contact-guardian";
    private static final String CORRECTS_A_MISTAKE = "correct-attendance";

    private final Plan plan;

    HourRules(Plan plan) {
        this.plan = plan;
    }

    static Optional<Instant> firstMark(Spell spell, LocalDate date) {
        return Optional.ofNullable(spell.missed().ceilingEntry(Slot.startOf(date)))
                .filter(mark -> mark.getKey().date().equals(date))
                .map(mark -> mark.getValue());
    }

    /** Whether the duty's mark is one of the spell's: in its own spell any of the date, in another the very one. */
    static boolean madeOwed(Spell spell, Duty duty) {
        boolean anyOfTheDate = DutyRules.isOf(spell, duty) || duty.rule().equals(CORRECTS_A_MISTAKE);
        return spell.missed().entrySet().stream()
                .filter(mark -> mark.getKey().date().equals(duty.date()))
                .anyMatch(mark -> anyOfTheDate || mark.getValue().equals(duty.base()));
    }

    /** Duties whose date has no uncovered absent mark left: what people were told was wrong. */
    void correctUnsupported() {
        duties(Rule.OnMark.class)
                .filter(this::hasNoMark)
                .forEach(duty -> plan.takeBack(duty, wrongBecause(plan.spell()), true));
        duties(Rule.OnMistake.class)
                .filter(duty -> duty.isOpen() && hasNoMark(duty))
                .forEach(duty -> plan.finished(duty, "CORRECTED"));
    }

    private boolean hasNoMark(Duty duty) {
        return plan.spell().isUnfounded()
                || firstMark(plan.spell(), duty.date()).isEmpty();
    }

    void openForMarks() {
        if (plan.spell().isUnfounded()) {
            return;
        }
        firstMarks()
                .forEach((date, mark) -> plan.given.policy().hourRules().forEach(rule -> openFor(rule, date, mark)));
    }

    /** When a rule's time begins to run that waits for a failed contact. */
    Stream<Instant> awaited() {
        if (!plan.given.policy().listWaitsForContact() || !plan.spell().isOpen()) {
            return Stream.empty();
        }
        return firstMarks().entrySet().stream().flatMap(first -> plan.given.policy().hourRules().stream()
                .map(rule -> clock(rule, first.getKey(), first.getValue())));
    }

    /** Until when, at the latest, nothing of the rule is owed for a date because the contact is waited for. */
    Optional<Instant> waitsForContactUntil(Rule rule, LocalDate date) {
        return firstMark(plan.spell(), date).flatMap(mark -> Optional.of(clock(rule, date, mark))
                .filter(clock -> clock.isAfter(mark) && clock.isAfter(plan.now())));
    }

    /** By when the rule is owed for a date's first absent mark. */
    Instant due(Rule rule, LocalDate date, Instant mark) {
        return plan.dues.of(rule.dueTime(), clock(rule, date, mark), date);
    }

    /**
     * From when its time runs: the roll call. Where the policy waits for the failed contact, that of the list, and of what is
     * counted from the list, runs from the first attempt that reached nobody; at the latest, and also where the guardian was
     * reached, from the hour by which the guardian was to be reached: no absence is left off the list.
     */
    private Instant clock(Rule rule, LocalDate date, Instant mark) {
        if (!rule.isOfTheList() || !plan.given.policy().listWaitsForContact()) {
            return mark;
        }
        Instant latest = plan.dues.of(plan.given.policy().rule(CONTACT).dueTime(), mark, date);
        return failedContact(date)
                .map(failed -> failed.isBefore(mark) ? mark : failed)
                .filter(latest::isAfter)
                .orElse(latest);
    }

    private Optional<Instant> failedContact(LocalDate date) {
        Set<String> contacts = plan.duties().stream()
                .filter(duty -> duty.rule().equals(CONTACT) && duty.date().equals(date))
                .map(Duty::id)
                .collect(Collectors.toSet());
        return plan.given.evidence().stream()
                .filter(EvidenceRules::isFailedContact)
                .filter(evidence -> contacts.contains(evidence.duty()))
                .map(Evidence::at)
                .min(Comparator.naturalOrder());
    }

    /** The first absent mark of each date, until the case team carries on. */
    private Map<LocalDate, Instant> firstMarks() {
        TreeMap<LocalDate, Instant> first = new TreeMap<>();
        plan.spell().missed().forEach((slot, takenAt) -> first.putIfAbsent(slot.date(), takenAt));
        if (plan.given.policy().caseTeamCarriesOn()) {
            plan.latestFiring(OPENS_THE_CASE)
                    .filter(firing -> !firing.withdrawn())
                    .map(Firing::dueAt)
                    .ifPresent(opened -> first.values().removeIf(opened::isBefore));
        }
        return first;
    }

    /** "Marked by mistake" makes the correction a duty of the class teacher. */
    void openForMistakes() {
        Rule rule = plan.given.policy().rule(CORRECTS_A_MISTAKE);
        if (plan.spell().isUnfounded()) {
            return;
        }
        new Findings(plan.given)
                .mistaken()
                .sorted()
                .filter(date -> plan.latestDuty(rule.id(), date).isEmpty())
                .forEach(date -> {
                    Instant due = plan.dues.of(rule.dueTime(), plan.now(), date);
                    plan.opened(
                            plan.open(rule, date, null, plan.nextRevision(rule.id(), date), plan.now(), due, false),
                            plan.tells(rule.tells(), Tell.OPENED));
                });
    }

    private void openFor(Rule rule, LocalDate date, Instant mark) {
        Optional<Duty> latest = plan.latestDuty(rule.id(), date);
        if (latest.isPresent() && !opensAgain(latest.get())) {
            return;
        }
        if (waitsForContactUntil(rule, date).isPresent()) {
            return;
        }
        int revision = plan.nextRevision(rule.id(), date);
        Instant due = due(rule, date, mark);
        if (due.isAfter(plan.now())) {
            if (plan.spell().isOpen()) {
                opened(plan.open(rule, date, null, revision, mark, due, false), tells(rule, date, mark, due));
            }
        } else if (!date.equals(plan.today())) {
            if (!plan.spell().isOpen() && wasKnownInTime(date, due)) {
                return;
            }
            Duty unseen = plan.open(rule, date, null, revision, mark, due, true);
            opened(unseen, List.of());
            plan.lapsed(unseen, true);
        } else if (plan.spell().isOpen()) {
            Instant lateDue = DutyRules.lateDue(plan);
            opened(plan.open(rule, date, null, revision, mark, lateDue, true), tells(rule, date, mark, due));
        }
    }

    private void opened(Duty duty, List<Tell> tells) {
        plan.opened(
                duty, tells, firstMarked(duty.date()).map(Fact.Marked::entry).orElse(Fact.Entry.UNKNOWN));
    }

    /** Before the due time, or still on its date, it was known that the child had been missing: its return owes nothing. */
    private boolean wasKnownInTime(LocalDate date, Instant due) {
        return firstMarked(date)
                .map(Fact.Marked::acceptedAt)
                .filter(accepted -> !accepted.isAfter(due)
                        || plan.given.calendar().dateOf(accepted).equals(date))
                .isPresent();
    }

    /** The first absent mark of the date, as its latest revision has it. */
    private Optional<Fact.Marked> firstMarked(LocalDate date) {
        Slot first = plan.spell().missed().ceilingKey(Slot.startOf(date));
        return plan.given.facts().stream()
                .filter(Fact.Marked.class::isInstance)
                .map(Fact.Marked.class::cast)
                .filter(marked -> marked.slot().equals(first) && marked.mark() == Mark.ABSENT)
                .max(Comparator.comparingInt(Fact.Marked::revision));
    }

    /** What was taken back or found wrong is owed again, under a new revision, when the mark is back. */
    private boolean opensAgain(Duty latest) {
        return switch (latest.state()) {
            case Duty.Open open -> false;
            case Duty.Done done -> latest.unfounded();
            case Duty.Lapsed lapsed -> latest.unfounded();
            case Duty.Cancelled cancelled -> plan.spell().isOpen() && cancelled.reason() != Reason.RELEASED;
        };
    }

    private List<Tell> tells(Rule rule, LocalDate date, Instant mark, Instant due) {
        return rule.tells().stream()
                .map(told -> told.byList() ? byList(told, clock(rule, date, mark)) : bySelf(told, mark, due))
                .toList();
    }

    /** The list leaves for all marks of its window of due time at once: 90 minutes after the last of them. */
    private Tell byList(Told told, Instant clock) {
        Instant start = plan.dues.windowStart(plan.dues.listDue(clock));
        Instant leaves =
                start.plus(plan.dues.window()).minus(plan.given.policy().duration("hours.list-lead"));
        boolean missed = leaves.isBefore(plan.now());
        Instant next = plan.dues.nextWindow(plan.now());
        return new Tell(
                plan.given.scopes().post(told.post()),
                Tell.OPENED,
                missed ? next : leaves,
                true,
                new Tell.Window(missed ? next : start, plan.dues.window().toMinutes()));
    }

    /** At once, or so long after the mark; who is told later is told with brothers and sisters in one window. */
    private Tell bySelf(Told told, Instant mark, Instant due) {
        Post audience = plan.given.scopes().post(told.post());
        if (told.delay().isZero()) {
            return new Tell(audience, Tell.OPENED, plan.toldAt(Duration.ZERO), false, null);
        }
        Instant wanted = mark.plus(told.delay());
        Instant at =
                wanted.isBefore(plan.now()) || due.isBefore(plan.now()) ? plan.dues.nextWindow(plan.now()) : wanted;
        return new Tell(
                audience,
                Tell.OPENED,
                at,
                false,
                new Tell.Window(plan.dues.windowStart(at), plan.dues.window().toMinutes()));
    }

    private Stream<Duty> duties(Class<? extends Rule.Fires> kind) {
        return plan.duties().stream()
                .filter(duty -> kind.isInstance(plan.rule(duty).fires()));
    }

    private static Reason wrongBecause(Spell spell) {
        return spell.state() instanceof Spell.Excused ? Reason.EXCUSED : DutyRules.reasonOf(spell);
    }
}
