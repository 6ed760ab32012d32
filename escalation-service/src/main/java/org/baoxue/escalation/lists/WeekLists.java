package org.baoxue.escalation.lists;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.directory.CalendarsChanged;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.watch.Recorder;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/**
 * Looks at each school's lists at the end of every school day: drafted on the week's last one, kept right on the others; and when
 * its calendar has changed.
 */
@ApplicationScoped
class WeekLists implements DueRows<String> {
    /** Schools before children, as everywhere: this is heard before anybody touches a child. */
    private static final int FIRST = 100;

    private final WeekListStore store;
    private final WeekLook look;
    private final ListTelling telling;
    private final Batch batch;
    private final SuiteClock clock;

    WeekLists(WeekListStore store, WeekLook look, ListTelling telling, Batch batch, SuiteClock clock) {
        this.store = store;
        this.look = look;
        this.telling = telling;
        this.batch = batch;
        this.clock = clock;
    }

    /** The principal signs: township and bureau hear of each name, also where the list was signed too late. */
    void on(@Observes Recorder.OfSchoolWeek recorded) {
        if (recorded.kind() == Evidence.Kind.LIST_SIGNED) {
            telling.signed(recorded.owed(), recorded.now());
        }
    }

    void on(@Observes @Priority(FIRST) CalendarsChanged changed) {
        store.lookAtSchoolsUnder(
                changed.since().keySet().stream()
                        .map(owner -> Map.<String, Object>of("kind", owner.kind(), "code", owner.code()))
                        .toList(),
                clock.now());
    }

    @Override
    public String name() {
        return "week-lists";
    }

    @Override
    public int work(Instant now, int limit) {
        int worked = 0;
        while (worked < limit && batch.work(this, now, 1) > 0) {
            worked++;
        }
        return worked;
    }

    @Override
    public List<String> claim(Instant now, int limit) {
        return store.claimDue(now);
    }

    @Override
    public int work(List<String> schools, Instant now) {
        schools.forEach(school -> store.setNext(school, look.at(school, now)));
        return schools.size();
    }

    @Override
    public void putOff(String school, Instant until) {
        store.setNext(school, Optional.of(until));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(WeekListStore.WAITING);
    }
}
