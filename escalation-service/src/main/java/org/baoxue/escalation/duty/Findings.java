package org.baoxue.escalation.duty;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Fact.Outcome;
import org.baoxue.escalation.spell.Fact.Verified;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;

/**
 * What the academic affairs office found out about one absence: of a date that lies in it.
 *
 * <p>"Marked by mistake" speaks of the absent mark of its date. Of a presumed day, on which nothing was posted, it speaks of the
 * mark on which the presumption rests: the last one before. That is the mark to be corrected, and until it is, or the child is
 * marked absent again, or the principal says otherwise, nothing leaves the school. A date that had an absent mark and has none
 * any more is corrected.
 */
final class Findings {
    private final Circumstances given;
    private final Spell spell;

    Findings(Circumstances given) {
        this.given = given;
        this.spell = given.spell();
    }

    Stream<Verified> of(Outcome outcome) {
        return given.facts().stream()
                .filter(Verified.class::isInstance)
                .map(Verified.class::cast)
                .filter(found -> found.outcome() == outcome
                        && !found.date().isBefore(spell.openedOn())
                        && !found.date().isAfter(spell.endedOn()));
    }

    /** The dates with an absent mark that was found mistaken and is not corrected. */
    Stream<LocalDate> mistaken() {
        return of(Outcome.MARKED_BY_MISTAKE)
                .flatMap(found -> mistaken(found.date()).stream())
                .distinct()
                .sorted();
    }

    /** A mark was found mistaken, nobody has corrected it, and no later mark has said that the child is missing. */
    boolean isThoughtMistaken() {
        return of(Outcome.MARKED_BY_MISTAKE)
                .filter(found -> mistaken(found.date()).isPresent())
                .map(Verified::acceptedAt)
                .max(Comparator.naturalOrder())
                .filter(found -> spell.missed().values().stream().noneMatch(taken -> taken.isAfter(found)))
                .isPresent();
    }

    private Optional<LocalDate> mistaken(LocalDate date) {
        if (HourRules.firstMark(spell, date).isPresent()) {
            return Optional.of(date);
        }
        return isPresumed(date)
                ? Optional.ofNullable(spell.missed().lowerKey(Slot.startOf(date)))
                        .map(Slot::date)
                : Optional.empty();
    }

    /** The absence went on through the date without a word about it. */
    private boolean isPresumed(LocalDate date) {
        return date.isBefore(spell.endedOn())
                && given.facts().stream()
                        .noneMatch(fact -> fact instanceof Fact.Marked marked
                                && marked.mark() == Mark.ABSENT
                                && marked.slot().date().equals(date));
    }
}
