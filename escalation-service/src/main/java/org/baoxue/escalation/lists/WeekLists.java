package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.watch.Recorder;
import org.baoxue.escalation.watch.SchoolLookStore;
import org.baoxue.escalation.watch.SchoolLookStore.Look;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/**
 * Looks at each school's lists at the end of every school day: drafted on the week's last one, kept right on the others; and when
 * its calendar has changed.
 */
@ApplicationScoped
class WeekLists implements DueRows<String> {
    private final SchoolLookStore looks;
    private final WeekLook look;
    private final ListTelling telling;
    private final Batch batch;

    WeekLists(SchoolLookStore looks, WeekLook look, ListTelling telling, Batch batch) {
        this.looks = looks;
        this.look = look;
        this.telling = telling;
        this.batch = batch;
    }

    /** The principal signs: township and bureau hear of each name, also where the list was signed too late. */
    void on(@Observes Recorder.OfSchoolWeek recorded) {
        if (recorded.kind() == Evidence.Kind.LIST_SIGNED) {
            telling.signed(recorded.owed(), recorded.now());
        }
    }

    @Override
    public String name() {
        return "week-lists";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.workOneByOne(this, now, limit);
    }

    @Override
    public List<String> claim(Instant now, int limit) {
        return looks.claimDue(Look.WEEK, now);
    }

    @Override
    public int work(List<String> schools, Instant now) {
        schools.forEach(school -> looks.setNext(Look.WEEK, school, look.at(school, now)));
        return schools.size();
    }

    @Override
    public void putOff(String school, Instant until) {
        looks.setNext(Look.WEEK, school, Optional.of(until));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(Look.WEEK.waiting());
    }
}
