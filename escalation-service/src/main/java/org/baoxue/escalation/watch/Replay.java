package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
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
    private final Map<String, KnownSpell> spells = new LinkedHashMap<>();
    private final Learned learned = new Learned(spells);
    private final Map<String, Duty> duties = new LinkedHashMap<>();
    private final Map<String, List<Firing>> firings = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Tellings tellings = new Tellings();
    private Optional<Instant> nextAt = Optional.empty();
    private Instant now = Instant.MIN;

    /** What came of a past: everything that ever was, also what was taken back. */
    public record Played(
            List<KnownSpell> spells, List<Duty> duties, Map<String, List<Firing>> firings, List<Telling> tellings) {}

    /**
     * Somebody was told, or was to be and nothing that is known has ended it before.
     *
     * @param date of the duty, or on which the rule was due to fire
     * @param ofCountedDay a counted day is behind it, not a mark of the date
     * @param at not before then
     */
    public record Telling(
            String rule, String spell, LocalDate date, boolean ofCountedDay, String occasion, String post, Instant at) {
        Telling as(String otherOccasion, String otherPost, Instant otherAt) {
            return new Telling(rule, spell, date, ofCountedDay, otherOccasion, otherPost, otherAt);
        }
    }

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
                Collections.unmodifiableMap(replay.firings),
                replay.tellings.all());
    }

    /**
     * What became known at one instant is known before anything that was done then. When a list reached the office follows from
     * the policy that was in force: here it follows from the one that is played.
     */
    private void plan() {
        past.facts().forEach(fact -> at(fact.acceptedAt(), () -> learned.learn(fact, calendar.dateOf(now))));
        past.closings().forEach(closing -> at(closing.at(), () -> learned.learn(closing)));
        past.deeds().stream()
                .filter(deed -> deed.kind() != Evidence.Kind.LIST_DELIVERED)
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
            lookIfDue();
        }
    }

    private void lookIfDue() {
        learned.changed().ifPresent(this::look);
        if (nextAt.filter(at -> !at.isAfter(now)).isPresent()) {
            look(tomorrow());
        }
    }

    private Optional<Instant> next() {
        return Stream.concat(
                        nextAt.map(this::awake).stream(), agenda.isEmpty() ? Stream.of() : Stream.of(agenda.firstKey()))
                .min(Comparator.naturalOrder());
    }

    /** As {@link Recorder} does: what is due by then is settled before the evidence speaks to it. */
    private void act(Past.Deed deed) {
        learned.changed().ifPresent(this::look);
        if (duty(deed)
                .filter(duty -> duty.isOpen() && !duty.dueAt().isAfter(now))
                .isPresent()) {
            look(tomorrow());
        }
        duty(deed).ifPresent(duty -> record(duty, deed.kind(), deed.outcome(), deed.at()));
        boolean ofTheAbsence = deed.kind() == Evidence.Kind.VERIFICATION || deed.kind() == Evidence.Kind.LEAVE_DECISION;
        learned.change(ofTheAbsence ? deed.date() : tomorrow());
        learned.changed().ifPresent(this::look);
    }

    private void record(Duty duty, Evidence.Kind kind, String outcome, Instant at) {
        Policy policy = Optional.ofNullable(spells.get(duty.subject().id()))
                .orElseThrow()
                .keptOf(past.policies());
        Scopes scopes = past.child().scopes(past.county());
        List<Evidence> earlier =
                evidence.stream().filter(one -> one.duty().equals(duty.id())).toList();
        var meaning = EvidenceRules.of(duty, kind, outcome, earlier, policy, scopes, at);
        if (!(meaning instanceof EvidenceRules.Refused)) {
            evidence.add(new Evidence(duty.id(), kind, outcome, at));
        }
        switch (meaning) {
            case EvidenceRules.Ends ends -> {
                keep(ends.duty());
                tellings.done(duty, now);
                tellings.plan(duty, doneTells(policy.rule(duty.rule()), scopes));
            }
            case EvidenceRules.HandsOver hands -> {
                Duty next = hands.duty();
                keep(next);
                tellings.noLongerOwedBy(duty.owner(), duty, now);
                tellings.plan(next, List.of(new Tell(next.owner(), Tell.HANDED_OVER, now, false, null)));
            }
            case EvidenceRules.TakesBack takes -> {
                keep(takes.duty());
                tellings.cancelled(duty, false, now);
            }
            case EvidenceRules.Noted noted -> {
                // kept, and nothing more
            }
            case EvidenceRules.Refused refused -> {
                // it was said of a rule that is another one here
            }
        }
    }

    private List<Tell> doneTells(Rule rule, Scopes scopes) {
        return rule.doneTells().stream()
                .map(told -> new Tell(scopes.post(told.post()), Tell.DONE, now.plus(told.delay()), false, null))
                .toList();
    }

    private static boolean isTheList(Duty duty, Tell tell) {
        return tell.list()
                && tell.audience().post().equals(Post.ACADEMIC_OFFICE)
                && EvidenceRules.endings(duty.rule()).contains(Evidence.Kind.LIST_DELIVERED);
    }

    /** The list reaches the office when it goes, unless what it tells of is over by then, also at the very instant. */
    private void listGoes(Duty duty, Tell tell) {
        agenda.computeIfAbsent(awake(tell.at()), at -> new ArrayList<>()).add(() -> {
            lookIfDue();
            Duty listed = Optional.ofNullable(duties.get(duty.id())).orElse(duty);
            if (listed.isOpen()) {
                record(listed, Evidence.Kind.LIST_DELIVERED, "DELIVERED", now);
                look(tomorrow());
            }
        });
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

    private LocalDate tomorrow() {
        return calendar.dateOf(now).plusDays(1);
    }

    private void look(LocalDate since) {
        learned.lookedAt();
        Review review = new Review(known(since), now);
        review.changes().forEach(this::keep);
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
                learned.factsSince(since),
                learned.closed(),
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

    private void keep(Review.SpellChange change) {
        Spell after = change.after().spell();
        spells.put(after.id(), change.after());
        boolean sameState = change.before()
                .map(before -> before.spell().state())
                .filter(after.state()::equals)
                .isPresent();
        if (!after.isOpen() && !sameState) {
            tellings.absenceEnded(after.id(), now);
        }
    }

    private void tell(Decision decision) {
        switch (decision) {
            case Decision.Opened opened -> {
                tellings.plan(opened.duty(), opened.tells());
                opened.tells().stream()
                        .filter(tell -> isTheList(opened.duty(), tell))
                        .forEach(tell -> listGoes(opened.duty(), tell));
            }
            case Decision.Finished finished -> {
                tellings.done(finished.duty(), now);
                tellings.plan(finished.duty(), finished.tells());
            }
            case Decision.Lapsed lapsed -> {
                tellings.noLongerOwedBy(lapsed.duty().owner(), lapsed.duty(), now);
                tellings.plan(lapsed.duty(), lapsed.tells());
            }
            case Decision.Told told -> {
                Firing firing = told.firing();
                LocalDate date = calendar.dateOf(firing.dueAt());
                tellings.plan(told, new Telling(firing.rule(), told.spell(), date, true, "", "", now));
            }
            case Decision.Cancelled cancelled -> tellings.cancelled(cancelled.duty(), cancelled.toldWrongly(), now);
            case Decision.Corrected corrected -> tellings.cancelled(corrected.duty(), true, now);
            case Decision.Withdrawn withdrawn -> tellings.withdrawn(withdrawn.firing(), now);
            case Decision.Moved moved -> {}
            case Decision.Fired fired -> {}
            case Decision.Settled settled -> {}
        }
    }
}
