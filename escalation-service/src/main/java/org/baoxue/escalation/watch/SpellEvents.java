package org.baoxue.escalation.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** That an absence opened, moved and ended, and what that moved. */
final class SpellEvents {
    private SpellEvents() {}

    /** A spell that is new and has ended already was both: each is said once. */
    static List<OutgoingEvent> of(Optional<KnownSpell> before, KnownSpell after, Instant now) {
        boolean isEnded = !after.spell().isOpen();
        if (before.isEmpty()) {
            OutgoingEvent opened = spell("spell-opened", after, now);
            return isEnded ? List.of(opened, spell("spell-ended", after, now)) : List.of(opened);
        }
        return Stream.concat(
                        moved(before.get(), after, now).stream(),
                        DeadlineEvents.moved(before.get(), after, now).stream())
                .toList();
    }

    private static Optional<OutgoingEvent> moved(KnownSpell before, KnownSpell after, Instant now) {
        boolean wasEnded = !before.spell().isOpen();
        boolean isEnded = !after.spell().isOpen();
        boolean sameEnding =
                Objects.equals(before.spell().state(), after.spell().state());
        boolean sameOpening = before.spell().opened().equals(after.spell().opened());
        if (sameEnding && sameOpening) {
            return Optional.empty();
        }
        return Optional.of(spell((isEnded && !(wasEnded && sameEnding)) ? "spell-ended" : "spell-moved", after, now));
    }

    private static OutgoingEvent spell(String name, KnownSpell known, Instant now) {
        Spell spell = known.spell();
        boolean ended = !name.equals("spell-opened");
        return EscalationEvents.about(known.child())
                .with("spell", spell.id())
                .with("openedAt", spell.openedAt())
                .with("openedOn", spell.openedOn())
                .with("openedSession", spell.opened().order())
                .with("ending", ended ? ending(spell) : null)
                .with("endedOn", ended ? endedOn(spell) : null)
                .with("endedSession", ended ? endedSession(spell) : null)
                .with("endedAt", spell.state() instanceof Spell.Returned returned ? returned.takenAt() : null)
                .with("corrected", (ended && spell.isUnfounded()) ? true : null)
                .with("createdAt", spell.createdAt())
                .with("policy", known.policy())
                .with(
                        "deadlines",
                        known.deadlines().isEmpty() || !known.spell().isOpen()
                                ? null
                                : DeadlineEvents.of(known.deadlines()))
                .with("at", now)
                .of(name, known.child().student(), now);
    }

    private static @Nullable String ending(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> null;
            case Spell.Returned returned -> "RETURNED";
            case Spell.Excused excused -> "EXCUSED";
            case Spell.Left left -> "LEFT";
            case Spell.Withdrawn withdrawn -> "WITHDRAWN";
        };
    }

    private static @Nullable Integer endedSession(Spell spell) {
        return switch (spell.state()) {
            case Spell.Returned returned -> returned.at().order();
            case Spell.Excused excused -> excused.from().order();
            case Spell.Open open -> null;
            case Spell.Left left -> null;
            case Spell.Withdrawn withdrawn -> null;
        };
    }

    private static @Nullable LocalDate endedOn(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> null;
            case Spell.Returned returned -> returned.at().date();
            case Spell.Excused excused -> excused.from().date();
            case Spell.Left left -> left.on();
            case Spell.Withdrawn withdrawn -> null;
        };
    }
}
