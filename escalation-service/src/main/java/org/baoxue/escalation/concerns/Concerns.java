package org.baoxue.escalation.concerns;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baoxue.escalation.concerns.ConcernStore.Raised;
import org.baoxue.escalation.directory.CalendarsChanged;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.ConcernRules;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.DutyDecisions;
import org.baoxue.escalation.watch.DutyDecisions.Decided;
import org.baoxue.escalation.watch.DutyStore;
import org.baoxue.escalation.watch.Outages;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.Recorder;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.log.Line;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each concern when it was raised or withdrawn, and when what it made owed runs out. A concern's row is held after the
 * child's, where both are; whatever is decided about it is decided while its row is held.
 */
@ApplicationScoped
public class Concerns implements DueRows<Raised> {
    private static final Logger LOG = Logger.getLogger(Concerns.class);
    private static final Duration SCHOOL_UNKNOWN = Duration.ofMinutes(1);

    /** After those who hold schools and children. */
    private static final int AFTER_CHILDREN = 3000;

    private final ConcernStore store;
    private final DutyStore duties;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final Outages outages;
    private final DutyDecisions decisions;
    private final Backlog backlog;
    private final Batch batch;

    Concerns(
            ConcernStore store,
            DutyStore duties,
            DirectoryStore directory,
            PolicyStore policies,
            Outages outages,
            DutyDecisions decisions,
            Backlog backlog,
            Batch batch) {
        this.store = store;
        this.duties = duties;
        this.directory = directory;
        this.policies = policies;
        this.outages = outages;
        this.decisions = decisions;
        this.backlog = backlog;
        this.batch = batch;
    }

    /** As attendance-service says it, but for its kind: that is the school's own matter. */
    public record ConcernRaised(
            String concern,
            String student,
            String school,
            String place,
            @Nullable String homePlace,
            @JsonProperty("class") String classId,
            @Nullable String raisedBy,
            Instant acceptedAt) {}

    public record ConcernWithdrawn(String concern, Instant acceptedAt) {}

    /** What was heard is due at once: it is decided when everything has been read that was published before. */
    public void heard(List<ConcernRaised> raised, List<ConcernWithdrawn> withdrawn, Instant now) {
        if (!raised.isEmpty()) {
            store.add(raised, now);
        }
        if (!withdrawn.isEmpty()) {
            store.withdraw(withdrawn, now);
        }
    }

    void on(@Observes @Priority(AFTER_CHILDREN) CalendarsChanged changed, SuiteClock clock) {
        store.lookAgain(changed.since().keySet(), clock.now());
    }

    /** What has lapsed by now, or was slept through, is settled before a person speaks to it, unless more is still to be read. */
    void on(@Observes Recorder.OfConcern recorded) {
        List<Raised> due = store.holdIfDue(recorded.concern(), recorded.now());
        if (!due.isEmpty() && backlog.isRead()) {
            work(due, recorded.now());
        }
    }

    @Override
    public String name() {
        return "concerns";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<Raised> claim(Instant now, int limit) {
        return store.claimDue(now, limit);
    }

    @Override
    public Object group(Raised raised) {
        return raised.concern().id();
    }

    @Override
    public int work(List<Raised> all, Instant now) {
        Around around = around(all, now);
        Map<String, Optional<Instant>> next = new HashMap<>();
        List<Decided> decided = new ArrayList<>();
        for (Raised one : all) {
            String id = one.concern().id();
            if (around.directory().knows(one.child().school())) {
                ConcernRules.Outcome outcome = around.rules(one, now).decide();
                outcome.decision().ifPresent(decision -> decided.add(new Decided(one.child(), decision)));
                next.put(id, outcome.nextAt());
            } else {
                Line.of("a concern waits for its school to become known")
                        .with("concern", id)
                        .warn(LOG);
                next.put(id, Optional.of(now.plus(SCHOOL_UNKNOWN)));
            }
        }
        decisions.write(decided, now);
        store.setNext(next);
        return all.size();
    }

    @Override
    public void putOff(Raised raised, Instant until) {
        store.setNext(Map.of(raised.concern().id(), Optional.of(until)));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(ConcernStore.WAITING);
    }

    private Around around(List<Raised> all, Instant now) {
        return new Around(
                directory.around(
                        all.stream().map(one -> one.child().school()).collect(Collectors.toSet()),
                        all.stream().map(one -> one.child().classId()).collect(Collectors.toSet())),
                policies.all(),
                duties.dutiesOf(all.stream().map(one -> one.concern().id()).toList()).stream()
                        .map(DutyStore.Owed::duty)
                        .collect(Collectors.toMap(duty -> duty.subject().id(), Function.identity())),
                outages.lately(now));
    }

    /** What decisions about some concerns rest on. */
    private record Around(
            Surroundings directory, PolicyStore.Versions policies, Map<String, Duty> owed, List<Outage> outages) {
        ConcernRules rules(Raised one, Instant now) {
            String school = one.child().school();
            Optional<Duty> known = Optional.ofNullable(owed.get(one.concern().id()));
            Policy policy = policies.at(known.map(Duty::openedAt).orElse(now))
                    .inForce(
                            one.child().place(),
                            one.concern()
                                    .raisedAt()
                                    .atZone(directory.school(school).zone())
                                    .toLocalDate());
            return new ConcernRules(
                    one.concern(),
                    one.child().scopes(directory.county(one.child().place())),
                    directory.calendar(school, one.child().classId(), policy.time("day.complete-at")),
                    policy,
                    known,
                    outages,
                    now);
        }
    }
}
