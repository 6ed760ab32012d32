package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.baoxue.escalation.directory.CalendarsChanged;
import org.baoxue.kit.clock.SuiteClock;

/** Another calendar re-projects what is open, in the transaction that brought it. */
@ApplicationScoped
class CalendarChanges {
    private final SpellStore spells;
    private final Watch watch;
    private final SuiteClock clock;

    CalendarChanges(SpellStore spells, Watch watch, SuiteClock clock) {
        this.spells = spells;
        this.watch = watch;
        this.clock = clock;
    }

    void on(@Observes CalendarsChanged changed) {
        watch.look(spells.allOpen(), clock.now());
    }
}
