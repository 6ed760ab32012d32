package org.baoxue.notification.vacancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.notification.contact.PostsChanged;

/** Which duties are open, and when it is asked whether anybody holds the post that owes them. */
@ApplicationScoped
public class Vacancies {

    private final OpenDutyStore store;
    private final SuiteClock clock;

    Vacancies(OpenDutyStore store, SuiteClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keeps what is owed, as it was said last. Call it before anything that locks notices. */
    public void hear(List<Owing> said) {
        if (said.isEmpty()) {
            return;
        }
        var last = new TreeMap<String, Owing>();
        var owed = new ArrayList<Owing.Owed>();
        var over = new ArrayList<String>();
        said.forEach(one -> last.put(one.duty(), one));
        for (var one : last.values()) {
            switch (one) {
                case Owing.Owed now -> owed.add(now);
                case Owing.Over(var duty) -> over.add(duty);
            }
        }
        store.lock(last.keySet());
        store.save(owed, clock.now());
        store.remove(over);
    }

    void look(@Observes PostsChanged changed) {
        store.lookAtAllOf(changed.posts(), clock.now());
    }
}
