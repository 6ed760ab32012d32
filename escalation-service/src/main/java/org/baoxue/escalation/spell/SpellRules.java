package org.baoxue.escalation.spell;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Timeline.CoverBegins;
import org.baoxue.escalation.spell.Timeline.Missed;
import org.baoxue.escalation.spell.Timeline.Seen;
import org.baoxue.escalation.spell.Timeline.Silent;
import org.jspecify.annotations.Nullable;

/**
 * Which spells of absence a child's facts tell of: read this first.
 *
 * <p>A spell <b>opens</b> at the first {@code ABSENT} mark that nothing covers, <b>goes on</b> through {@code ABSENT} and
 * unknown, and <b>ends</b> when the child is seen, excused or gone. That is {@link #told}, over the facts of one moment.
 *
 * <p>{@link #spells} tells the same of a growing set of facts: it takes them in the order in which they were accepted (never
 * that in which they arrived) and carries each spell's identity along. So a spell whose marks were later taken back is known
 * to have been told, and is {@code WITHDRAWN} rather than forgotten. The result is a function of the set of facts.
 *
 * <p>Where the opening mark became {@code LATE} the spell was a return (the earliest-created of those that open there: the
 * others were merged into it), and what follows is another; where it became
 * {@code PRESENT} or covered, the spell moves to the next mark of it that remains.
 *
 * <p>Which of its days count says {@link CountedDay}.
 *
 * <p>Chosen where the rules leave it open: of a split, the earlier part keeps the identity; a withdrawn spell whose mark comes
 * back is the same spell again.
 */
public final class SpellRules {
    private static final Comparator<Spell> EARLIEST =
            Comparator.comparing(Spell::createdAt).thenComparing(Spell::opened);

    private SpellRules() {}

    /** All spells that the facts tell of, in order of opening; withdrawn ones with the marks that they last held. */
    public static List<Spell> spells(
            String student, Collection<? extends Fact> facts, SchoolCalendar calendar, Policy policy) {
        return spells(student, facts, new Readings(calendar, date -> new Reading(calendar, policy.anyAbsenceCounts())));
    }

    /**
     * How a spell is read.
     *
     * @param calendar with the ends of days that its policy knows
     * @param anyAbsenceCounts a date with an uncovered absent mark is one of absence, also where another mark of it is present
     */
    public record Reading(SchoolCalendar calendar, boolean anyAbsenceCounts) {}

    /**
     * How spells are read, by the date on which they open: a running one keeps the policy of that day.
     *
     * @param calendar which dates are school days; that is the same in every reading
     */
    public record Readings(SchoolCalendar calendar, Function<LocalDate, Reading> byOpening) {}

    /** The same, where places have set other policies as time went by. */
    public static List<Spell> spells(String student, Collection<? extends Fact> facts, Readings readings) {
        TreeMap<Instant, List<Fact>> byAcceptance = new TreeMap<>();
        new HashSet<>(facts).stream().filter(Timeline::reads).forEach(fact -> byAcceptance
                .computeIfAbsent(fact.acceptedAt(), at -> new ArrayList<>())
                .add(fact));
        List<Fact> known = new ArrayList<>();
        List<Spell> spells = List.of();
        for (var step : byAcceptance.entrySet()) {
            known.addAll(step.getValue());
            Timeline timeline = new Timeline(known, readings.calendar());
            spells = reconciled(spells, told(student, timeline, readings, step.getKey()), timeline);
        }
        return spells.stream()
                .sorted(Comparator.comparing(Spell::opened).thenComparing(Spell::createdAt))
                .toList();
    }

    /** Carries the identities of {@code before} to {@code now} by shared marks; what is no longer told of was unfounded. */
    private static List<Spell> reconciled(List<Spell> before, List<Spell> now, Timeline timeline) {
        List<Spell> spells = new ArrayList<>();
        List<Spell> unclaimed = new ArrayList<>();
        Set<Slot> late = new HashSet<>();
        for (Spell spell : before.stream().sorted(EARLIEST).toList()) {
            if (timeline.isLate(spell.opened()) && late.add(spell.opened())) {
                spells.add(spell.lateAtItsOpening());
            } else {
                unclaimed.add(spell);
            }
        }
        spells.addAll(sharing(unclaimed, now));
        unclaimed.forEach(gone -> spells.add(gone.withdrawn()));
        return spells;
    }

    /**
     * Each of the absences that the facts tell of under the name by which it is known.
     *
     * <p>What was a return all along is asked first, and goes by its opening: it keeps its own name, though another absence held
     * its mark for a while. Then what stands, then what was withdrawn.
     *
     * @param known those taken are removed from it; what is left, no fact tells of any more
     */
    public static List<Spell> adopted(List<Spell> known, List<Spell> told) {
        List<Spell> adopted = new ArrayList<>();
        told.stream()
                .filter(Spell::isReturnByCorrection)
                .forEach(spell -> adopted.add(named(spell, known, Comparator.comparing(other -> !other.opened()
                        .equals(spell.opened())))));
        adopted.addAll(sharing(
                known, told.stream().filter(spell -> !spell.isUnfounded()).toList()));
        adopted.addAll(sharing(
                known,
                told.stream()
                        .filter(spell -> spell.isUnfounded() && !spell.isReturnByCorrection())
                        .toList()));
        return adopted;
    }

    /**
     * Each spell of {@code now} under the identity of the earliest-created one of {@code known} that shares a mark with it
     * and is not yet taken; those taken are removed from {@code known}.
     */
    private static List<Spell> sharing(List<Spell> known, List<Spell> now) {
        return now.stream()
                .map(spell -> named(spell, known, Comparator.comparing(other -> false)))
                .toList();
    }

    private static Spell named(Spell spell, List<Spell> known, Comparator<Spell> first) {
        Optional<Spell> same = known.stream()
                .filter(other -> !Collections.disjoint(other.marks(), spell.marks()))
                .min(first.thenComparing(EARLIEST));
        same.ifPresent(known::remove);
        return same.map(other -> spell.withId(other.id(), other.createdAt())).orElse(spell);
    }

    /** What the facts of one moment tell, as if nothing had been known before. */
    private static List<Spell> told(String student, Timeline timeline, Readings readings, Instant knownAt) {
        List<Spell> spells = new ArrayList<>();
        @Nullable Missed opening = null;
        NavigableMap<Slot, Instant> missed = new TreeMap<>();
        for (Timeline.Moment moment : timeline.moments()) {
            if (moment instanceof Missed mark) {
                opening = opening == null ? mark : opening;
                missed.put(mark.at(), mark.takenAt());
            } else if (opening != null) {
                Optional<Spell.State> ending =
                        ending(moment, readings.byOpening().apply(opening.at().date()));
                if (ending.isPresent()) {
                    spells.add(spell(student, opening, missed, ending.get(), knownAt));
                    opening = null;
                    missed = new TreeMap<>();
                }
            }
        }
        if (opening != null) {
            spells.add(spell(student, opening, missed, new Spell.Open(), knownAt));
        }
        return spells;
    }

    private static Optional<Spell.State> ending(Timeline.Moment moment, Reading reading) {
        return switch (moment) {
            case Seen seen ->
                seen.onAMissedDate() && reading.anyAbsenceCounts()
                        ? Optional.empty()
                        : Optional.of(new Spell.Returned(seen.at(), seen.takenAt(), false));
            case Silent silent ->
                Optional.of(new Spell.Returned(
                        silent.at(), reading.calendar().completeAt(silent.at().date()), false));
            case CoverBegins cover ->
                Optional.of(cover.left() ? new Spell.Left(cover.at().date()) : new Spell.Excused(cover.at()));
            case Missed missed -> throw new IllegalStateException("an absent mark ends no spell: " + missed);
        };
    }

    private static Spell spell(
            String student, Missed opening, NavigableMap<Slot, Instant> missed, Spell.State state, Instant knownAt) {
        String name = "spell/" + student + "/" + opening.at().date() + "/"
                + opening.at().order() + "/" + knownAt;
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new Spell(
                id, opening.at(), opening.takenAt(), Collections.unmodifiableNavigableMap(missed), state, knownAt);
    }
}
