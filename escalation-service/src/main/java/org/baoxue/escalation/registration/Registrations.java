package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.watch.SchoolLookStore;
import org.baoxue.escalation.watch.SchoolLookStore.Look;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/**
 * Looks at each school's start of term: at the end of its children's first days and a week later, on every school day of the
 * term after that, and when something is reported of a child who had not come.
 */
@ApplicationScoped
public class Registrations implements DueRows<String> {
    private final RegistrationStore store;
    private final SchoolLookStore looks;
    private final Registration registration;
    private final Batch batch;

    Registrations(RegistrationStore store, SchoolLookStore looks, Registration registration, Batch batch) {
        this.store = store;
        this.looks = looks;
        this.registration = registration;
        this.batch = batch;
    }

    /** The schools that {@link #heard} will have looked at: to be held, with all others, in the order of their codes. */
    public Set<String> concerned(Said said) {
        Set<String> schools = new HashSet<>(said.enrolling());
        schools.addAll(store.schoolsOf(said));
        return schools;
    }

    /**
     * Something was reported: what it concerns is looked at, also where it is being looked at just now, which had ended before the
     * caller held the schools. Before any child is locked.
     */
    public void heard(Said said, Instant now) {
        Set<String> concerned = concerned(said);
        if (!concerned.isEmpty()) {
            looks.again(Look.TERM, concerned, now);
        }
    }

    @Override
    public String name() {
        return "term-starts";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.workOneByOne(this, now, limit);
    }

    @Override
    public List<String> claim(Instant now, int limit) {
        return looks.claimDue(Look.TERM, now);
    }

    @Override
    public int work(List<String> schools, Instant now) {
        schools.forEach(school -> looks.setNext(Look.TERM, school, registration.look(school, now)));
        return schools.size();
    }

    @Override
    public void putOff(String school, Instant until) {
        looks.setNext(Look.TERM, school, Optional.of(until));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(Look.TERM.waiting());
    }
}
