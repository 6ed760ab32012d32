package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.baoxue.escalation.directory.CalendarsChanged;
import org.baoxue.kit.clock.SuiteClock;

/**
 * Another calendar re-projects what is open, and corrects what fired in an absence that has ended since. The schools and
 * children concerned are due now: the due work looks at them batch by batch, so one change of the nation's calendar is not one transaction.
 */
@ApplicationScoped
class CalendarChanges {
    private final SchoolLookStore schools;
    private final ChildStore children;
    private final SuiteClock clock;

    CalendarChanges(SchoolLookStore schools, ChildStore children, SuiteClock clock) {
        this.schools = schools;
        this.children = children;
        this.clock = clock;
    }

    /** Schools before children, as everywhere. */
    void on(@Observes CalendarsChanged changed) {
        schools.againUnder(changed.since(), clock.now());
        children.lookAgain(changed.since(), clock.now());
    }
}
