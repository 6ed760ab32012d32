package org.baoxue.escalation.registration;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.directory.CalendarsChanged;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/**
 * Looks at each school's start of term: at the end of its children's first days and a week later, on every school day of the
 * term after that, and when something is reported of a child who had not come.
 */
@ApplicationScoped
public class Registrations implements DueRows<String> {
    /** Schools before children, as everywhere: this is heard before anybody touches a child. */
    private static final int FIRST = 100;

    private final RegistrationStore store;
    private final Registration registration;
    private final Batch batch;
    private final SuiteClock clock;

    Registrations(RegistrationStore store, Registration registration, Batch batch, SuiteClock clock) {
        this.store = store;
        this.registration = registration;
        this.batch = batch;
        this.clock = clock;
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
            store.lookAt(concerned, now);
        }
    }

    void on(@Observes @Priority(FIRST) CalendarsChanged changed) {
        List<Map<String, Object>> owners = changed.since().keySet().stream()
                .map(owner -> Map.<String, Object>of("kind", owner.kind(), "code", owner.code()))
                .toList();
        store.lookAtSchoolsUnder(owners, clock.now());
    }

    @Override
    public String name() {
        return "term-starts";
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
        schools.forEach(school -> store.setNext(school, registration.look(school, now)));
        return schools.size();
    }

    @Override
    public void putOff(String school, Instant until) {
        store.setNext(school, Optional.of(until));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(RegistrationStore.WAITING);
    }
}
