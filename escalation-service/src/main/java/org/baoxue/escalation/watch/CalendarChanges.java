package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.baoxue.escalation.directory.CalendarsChanged;
import org.baoxue.kit.clock.SuiteClock;

/**
 * Another calendar re-projects what is open, and corrects what fired in an absence that has ended since. The children concerned
 * are due now: the due work looks at them batch by batch, so one change of the nation's calendar is not one transaction.
 */
@ApplicationScoped
class CalendarChanges {
    private final ChildStore children;
    private final SuiteClock clock;

    CalendarChanges(ChildStore children, SuiteClock clock) {
        this.children = children;
        this.clock = clock;
    }

    void on(@Observes CalendarsChanged changed) {
        children.lookAgain(changed.since(), clock.now());
    }
}
