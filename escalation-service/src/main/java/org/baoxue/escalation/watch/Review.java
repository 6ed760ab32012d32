package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.BackdatedLeaves;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Deadline;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.DutyRules;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.spell.SpellRules;
import org.baoxue.kit.event.EventId;

/** Looks at one child again: tells its spells from the facts, keeps their identities, and decides about each. Pure. */
final class Review {
    private final Known known;
    private final Instant now;
    private final SchoolCalendar calendar;
    private final Map<LocalDate, SpellRules.Reading> readings = new HashMap<>();
    private final List<Fact> facts;
    private final List<Spell> spells;
    private final List<SpellChange> changes = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();
    private final List<LocalDate> endsAhead = new ArrayList<>();

    /**
     * What is known of one child.
     *
     * @param since from which date on its marks are loaded; spells opened before stay as they are
     * @param calendars of the child's class, with the ends of days that a policy knows
     * @param policies as they stood at a time
     */
    record Known(
            WatchedChild child,
            String county,
            Function<Policy, SchoolCalendar> calendars,
            boolean exceptionsOnly,
            LocalDate since,
            List<Fact> facts,
            Map<LocalDate, DayEnd> closed,
            List<KnownSpell> spells,
            List<Duty> duties,
            Map<String, List<Firing>> firings,
            List<Evidence> evidence,
            PolicyStore.Versions policies,
            List<Outage> outages) {
        private SchoolCalendar calendar() {
            return calendars.apply(Policies.shipped());
        }
    }

    /** @param before missing where the spell is new */
    record SpellChange(Optional<KnownSpell> before, KnownSpell after) {}

    record Decided(KnownSpell spell, DutyRules.Outcome outcome) {}

    Review(Known known, Instant now) {
        this.known = known;
        this.now = now;
        this.calendar = known.calendar();
        this.facts = BackdatedLeaves.inForce(
                known.facts(),
                new BackdatedLeaves.Done(
                        known.spells().stream().map(KnownSpell::spell).toList(),
                        known.duties(),
                        known.firings(),
                        known.evidence(),
                        calendar));
        List<KnownSpell> told = spellsNow();
        this.spells = told.stream().map(KnownSpell::spell).toList();
        List<Duty> duties = DutyRules.rehomed(spells, known.duties());
        told.stream()
                .filter(spell -> !spell.spell().openedOn().isBefore(known.since()) || isUnsettled(spell))
                .forEach(spell -> decided.add(new Decided(spell, decide(spell, duties))));
        noteChanges(told);
    }

    /** Of the class, whichever the policy: the zone and the school days are the same. */
    SchoolCalendar calendar() {
        return calendar;
    }

    Known known() {
        return known;
    }

    LocalDate today() {
        return calendar.dateOf(now);
    }

    List<SpellChange> changes() {
        return changes;
    }

    List<Decided> decided() {
        return decided;
    }

    /** When time alone may change something about the child. */
    Optional<Instant> nextAt() {
        return earliest(decided.stream().flatMap(one -> one.outcome().nextAt().stream()));
    }

    /** Until when all that time alone does to the child is to let duties lapse; empty where that is not certain. */
    Optional<Instant> onlyLapsesUntil() {
        List<Instant> each = decided.stream()
                .flatMap(one -> one.outcome().onlyLapsesUntil().stream())
                .toList();
        return each.size() == decided.size() && !each.isEmpty() ? earliest(each.stream()) : Optional.empty();
    }

    private Optional<Instant> earliest(Stream<Instant> instants) {
        return Stream.concat(instants, endsAhead.stream().map(date -> calendar.at(date, LocalTime.MIDNIGHT)))
                .min(Instant::compareTo);
    }

    /** The spell has not ended, or something about it is still owed, waits, or is yet to fire. */
    static boolean isUnsettled(KnownSpell spell, List<Duty> duties, List<Firing> firings) {
        return spell.spell().isOpen()
                || !spell.deadlines().isEmpty()
                || duties.stream()
                        .anyMatch(duty -> duty.isOpen()
                                && duty.subject().id().equals(spell.spell().id()))
                || firings.stream().anyMatch(firing -> firing.outside() == Firing.Outside.WAITING);
    }

    private boolean isUnsettled(KnownSpell spell) {
        return isUnsettled(spell, known.duties(), firings(spell));
    }

    private List<Firing> firings(KnownSpell spell) {
        return known.firings().getOrDefault(spell.spell().id(), List.of());
    }

    private List<KnownSpell> spellsNow() {
        SpellRules.Readings byOpening =
                new SpellRules.Readings(calendar, openedOn -> readings.computeIfAbsent(openedOn, this::reading));
        List<Spell> told = SpellRules.spells(known.child().student(), facts, byOpening).stream()
                .filter(spell -> !spell.openedOn().isBefore(known.since()))
                .toList();
        Map<String, KnownSpell> before = byId(known.spells());
        List<Spell> unclaimed = new ArrayList<>(known.spells().stream()
                .map(KnownSpell::spell)
                .filter(spell -> !spell.openedOn().isBefore(known.since()))
                .toList());
        List<Spell> adopted = SpellRules.adopted(unclaimed, told);
        Stream<Spell> gone = unclaimed.stream().map(spell -> spell.isUnfounded() ? spell : spell.withdrawn());
        Stream<Spell> earlier = known.spells().stream().map(KnownSpell::spell).filter(spell -> spell.openedOn()
                .isBefore(known.since()));
        Set<String> ids = new HashSet<>();
        return Stream.of(adopted.stream(), gone, earlier)
                .flatMap(spells -> spells)
                .map(spell -> unique(spell, ids))
                .map(spell -> kept(asOfToday(spell), before))
                .toList();
    }

    /** A spell is read as the policy of its opening day has it, in the place where the child was then. */
    private SpellRules.Reading reading(LocalDate openedOn) {
        Policy policy = known.spells().stream()
                .filter(spell -> spell.spell().openedOn().equals(openedOn))
                .findFirst()
                .map(spell -> spell.keptOf(known.policies()))
                .orElseGet(() -> known.policies().of(known.child().place(), openedOn, now));
        return new SpellRules.Reading(known.calendars().apply(policy), policy.anyAbsenceCounts());
    }

    /** An ending that is known ahead is neither kept nor told before its day. */
    private Spell asOfToday(Spell spell) {
        spell.excusedFrom().filter(today()::isBefore).ifPresent(endsAhead::add);
        return spell.asOf(today());
    }

    private KnownSpell kept(Spell spell, Map<String, KnownSpell> before) {
        Optional<KnownSpell> old = Optional.ofNullable(before.get(spell.id()));
        return old.map(one -> followed(one, spell)).orElseGet(() -> {
            Policy policy = known.policies().of(known.child().place(), spell.openedOn(), now);
            return new KnownSpell(spell, known.child(), policy.key(), now, new TreeMap<>());
        });
    }

    private KnownSpell followed(KnownSpell old, Spell spell) {
        KnownSpell after = old.as(spell, known.child());
        return old.spell().openedOn().equals(spell.openedOn()) ? after : after.under(known.policies());
    }

    private void noteChanges(List<KnownSpell> spells) {
        Map<String, KnownSpell> before = byId(known.spells());
        Map<String, SortedMap<String, Deadline>> deadlines = new HashMap<>();
        decided.forEach(
                one -> deadlines.put(one.spell().spell().id(), one.outcome().deadlines()));
        for (KnownSpell spell : spells) {
            String id = spell.spell().id();
            KnownSpell after = spell.expecting(deadlines.getOrDefault(id, spell.deadlines()));
            Optional<KnownSpell> old = Optional.ofNullable(before.get(id));
            if (old.filter(after::equals).isEmpty()) {
                changes.add(new SpellChange(old, after));
            }
        }
    }

    private static Map<String, KnownSpell> byId(List<KnownSpell> spells) {
        return spells.stream().collect(Collectors.toMap(spell -> spell.spell().id(), spell -> spell));
    }

    /** A spell that was told anew at the slot and time of another that has since moved needs a name of its own. */
    private static Spell unique(Spell spell, Set<String> ids) {
        Spell named = spell;
        for (int n = 2; !ids.add(named.id()); n++) {
            named = spell.named(EventId.of(spell.id(), n).toString());
        }
        return named;
    }

    private DutyRules.Outcome decide(KnownSpell spell, List<Duty> duties) {
        return DutyRules.decide(circumstances(spell, duties));
    }

    /** What a decision about the spell rests on. */
    Circumstances circumstances(KnownSpell spell, List<Duty> duties) {
        String id = spell.spell().id();
        Policy policy = spell.keptOf(known.policies());
        Set<String> own = duties.stream()
                .filter(duty -> duty.subject().id().equals(id))
                .map(Duty::id)
                .collect(Collectors.toSet());
        return new Circumstances(
                spell.spell(),
                spells,
                spell.child().scopes(known.county()),
                known.calendars().apply(policy),
                policy,
                facts,
                known.closed(),
                known.exceptionsOnly(),
                duties,
                firings(spell),
                known.evidence().stream()
                        .filter(evidence -> own.contains(evidence.duty()))
                        .toList(),
                now,
                known.outages(),
                policy.duration("hours.lapse-wait"));
    }
}
