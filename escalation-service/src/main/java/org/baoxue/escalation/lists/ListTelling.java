package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.EscalationEvents;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Named;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/** Tells of a list name by name, so that each can be corrected for those who heard it: one list reaches each audience. */
@ApplicationScoped
class ListTelling {
    private final WeekListStore store;
    private final WeekFactStore facts;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final Outbox outbox;

    ListTelling(
            WeekListStore store, WeekFactStore facts, DirectoryStore directory, PolicyStore policies, Outbox outbox) {
        this.store = store;
        this.facts = facts;
        this.directory = directory;
        this.policies = policies;
        this.outbox = outbox;
    }

    static String firing(Duty duty, String student) {
        return UUID.nameUUIDFromBytes(("week-list/" + duty.id() + "/" + student).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether anybody hears of the names before the list is signed. */
    boolean tellsAtOnce(Duty duty, Policy policy) {
        return policy.rule(duty.rule()).tells().stream().anyMatch(Told::byList);
    }

    List<OutgoingEvent> opened(
            Duty duty, List<Named> names, Map<String, WatchedChild> children, Policy policy, Instant now) {
        return tellings(duty, names, children, policy, policy.rule(duty.rule()).tells(), Tell.OPENED, now);
    }

    /** The names that nobody was told of yet; nobody is told of a list that was dropped. */
    void signed(Owed owed, Instant now) {
        Duty duty = owed.duty();
        if (duty.state() instanceof Duty.Cancelled) {
            return;
        }
        Policy policy = policies.all().at(duty.openedAt()).inForce(owed.codes().place(), duty.date());
        Map<String, WatchedChild> children = new HashMap<>();
        facts.pupils(owed.codes().school(), duty.date(), List.of(duty.id()))
                .forEach((student, pupil) -> children.put(student, pupil.child()));
        List<Named> names = store.rows(List.of(duty.id())).getOrDefault(duty.id(), List.of()).stream()
                .filter(row -> !row.off() && !row.told())
                .map(WeekListStore.Row::named)
                .filter(named -> children.containsKey(named.student()))
                .toList();
        store.put(duty.id(), names, children, Optional.of(now));
        outbox.append(
                tellings(duty, names, children, policy, policy.rule(duty.rule()).doneTells(), Tell.DONE, now));
    }

    private List<OutgoingEvent> tellings(
            Duty duty,
            List<Named> names,
            Map<String, WatchedChild> children,
            Policy policy,
            List<Told> audiences,
            String occasion,
            Instant now) {
        List<Told> byList = audiences.stream().filter(Told::byList).toList();
        if (names.isEmpty() || byList.isEmpty()) {
            return List.of();
        }
        String school = duty.subject().id().substring(0, duty.subject().id().lastIndexOf('/'));
        Surroundings around = directory.around(List.of(school), List.of());
        return names.stream()
                .flatMap(name -> Optional.ofNullable(children.get(name.student())).stream()
                        .map(child -> {
                            Scopes scopes = child.scopes(around.county(child.place()));
                            List<Tell> tells = byList.stream()
                                    .map(told -> tell(told, scopes, occasion, policy, now))
                                    .toList();
                            return EscalationEvents.listedInWeek(
                                    child, firing(duty, child.student()), duty, why(duty, name, policy), tells, now);
                        }))
                .toList();
    }

    private static Tell tell(Told told, Scopes scopes, String occasion, Policy policy, Instant now) {
        Instant at = now.plus(told.delay());
        Duration window = policy.duration("hours.window");
        long start = Math.floorDiv(at.getEpochSecond(), window.toSeconds()) * window.toSeconds();
        return new Tell(
                scopes.post(told.post()),
                occasion,
                at,
                true,
                new Tell.Window(Instant.ofEpochSecond(start), window.toMinutes()));
    }

    private static Why why(Duty duty, Named name, Policy policy) {
        String clause = policy.rule(duty.rule()).clause();
        return new Why(
                duty.rule(),
                policy.key(),
                clause,
                name.reasons().stream()
                        .map(reason -> reason.code() + " " + reason.count() + " " + reason.from() + ".." + reason.to())
                        .toList(),
                List.of(),
                name.zh(),
                name.en());
    }
}
