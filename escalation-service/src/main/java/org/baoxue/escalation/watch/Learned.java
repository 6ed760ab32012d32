package org.baoxue.escalation.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Spell;

/** What has become known of one child so far, and from which date on its absences are to be looked at again because of it. */
final class Learned {
    private final Map<String, KnownSpell> spells;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<LocalDate, DayEnd> closed = new HashMap<>();
    private Optional<LocalDate> changed = Optional.empty();

    /** @param spells as they are told at any time */
    Learned(Map<String, KnownSpell> spells) {
        this.spells = spells;
    }

    /** Marks of earlier dates are left out. */
    List<Fact> factsSince(LocalDate since) {
        return facts.stream()
                .filter(fact -> !(fact instanceof Fact.Marked mark)
                        || !mark.slot().date().isBefore(since))
                .toList();
    }

    Map<LocalDate, DayEnd> closed() {
        return Map.copyOf(closed);
    }

    Optional<LocalDate> changed() {
        return changed;
    }

    void change(LocalDate date) {
        changed = changed.filter(date::isAfter).or(() -> Optional.of(date));
    }

    void lookedAt() {
        changed = Optional.empty();
    }

    void learn(Fact fact, LocalDate today) {
        facts.add(fact);
        switch (fact) {
            case Fact.Marked mark -> {
                if (mark.mark() == Mark.ABSENT || concerns(mark.slot().date())) {
                    change(mark.slot().date());
                }
            }
            case Fact.LeaveGranted leave -> {
                if (leave.revision() > 1 || concerns(leave.from().date())) {
                    change(firstDay(leave.leave(), today));
                }
            }
            case Fact.LeaveWithdrawn leave -> change(firstDay(leave.leave(), today));
            case Fact.EnrolmentChanged enrolment -> {
                if (concerns(enrolment.effective())) {
                    change(enrolment.effective());
                }
            }
            case Fact.DayClosed day -> changeOfOpen(day.date());
            case Fact.Verified found -> change(found.date());
            case Fact.LeaveAwaiting awaiting ->
                throw new IllegalStateException("what waits for the principal is decided, not recorded");
        }
    }

    void learn(Past.Closing closing) {
        closed.put(closing.date(), closing.end());
        changeOfOpen(closing.date());
    }

    private void changeOfOpen(LocalDate date) {
        if (spells.values().stream().anyMatch(known -> known.spell().isOpen())) {
            change(date);
        }
    }

    private boolean concerns(LocalDate date) {
        return spells.values().stream()
                .map(KnownSpell::spell)
                .anyMatch(spell -> !(spell.state() instanceof Spell.Withdrawn ? spell.openedOn() : spell.endedOn())
                        .isBefore(date));
    }

    private LocalDate firstDay(String leave, LocalDate today) {
        return facts.stream()
                .filter(fact -> fact instanceof Fact.LeaveGranted granted
                        && granted.leave().equals(leave))
                .map(fact -> ((Fact.LeaveGranted) fact).from().date())
                .min(LocalDate::compareTo)
                .orElseGet(() -> today.plusDays(1));
    }
}
