package org.baoxue.escalation.term;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.spell.Fact;
import org.jspecify.annotations.Nullable;

/**
 * One child's time at one school, from an enrolment to its end; dates of the school's zone. Who is enrolled again after an end
 * has a stay of its own: what was told of the former one stays that one's.
 *
 * @param revision of the enrolment that began it
 * @param enrolledOn as it was corrected last
 * @param enteredAt when the enrolment was accepted first
 * @param notHereFrom from when on it is not enrolled here any more, for whatever reason
 * @param leftOn from when on it has left: graduated, its next school has confirmed the transfer, or has it; a bare withdrawal is none
 * @param transferOn since when a transfer waits for the next school to confirm it
 * @param classes the class that it was in from each date on, where that is known
 */
public record Stay(
        int revision,
        LocalDate enrolledOn,
        Instant enteredAt,
        Optional<LocalDate> notHereFrom,
        Optional<LocalDate> leftOn,
        Optional<LocalDate> transferOn,
        NavigableMap<LocalDate, String> classes) {
    private static final Set<Fact.Change> HERE = Set.of(Fact.Change.ENROLLED, Fact.Change.CLASS_CHANGED);
    private static final Set<Fact.Change> LEFT = Set.of(Fact.Change.GRADUATED, Fact.Change.TRANSFER_CONFIRMED);

    /** @param classId the class that the change names; unknown of those accepted before it was kept */
    public record Change(
            int revision,
            String school,
            Fact.Change change,
            LocalDate effective,
            Instant acceptedAt,
            @Nullable String classId) {
        /** As a fact of the child's: which class it names is not part of that. */
        public static Change of(Fact.EnrolmentChanged fact) {
            return new Change(fact.revision(), fact.school(), fact.change(), fact.effective(), fact.acceptedAt(), null);
        }

        boolean begins() {
            return change == Fact.Change.ENROLLED;
        }

        /** It puts the child into a class that it names. */
        public boolean isPlacing() {
            return HERE.contains(change) && classId != null;
        }
    }

    /** All stays of the child at the school, in their order; none where nobody enrolled it there. */
    public static List<Stay> at(String school, Collection<Change> changes) {
        List<Stay> stays = new ArrayList<>();
        List<Change> own = new ArrayList<>();
        Optional<LocalDate> away = Optional.empty();
        List<Change> inOrder = changes.stream()
                .sorted(Comparator.comparingInt(Change::revision))
                .toList();
        for (Change change : inOrder) {
            if (!change.school().equals(school)) {
                away = own.isEmpty() ? away : away.or(() -> Optional.of(change.effective()));
                continue;
            }
            boolean again = change.begins() && !own.isEmpty() && hasEnded(own, away);
            if (again) {
                stays.add(of(own, away, true));
                own.clear();
            }
            if (!own.isEmpty() || change.begins()) {
                own.add(change);
            }
            away = Optional.empty();
        }
        if (!own.isEmpty()) {
            stays.add(of(own, away, false));
        }
        return List.copyOf(stays);
    }

    private static boolean hasEnded(List<Change> own, Optional<LocalDate> away) {
        return away.isPresent() || !HERE.contains(own.getLast().change());
    }

    private static Stay of(List<Change> own, Optional<LocalDate> away, boolean cameAgain) {
        Change last = own.getLast();
        Optional<LocalDate> changedOn = Optional.of(last.effective());
        boolean waits = last.change() == Fact.Change.TRANSFER_OUT && away.isEmpty() && !cameAgain;
        return new Stay(
                own.getFirst().revision(),
                enrolledOn(own),
                own.getFirst().acceptedAt(),
                HERE.contains(last.change()) ? away : changedOn,
                LEFT.contains(last.change()) ? changedOn : away,
                waits ? changedOn : Optional.empty(),
                classes(own));
    }

    /** An enrolment that is corrected after a change of class corrects the first day there. */
    private static LocalDate enrolledOn(List<Change> own) {
        LocalDate enrolledOn = own.getFirst().effective();
        for (Change change : own) {
            if (!change.begins()) {
                break;
            }
            enrolledOn = change.effective();
        }
        return enrolledOn;
    }

    private static NavigableMap<LocalDate, String> classes(List<Change> own) {
        NavigableMap<LocalDate, String> classes = new TreeMap<>();
        for (Change change : own) {
            if (change.classId() == null || !HERE.contains(change.change())) {
                continue;
            }
            if (change.begins()) {
                classes.pollLastEntry();
            }
            classes.put(change.effective(), change.classId());
        }
        return classes;
    }

    /** The stay that was going on on the date; the first one before that. */
    public static Stay on(LocalDate date, List<Stay> stays) {
        return stays.stream()
                .filter(stay -> !stay.enrolledOn().isAfter(date))
                .reduce((former, later) -> later)
                .orElse(stays.getFirst());
    }

    /**
     * The stay, and those after it that began while nobody had seen the child yet: that it was taken off the school's roll and
     * put on it again ends no absence.
     *
     * @param all of the child at the school, in their order
     * @param state how the start stands that belongs to the first of them
     */
    public static List<Stay> unbroken(Stay first, List<Stay> all, Unregistered state) {
        List<Stay> stays = new ArrayList<>(List.of(first));
        for (Stay next : all) {
            boolean later = next.revision() > first.revision();
            if (later && (stays.getLast().leftOn().isPresent() || !state.goesOnUntil(next.enrolledOn()))) {
                break;
            }
            if (later) {
                stays.add(next);
            }
        }
        return List.copyOf(stays);
    }

    /** As one: from the first one's beginning to the last one's end. */
    public static Stay joined(List<Stay> stays) {
        Stay first = stays.getFirst();
        if (stays.size() == 1) {
            return first;
        }
        Stay last = stays.getLast();
        NavigableMap<LocalDate, String> classes = new TreeMap<>();
        stays.forEach(stay -> classes.putAll(stay.classes()));
        return new Stay(
                first.revision(),
                first.enrolledOn(),
                first.enteredAt(),
                last.notHereFrom(),
                last.leftOn(),
                last.transferOn(),
                classes);
    }

    /**
     * From when on anybody could have expected the child: who is entered late has its first day then, and who is entered after
     * the day's last session on the next one.
     */
    public LocalDate expectedFrom(SchoolCalendar calendar) {
        LocalDate on = calendar.dateOf(enteredAt);
        LocalDate entered = enteredAt.isBefore(calendar.completeAt(on)) ? on : on.plusDays(1);
        return enrolledOn.isAfter(entered) ? enrolledOn : entered;
    }

    /**
     * From when on whoever sees the child has seen it come, however late it was entered: what saw it in a former stay says
     * nothing of this one.
     */
    public LocalDate seenFrom(TermStart start) {
        LocalDate term = start.term().from();
        return enrolledOn.isAfter(term) ? enrolledOn : term;
    }

    /** It was on the school's roll on that date. */
    public boolean isHere(LocalDate date) {
        return !enrolledOn.isAfter(date)
                && notHereFrom.filter(from -> !from.isAfter(date)).isEmpty();
    }

    /** The class that the child was in on the date, or was enrolled in; unknown where no change until then named one. */
    public Optional<String> classOn(LocalDate date) {
        return Optional.ofNullable(classes.floorEntry(date))
                .or(() -> Optional.ofNullable(classes.floorEntry(enrolledOn)))
                .map(entry -> entry.getValue());
    }

    /** All classes that are known, and the one that stands for the unknown ones. */
    public Set<String> classesOr(String unknown) {
        Set<String> all = new HashSet<>(classes.values());
        all.add(unknown);
        return Set.copyOf(all);
    }

    /**
     * Of these dates, by class, those on which the class was called that the child was in then: only of them can be said that
     * somebody asked for it.
     *
     * @param unknown the class that stands for one that no change named
     */
    public NavigableSet<LocalDate> called(Map<String, ? extends Collection<LocalDate>> byClass, String unknown) {
        NavigableSet<LocalDate> called = new TreeSet<>();
        byClass.forEach((classId, dates) -> dates.stream()
                .filter(date -> classId.equals(classOn(date).orElse(unknown)))
                .forEach(called::add));
        return called;
    }

    /** The class that it was in last. */
    public Optional<String> lastClass() {
        return Optional.ofNullable(classes.lastEntry()).map(entry -> entry.getValue());
    }
}
