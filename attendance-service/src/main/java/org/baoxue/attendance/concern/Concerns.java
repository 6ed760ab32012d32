package org.baoxue.attendance.concern;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.baoxue.attendance.roster.Members;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;

/** Raises and withdraws concerns, inside the transaction of the caller's scope. */
@ApplicationScoped
class Concerns {

    private final ConcernStore store;
    private final Members members;
    private final Schools schools;
    private final SuiteClock clock;
    private final Caller caller;
    private final Outbox outbox;

    Concerns(ConcernStore store, Members members, Schools schools, SuiteClock clock, Caller caller, Outbox outbox) {
        this.store = store;
        this.members = members;
        this.schools = schools;
        this.clock = clock;
        this.caller = caller;
        this.outbox = outbox;
    }

    /** @param key of the request; used again when it is forgotten, it names another concern */
    Concern raise(String student, ConcernKind kind, String key) {
        var member = members.visible(student);
        schools.lockForPosting(Set.of(member.school()));
        var now = clock.now();
        var concern = new Concern(
                EventId.of("concern", caller.person(), student, key, now).toString(),
                member.student(),
                member.school(),
                member.classId(),
                member.place(),
                member.homePlace(),
                kind,
                caller.person(),
                now,
                null);
        store.insert(concern);
        outbox.append(ConcernEvents.raised(concern));
        return concern;
    }

    /** Answers the same when it was withdrawn before. */
    void withdraw(String student, String id) {
        var member = members.visible(student);
        schools.lockForPosting(Set.of(member.school()));
        var concern = store.find(student, id)
                .orElseThrow(() -> Problems.notFound(
                        "Nobody raised such a concern about this child.",
                        new At("path:concernId", "see GET …/concerns")));
        if (!concern.isWithdrawn()) {
            var now = clock.now();
            store.withdraw(id, now, caller.person());
            outbox.append(ConcernEvents.withdrawn(concern.withdrawn(now), now));
        }
    }
}
