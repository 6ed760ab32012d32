package org.baoxue.cases.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an entry stands on.
 *
 * @param spell the absence it follows now
 * @param openedOn the first day of that absence
 * @param away whether attendance says that the absence goes on
 * @param firings every firing that spoke of this entry, withdrawn ones too
 */
public record Ground(String spell, LocalDate openedOn, boolean away, List<Firing> firings) {

    /** @param standing false once the facts no longer support it */
    public record Firing(String id, String spell, String rule, int revision, boolean standing) {
        Firing fallen() {
            return new Firing(id, spell, rule, revision, false);
        }
    }

    public Ground {
        firings = List.copyOf(firings);
    }

    static Ground of(Firing firing, LocalDate openedOn) {
        return new Ground(firing.spell(), openedOn, true, List.of(firing));
    }

    Ground following(String newSpell, LocalDate on) {
        return new Ground(newSpell, on, true, firings);
    }

    Ground away(boolean still) {
        return new Ground(spell, openedOn, still, firings);
    }

    /** Replaces what was known of the same firing. */
    Ground with(Firing firing) {
        var all = new ArrayList<>(firings);
        all.removeIf(known -> known.id().equals(firing.id()));
        all.add(firing);
        return new Ground(spell, openedOn, away, all);
    }

    /** One more firing: where the absence that it follows is over, the firing's own is followed, if that began later. */
    Ground hearing(Firing firing, LocalDate on) {
        var heard = with(firing);
        return away || firing.spell().equals(spell) || !on.isAfter(openedOn)
                ? heard
                : heard.following(firing.spell(), on);
    }

    Optional<Firing> firing(String id) {
        return firings.stream().filter(firing -> firing.id().equals(id)).findFirst();
    }

    boolean knows(Firing firing) {
        return firings.stream()
                .anyMatch(known -> known.id().equals(firing.id()) && known.revision() >= firing.revision());
    }

    boolean stands() {
        return firings.stream().anyMatch(Firing::standing);
    }

    boolean hasFiringOf(String oneSpell) {
        return firings.stream()
                .anyMatch(firing -> firing.standing() && firing.spell().equals(oneSpell));
    }
}
