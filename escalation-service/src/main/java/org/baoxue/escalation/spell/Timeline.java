package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.EnrolmentChanged;
import org.baoxue.escalation.spell.Fact.LeaveGranted;
import org.baoxue.escalation.spell.Fact.LeaveKind;
import org.baoxue.escalation.spell.Fact.LeaveWithdrawn;
import org.baoxue.escalation.spell.Fact.Marked;

/**
 * One child's facts brought to what holds now (the highest revision of each) and put in the order of the school's days,
 * whatever the order in which they were given.
 */
final class Timeline {
    /** What matters to an absence, in order. */
    sealed interface Moment {
        Slot at();
    }

    record Missed(Slot at, Instant takenAt) implements Moment {}

    /** @param onAMissedDate the child was missing in another session of the date */
    record Seen(Slot at, Instant takenAt, boolean onAMissedDate) implements Moment {}

    /** A closed school day of which nothing was said where only exceptions are reported: a day in school. */
    record Silent(Slot at) implements Moment {}

    /** From here the absence is excused, or the child has left with approval. */
    record CoverBegins(Slot at, boolean left) implements Moment {}

    private record Cover(Slot from, Slot to, boolean left) {
        boolean covers(Slot slot) {
            return !from.isAfter(slot) && !slot.isAfter(to);
        }
    }

    private record RollCall(String classId, Slot slot) {}

    private final NavigableMap<Slot, Marked> marks = new TreeMap<>();
    private final List<Cover> covers = new ArrayList<>();
    private final List<Silent> silences = new ArrayList<>();

    Timeline(Collection<? extends Fact> facts, SchoolCalendar calendar) {
        latest(facts, Marked.class, mark -> new RollCall(mark.classId(), mark.slot()), Marked::revision)
                .filter(mark -> mark.mark() != Mark.UNKNOWN)
                .forEach(mark ->
                        marks.merge(mark.slot(), mark, BinaryOperator.minBy(Comparator.comparing(Marked::mark))));
        addLeaves(facts);
        addDepartures(facts);
        addSilences(facts, calendar);
    }

    /** Whether a fact can change which spells there are: what holds the rules, or watches over the posts, does not. */
    static boolean reads(Fact fact) {
        return switch (fact) {
            case Fact.DayClosed day -> day.exceptionsOnly();
            case Fact.Verified found -> false;
            case Fact.LeaveAwaiting asked -> false;
            case Marked mark -> true;
            case LeaveGranted leave -> true;
            case LeaveWithdrawn leave -> true;
            case EnrolmentChanged change -> true;
        };
    }

    /** In order of (date, session); where a cover begins with a mark, the cover comes first. */
    List<Moment> moments() {
        Set<LocalDate> missedDates = marks.values().stream()
                .filter(this::isMissed)
                .map(mark -> mark.slot().date())
                .collect(Collectors.toSet());
        List<Moment> moments = new ArrayList<>();
        covers.forEach(cover -> moments.add(new CoverBegins(cover.from(), cover.left())));
        marks.values().forEach(mark -> {
            switch (mark.mark()) {
                case PRESENT, LATE ->
                    moments.add(new Seen(
                            mark.slot(),
                            mark.takenAt(),
                            missedDates.contains(mark.slot().date())));
                case ABSENT -> {
                    if (isMissed(mark)) {
                        moments.add(new Missed(mark.slot(), mark.takenAt()));
                    }
                }
                case LEAVE -> moments.add(new CoverBegins(mark.slot(), false));
                case UNKNOWN -> throw new IllegalStateException("an unknown mark is no mark");
            }
        });
        moments.addAll(silences);
        moments.sort(Comparator.comparing(Moment::at));
        return moments;
    }

    boolean isLate(Slot slot) {
        Marked mark = marks.get(slot);
        return mark != null && mark.mark() == Mark.LATE;
    }

    private boolean isMissed(Marked mark) {
        return mark.mark() == Mark.ABSENT && covers.stream().noneMatch(cover -> cover.covers(mark.slot()));
    }

    private void addLeaves(Collection<? extends Fact> facts) {
        Map<String, Integer> withdrawn = new HashMap<>();
        of(facts, LeaveWithdrawn.class).forEach(leave -> withdrawn.merge(leave.leave(), leave.revision(), Math::max));
        latest(facts, LeaveGranted.class, LeaveGranted::leave, LeaveGranted::revision)
                .filter(leave -> withdrawn.getOrDefault(leave.leave(), 0) <= leave.revision())
                .forEach(leave ->
                        covers.add(new Cover(leave.from(), leave.to(), leave.kind() == LeaveKind.FROM_SCHOOLING)));
    }

    /**
     * Away with approval from a graduation or a confirmed transfer until the child is enrolled again, be it on the same day at
     * the next school; a later enrolment from an earlier day on says that it never left.
     */
    private void addDepartures(Collection<? extends Fact> facts) {
        List<EnrolmentChanged> enrolled = of(facts, EnrolmentChanged.class)
                .filter(change -> change.change() == Change.ENROLLED)
                .toList();
        of(facts, EnrolmentChanged.class)
                .filter(change -> change.change() == Change.GRADUATED || change.change() == Change.TRANSFER_CONFIRMED)
                .filter(left -> enrolled.stream()
                        .noneMatch(again -> again.revision() > left.revision()
                                && again.effective().isBefore(left.effective())))
                .forEach(left -> covers.add(new Cover(
                        Slot.startOf(left.effective()),
                        enrolled.stream()
                                .map(EnrolmentChanged::effective)
                                .filter(from -> !from.isBefore(left.effective()))
                                .min(Comparator.naturalOrder())
                                .map(Slot::startOf)
                                .orElse(Slot.endOf(LocalDate.MAX)),
                        true)));
    }

    /** Where a school reports exceptions only, a closed school day without any mark of the child was a day in school. */
    private void addSilences(Collection<? extends Fact> facts, SchoolCalendar calendar) {
        Set<LocalDate> marked = marks.keySet().stream().map(Slot::date).collect(Collectors.toSet());
        of(facts, Fact.DayClosed.class)
                .filter(Fact.DayClosed::exceptionsOnly)
                .map(Fact.DayClosed::date)
                .distinct()
                .filter(date -> !marked.contains(date) && calendar.isSchoolDay(date))
                .forEach(date -> silences.add(new Silent(Slot.endOf(date))));
    }

    private static <F extends Fact> Stream<F> of(Collection<? extends Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static <F extends Fact, K> Stream<F> latest(
            Collection<? extends Fact> facts, Class<F> kind, Function<F, K> key, ToIntFunction<F> revision) {
        Map<K, F> byKey = new HashMap<>();
        of(facts, kind)
                .forEach(fact -> byKey.merge(
                        key.apply(fact),
                        fact,
                        BinaryOperator.maxBy(Comparator.comparingInt(revision).thenComparing(Fact::acceptedAt))));
        return byKey.values().stream();
    }
}
