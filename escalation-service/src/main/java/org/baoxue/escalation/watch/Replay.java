package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Spell;

/**
 * Lets the rules decide about one child's past again, step by step: at each instant at which something became known, and at
 * each for which they asked. It is {@link Review} that decides, as it does about the living. Pure.
 *
 * <p>Everything is known the instant it was accepted, or when the suite woke; what was done counts from when it was done. A deed
 * is taken for the duty of the same rule, absence and date; where a day rule made it owed on another date, for that one.
 */
public final class Replay {
    private final Past past;
    private final SchoolCalendar calendar;
    private final TreeMap<Instant, List<Runnable>> agenda = new TreeMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<LocalDate, DayEnd> closed = new HashMap<>();
    private final Map<String, KnownSpell> spells = new LinkedHashMap<>();
    private final Map<String, Duty> duties = new LinkedHashMap<>();
    private final Map<String, List<Firing>> firings = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Telling> tellings = new ArrayList<>();
    private Optional<LocalDate> changed = Optional.empty();
    private Optional<Instant> nextAt = Optional.empty();
    private Instant now = Instant.MIN;

    /** What came of a past: everything that ever was, also what was taken back. */
    public record Played(
            List<KnownSpell> spells, List<Duty> duties, Map<String, List<Firing>> firings, List<Telling> tellings) {}

    /**
     * Somebody was to be told.
     *
     * @param date of the duty, or on which the rule was due to fire
     * @param ofCountedDay a counted day is behind it, not a mark of the date
     * @param at not before then
     */
    public record Telling(
            String rule,
            String spell,
            LocalDate date,
            boolean ofCountedDay,
            String occasion,
            String post,
            Instant at) {}

    private Replay(Past past) {
        this.past = past;
        this.calendar = past.calendar();
    }

    /** @param until the last instant that is looked at */
    public static Played play(Past past, Instant until) {
        Replay replay = new Replay(past);
        replay.plan();
        replay.run(until);
        return new Played(
                List.copyOf(replay.spells.values()),
                List.copyOf(replay.duties.values()),
                Map.copyOf(replay.firings),
                List.copyOf(replay.tellings));
    }

    /** What became known at one instant is known before anything that was done then. */
    private void plan() {
        past.facts().forEach(fact -> at(fact.acceptedAt(), () -> learn(fact)));
        past.closings().forEach(closing -> at(closing.at(), () -> learn(closing)));
        past.deeds().stream()
                .sorted(Comparator.comparing(Past.Deed::at))
                .forEach(deed -> at(deed.at(), () -> act(deed)));
    }

    /** While the suite stood still nothing became known; whatever did is known when it woke. */
    private void at(Instant instant, Runnable step) {
        agenda.computeIfAbsent(awake(instant), at -> new ArrayList<>()).add(step);
    }

    private Instant awake(Instant instant) {
        return past.outages().stream()
                .filter(outage -> !instant.isBefore(outage.from()) && instant.isBefore(outage.to()))
                .map(outage -> outage.to())
                .findFirst()
                .orElse(instant);
    }

    private void run(Instant until) {
        for (Optional<Instant> step = next();
                step.filter(at -> !at.isAfter(until)).isPresent();
                step = next()) {
            now = step.orElseThrow();
            Optional.ofNullable(agenda.remove(now)).orElse(List.of()).forEach(Runnable::run);
            changed.ifPresent(this::look);
            if (nextAt.filter(at -> !at.isAfter(now)).isPresent()) {
                look(tomorrow());
            }
        }
    }

    private Optional<Instant> next() {
        return Stream.concat(
                        nextAt.map(this::awake).stream(), agenda.isEmpty() ? Stream.of() : Stream.of(agenda.firstKey()))
                .min(Comparator.naturalOrder());
    }

    private void learn(Fact fact) {
        facts.add(fact);
        switch (fact) {
            case Fact.Marked mark -> {
                if (mark.mark() == Mark.ABSENT || concerns(mark.slot().date())) {
                    change(mark.slot().date());
                }
            }
            case Fact.LeaveGranted leave -> {
                if (leave.revision() > 1 || concerns(leave.from().date())) {
                    change(firstDay(leave.leave()));
                }
            }
            case Fact.LeaveWithdrawn leave -> change(firstDay(leave.leave()));
            case Fact.EnrolmentChanged enrolment -> {
                if (concerns(enrolment.effective())) {
                    change(enrolment.effective());
                }
            }
            case Fact.DayClosed day -> {
                if (spells.values().stream().anyMatch(known -> known.spell().isOpen())) {
                    change(day.date());
                }
            }
            case Fact.Verified found -> change(found.date());
            case Fact.LeaveAwaiting awaiting ->
                throw new IllegalStateException("what waits for the principal is decided, not recorded");
        }
    }

    private void learn(Past.Closing closing) {
        closed.put(closing.date(), closing.end());
        if (spells.values().stream().anyMatch(known -> known.spell().isOpen())) {
            change(closing.date());
        }
    }

    private boolean concerns(LocalDate date) {
        return spells.values().stream()
                .map(KnownSpell::spell)
                .anyMatch(spell -> !(spell.state() instanceof Spell.Withdrawn ? spell.openedOn() : spell.endedOn())
                        .isBefore(date));
    }

    private LocalDate firstDay(String leave) {
        return facts.stream()
                .filter(fact -> fact instanceof Fact.LeaveGranted granted
                        && granted.leave().equals(leave))
                .map(fact -> ((Fact.LeaveGranted) fact).from().date())
                .min(LocalDate::compareTo)
                .orElseGet(this::tomorrow);
    }

    private void change(LocalDate date) {
        changed = changed.filter(date::isAfter).or(() -> Optional.of(date));
    }

    private LocalDate tomorrow() {
        return calendar.dateOf(now).plusDays(1);
    }

    /** As {@link Recorder} does: what is due by then is settled before the evidence speaks to it. */
    private void act(Past.Deed deed) {
        changed.ifPresent(this::look);
        if (duty(deed)
                .filter(duty -> duty.isOpen() && !duty.dueAt().isAfter(now))
                .isPresent()) {
            look(tomorrow());
        }
        duty(deed).ifPresent(duty -> record(deed, duty));
        boolean ofTheAbsence = deed.kind() == Evidence.Kind.VERIFICATION || deed.kind() == Evidence.Kind.LEAVE_DECISION;
        change(ofTheAbsence ? deed.date() : tomorrow());
        changed.ifPresent(this::look);
    }

    private void record(Past.Deed deed, Duty duty) {
        Policy policy = Optional.ofNullable(spells.get(duty.subject().id()))
                .orElseThrow()
                .keptOf(past.policies());
        List<Evidence> earlier =
                evidence.stream().filter(one -> one.duty().equals(duty.id())).toList();
        var meaning = EvidenceRules.of(
                duty, deed.kind(), deed.outcome(), earlier, policy, past.child().scopes(past.county()), deed.at());
        if (!(meaning instanceof EvidenceRules.Refused)) {
            evidence.add(new Evidence(duty.id(), deed.kind(), deed.outcome(), deed.at()));
        }
        switch (meaning) {
            case EvidenceRules.Ends ends -> {
                keep(ends.duty());
                policy.rule(duty.rule())
                        .doneTells()
                        .forEach(told -> told(duty, Tell.DONE, told.post(), now.plus(told.delay())));
            }
            case EvidenceRules.HandsOver hands -> {
                keep(hands.duty());
                told(duty, Tell.HANDED_OVER, hands.duty().owner().post(), now);
            }
            case EvidenceRules.TakesBack takes -> keep(takes.duty());
            case EvidenceRules.Noted noted -> {
                // kept, and nothing more
            }
            case EvidenceRules.Refused refused -> {
                // it was said of a rule that is another one here
            }
        }
    }

    /** What the deed would have been recorded of. */
    private Optional<Duty> duty(Past.Deed deed) {
        return duties.values().stream()
                .filter(duty -> duty.rule().equals(deed.rule()) && isMeant(duty, deed))
                .max(Comparator.<Duty, Boolean>comparing(duty -> duty.date().equals(deed.date()))
                        .thenComparing(Duty::isOpen)
                        .thenComparing(Duty::openedAt));
    }

    private boolean isMeant(Duty duty, Past.Deed deed) {
        boolean sameSpell = duty.subject().id().equals(deed.spell())
                || covers(duty.subject().id(), deed.date());
        return duty.date().equals(deed.date()) || (duty.firing() != null && sameSpell);
    }

    private boolean covers(String spell, LocalDate date) {
        return Optional.ofNullable(spells.get(spell))
                .map(KnownSpell::spell)
                .filter(known ->
                        !known.openedOn().isAfter(date) && !known.endedOn().isBefore(date))
                .isPresent();
    }

    private void look(LocalDate since) {
        changed = Optional.empty();
        Review review = new Review(known(since), now);
        review.changes().forEach(change -> spells.put(change.after().spell().id(), change.after()));
        review.decided().forEach(decided -> {
            decided.outcome().duties().forEach(this::keep);
            firings.put(decided.spell().spell().id(), decided.outcome().firings());
            decided.outcome().decisions().forEach(this::tell);
        });
        nextAt = review.nextAt();
    }

    private Review.Known known(LocalDate changedOn) {
        LocalDate since = Windows.since(changedOn, List.copyOf(spells.values()), bySpell(duties.values()), firings);
        return new Review.Known(
                past.child(),
                past.county(),
                past.calendars(),
                past.exceptionsOnly(),
                since,
                facts.stream()
                        .filter(fact -> !(fact instanceof Fact.Marked mark)
                                || !mark.slot().date().isBefore(since))
                        .toList(),
                Map.copyOf(closed),
                List.copyOf(spells.values()),
                List.copyOf(duties.values()),
                firings,
                List.copyOf(evidence),
                past.policies(),
                past.outages().stream()
                        .filter(outage -> !outage.to().isAfter(now))
                        .toList());
    }

    private static Map<String, List<Duty>> bySpell(Collection<Duty> duties) {
        Map<String, List<Duty>> bySpell = new HashMap<>();
        duties.forEach(duty -> bySpell.computeIfAbsent(duty.subject().id(), id -> new ArrayList<>())
                .add(duty));
        return bySpell;
    }

    private void keep(Duty duty) {
        duties.put(duty.id(), duty);
    }

    private void tell(Decision decision) {
        switch (decision) {
            case Decision.Opened opened -> told(opened.duty(), opened.tells());
            case Decision.Finished finished -> told(finished.duty(), finished.tells());
            case Decision.Lapsed lapsed -> told(lapsed.duty(), lapsed.tells());
            case Decision.Told told -> {
                LocalDate date = calendar.dateOf(told.firing().dueAt());
                String spell = spellOf(told.firing());
                told.tells()
                        .forEach(tell -> tellings.add(new Telling(
                                told.firing().rule(),
                                spell,
                                date,
                                true,
                                tell.occasion(),
                                tell.audience().post(),
                                tell.at())));
            }
            case Decision.Moved moved -> {}
            case Decision.Cancelled cancelled -> {}
            case Decision.Corrected corrected -> {}
            case Decision.Fired fired -> {}
            case Decision.Withdrawn withdrawn -> {}
            case Decision.Settled settled -> {}
        }
    }

    private String spellOf(Firing firing) {
        return firings.entrySet().stream()
                .filter(fired ->
                        fired.getValue().stream().anyMatch(one -> one.id().equals(firing.id())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void told(Duty duty, List<Tell> tells) {
        tells.forEach(tell -> told(duty, tell.occasion(), tell.audience().post(), tell.at()));
    }

    private void told(Duty duty, String occasion, String post, Instant at) {
        boolean ofCountedDay = duty.firing() != null;
        tellings.add(new Telling(duty.rule(), duty.subject().id(), duty.date(), ofCountedDay, occasion, post, at));
    }
}
