package org.baoxue.escalation.watch;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.spell.Spell;

/** How far back a child must be looked at again. */
final class Windows {
    private Windows() {}

    /**
     * The first date whose marks matter: that of the change, or the opening of a spell that is not settled, and never in the
     * middle of a spell. Between spells nothing is carried over, so what was before such a date stays as it is.
     */
    static LocalDate since(
            LocalDate changed,
            List<KnownSpell> spells,
            Map<String, List<Duty>> duties,
            Map<String, List<Firing>> firings) {
        LocalDate since = spells.stream()
                .filter(spell -> Review.isUnsettled(
                        spell,
                        duties.getOrDefault(spell.spell().id(), List.of()),
                        firings.getOrDefault(spell.spell().id(), List.of())))
                .map(spell -> spell.spell().openedOn())
                .filter(opened -> opened.isBefore(changed))
                .min(LocalDate::compareTo)
                .orElse(changed);
        boolean moved = true;
        while (moved) {
            LocalDate from = since;
            since = spells.stream()
                    .map(KnownSpell::spell)
                    .filter(spell ->
                            !spell.openedOn().isAfter(from) && !spell.endedOn().isBefore(from))
                    .map(Spell::openedOn)
                    .min(LocalDate::compareTo)
                    .orElse(from);
            moved = since.isBefore(from);
        }
        return since;
    }
}
