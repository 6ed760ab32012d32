package org.baoxue.escalation.duty;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Fact.LeaveAwaiting;
import org.baoxue.escalation.spell.Fact.LeaveGranted;
import org.baoxue.escalation.spell.Fact.LeaveWithdrawn;
import org.baoxue.escalation.spell.Fact.Marked;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;

/**
 * Leaves filed backwards over days for which a case was already open, also as marks corrected to leave. Such a leave covers
 * nothing until the principal approves it, and from then on it counts as accepted at the approval; refused, it never counts.
 *
 * <p>Chosen where the rules leave it open: a leave is filed backwards if it begins before the date on which it was accepted,
 * and every day of an absence with an open case is such a day, not only those that opened it.
 */
public final class BackdatedLeaves {
    static final String RULE = "approve-leave";
    static final String APPROVED = "APPROVED";
    static final String REFUSED = "REFUSED";

    private final Collection<? extends Fact> facts;
    private final Done done;
    private final Map<String, Evidence> decisions;
    private final Set<String> asked;
    private final Set<String> current;

    /** What is known of one child's absences, and was done about them. */
    public record Done(
            Collection<Spell> spells,
            List<Duty> duties,
            Map<String, List<Firing>> firings,
            List<Evidence> evidence,
            SchoolCalendar calendar) {}

    /** One leave as it was filed. */
    private record Paper(String name, Slot from, Slot to, Instant acceptedAt) {}

    private BackdatedLeaves(Collection<? extends Fact> facts, Done done) {
        this.facts = facts;
        this.done = done;
        this.decisions = decisions(done.evidence());
        this.asked = done.duties().stream().map(Duty::id).collect(Collectors.toSet());
        this.current = current();
    }

    /** The facts that count now: those of {@code facts}, with each leave as the principal has it. */
    public static List<Fact> inForce(Collection<? extends Fact> facts, Done done) {
        if (done.firings().isEmpty()) {
            return List.copyOf(facts);
        }
        BackdatedLeaves leaves = new BackdatedLeaves(facts, done);
        return facts.stream()
                .flatMap(fact -> switch (fact) {
                    case LeaveGranted leave -> leaves.inForce(leave, paper(leave)).stream();
                    case Marked mark -> leaves.inForce(mark).stream();
                    default -> Stream.of(fact);
                })
                .distinct()
                .toList();
    }

    /** What the principal first said of each duty to decide about a leave: that stands. */
    static Map<String, Evidence> decisions(List<Evidence> evidence) {
        Map<String, Evidence> first = new HashMap<>();
        evidence.stream()
                .filter(one -> one.kind() == Evidence.Kind.LEAVE_DECISION)
                .forEach(one -> first.merge(one.duty(), one, (a, b) -> b.at().isBefore(a.at()) ? b : a));
        return first;
    }

    static String dutyOf(String spell, String paper) {
        String name = String.join("/", "duty", RULE, spell, paper);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Optional<Fact> inForce(Marked mark) {
        Optional<Paper> paper = paper(mark);
        return paper.isPresent() ? inForce(mark, paper.get()) : Optional.of(mark);
    }

    private Optional<Fact> inForce(Fact fact, Paper paper) {
        Optional<Evidence> decision = done.spells().stream()
                .flatMap(spell -> Stream.ofNullable(decisions.get(dutyOf(spell.id(), paper.name()))))
                .findFirst();
        if (decision.isPresent()) {
            return decision.filter(said -> said.outcome().equals(APPROVED)).map(said -> accepted(fact, said.at()));
        }
        Optional<Spell> concerned = done.spells().stream()
                .filter(spell -> isForThePrincipal(paper, spell))
                .findFirst();
        if (concerned.isEmpty() || onlyShortens(fact)) {
            return Optional.of(fact);
        }
        return concerned
                .filter(spell -> current.contains(paper.name()))
                .map(spell ->
                        new LeaveAwaiting(spell.id(), paper.name(), paper.from(), paper.to(), paper.acceptedAt()));
    }

    private boolean isForThePrincipal(Paper paper, Spell spell) {
        return done.firings().getOrDefault(spell.id(), List.of()).stream()
                .filter(firing -> firing.rule().equals(HourRules.OPENS_THE_CASE) && !firing.withdrawn())
                .anyMatch(open -> asked.contains(dutyOf(spell.id(), paper.name())) || isBackdated(paper, spell, open));
    }

    private boolean isBackdated(Paper paper, Spell spell, Firing open) {
        return !spell.isUnfounded()
                && paper.acceptedAt().isAfter(open.dueAt())
                && paper.from().date().isBefore(done.calendar().dateOf(paper.acceptedAt()))
                && !spell.opened().isAfter(paper.to())
                && !paper.from().isAfter(end(spell));
    }

    private static Slot end(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> Slot.endOf(LocalDate.MAX);
            case Spell.Returned returned -> returned.at();
            case Spell.Excused excused -> excused.from();
            case Spell.Left left -> Slot.startOf(left.on());
            case Spell.Withdrawn withdrawn -> spell.marks().last();
        };
    }

    /** An earlier revision of the leave that counts had all its days already. */
    private boolean onlyShortens(Fact fact) {
        return fact instanceof LeaveGranted leave
                && facts.stream()
                        .filter(LeaveGranted.class::isInstance)
                        .map(LeaveGranted.class::cast)
                        .filter(earlier -> earlier.leave().equals(leave.leave())
                                && earlier.revision() < leave.revision()
                                && !earlier.from().isAfter(leave.from())
                                && !leave.to().isAfter(earlier.to()))
                        .flatMap(earlier -> inForce(earlier, paper(earlier)).stream())
                        .anyMatch(LeaveGranted.class::isInstance);
    }

    private static Fact accepted(Fact fact, Instant at) {
        return switch (fact) {
            case LeaveGranted leave ->
                new LeaveGranted(leave.leave(), leave.revision(), leave.kind(), leave.from(), leave.to(), at);
            case Marked mark ->
                new Marked(mark.classId(), mark.slot(), mark.revision(), mark.mark(), mark.takenAt(), at, mark.entry());
            default -> throw new IllegalStateException("no leave: " + fact);
        };
    }

    /** The papers that no later revision, withdrawal or mark has replaced. */
    private Set<String> current() {
        Map<String, Integer> leaves = new HashMap<>();
        Map<String, Marked> marks = new HashMap<>();
        facts.forEach(fact -> {
            switch (fact) {
                case LeaveGranted leave -> leaves.merge(nameOf(leave.leave()), leave.revision(), Math::max);
                case LeaveWithdrawn leave -> leaves.merge(nameOf(leave.leave()), leave.revision(), Math::max);
                case Marked mark -> marks.merge(nameOf(mark), mark, (a, b) -> a.revision() < b.revision() ? b : a);
                default -> {
                    // no paper
                }
            }
        });
        return Stream.concat(
                        leaves.entrySet().stream().map(latest -> latest.getKey() + latest.getValue()),
                        marks.values().stream()
                                .flatMap(mark -> paper(mark).stream())
                                .map(Paper::name))
                .collect(Collectors.toSet());
    }

    private static Paper paper(LeaveGranted leave) {
        return new Paper(nameOf(leave.leave()) + leave.revision(), leave.from(), leave.to(), leave.acceptedAt());
    }

    /** A mark of leave is one where it took the place of an absent one, as first filed: later revisions only repeat it. */
    private Optional<Paper> paper(Marked mark) {
        if (mark.mark() != Mark.LEAVE) {
            return Optional.empty();
        }
        List<Marked> backwards = facts.stream()
                .filter(Marked.class::isInstance)
                .map(Marked.class::cast)
                .filter(other -> nameOf(other).equals(nameOf(mark)) && other.revision() <= mark.revision())
                .sorted(Comparator.comparingInt(Marked::revision).reversed())
                .toList();
        boolean wasAbsent = backwards.stream()
                .filter(one -> one.mark() != Mark.LEAVE)
                .findFirst()
                .filter(before -> before.mark() == Mark.ABSENT)
                .isPresent();
        return backwards.stream()
                .takeWhile(one -> wasAbsent && one.mark() == Mark.LEAVE)
                .reduce((later, earlier) -> earlier)
                .map(first ->
                        new Paper(nameOf(first) + first.revision(), first.slot(), first.slot(), first.acceptedAt()));
    }

    private static String nameOf(String leave) {
        return "leave/" + leave + "/";
    }

    private static String nameOf(Marked mark) {
        return "mark/" + mark.classId() + "/" + mark.slot().date() + "/"
                + mark.slot().order() + "/";
    }
}
