package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.watch.DutyDecisions;
import org.baoxue.escalation.watch.DutyDecisions.Decided;
import org.baoxue.escalation.watch.EscalationEvents;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Named;
import org.baoxue.escalation.week.WeekRules;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;

/** Writes what becomes of a list, with its events: the duty, who is on it now, and what is told of each name. */
@ApplicationScoped
class ListWriting {
    private final WeekListStore store;
    private final DutyDecisions decisions;
    private final ListTelling telling;
    private final Outbox outbox;

    ListWriting(WeekListStore store, DutyDecisions decisions, ListTelling telling, Outbox outbox) {
        this.store = store;
        this.decisions = decisions;
        this.telling = telling;
        this.outbox = outbox;
    }

    /** @param before as the list was; of a new one the same as nothing */
    void write(
            WeekRules.Change change,
            WeekRules.Listed before,
            WatchedChild school,
            Map<String, WatchedChild> children,
            Policy policy,
            Instant now) {
        switch (change) {
            case WeekRules.Drafted(var duty, var names, var tells, var why) -> {
                save(school, new Decision.Opened(duty, tells, why, Fact.Entry.UNKNOWN), now);
                name(duty, names, names, school, children, policy, now);
            }
            case WeekRules.Renamed(var duty, var names, var off, var why) -> {
                List<Named> added = names.stream()
                        .filter(name -> !before.names().containsKey(name.student()))
                        .toList();
                takeOff(duty, before, off, children, why, now);
                name(duty, names, added, school, children, policy, now);
            }
            case WeekRules.Moved(var duty, var why) -> save(school, new Decision.Moved(duty, "SLEPT", why), now);
            case WeekRules.Dropped(var duty, var off, var why) -> {
                save(school, new Decision.Cancelled(duty, Duty.Reason.CORRECTED, true, why), now);
                takeOff(duty, before, off, children, why, now);
                outbox.append(List.of(EscalationEvents.weekListed(school, duty, List.of(), now)));
            }
            case WeekRules.Lapsed(var duty, var foreseen, var tells, var why) ->
                save(school, new Decision.Lapsed(duty, false, foreseen, tells, why), now);
        }
    }

    private void save(WatchedChild school, Decision.OfDuty decision, Instant now) {
        decisions.write(List.of(new Decided(school, decision)), now);
    }

    private void name(
            Duty duty,
            List<Named> names,
            List<Named> added,
            WatchedChild school,
            Map<String, WatchedChild> children,
            Policy policy,
            Instant now) {
        boolean toldAtOnce = telling.tellsAtOnce(duty, policy);
        store.put(duty.id(), names, children, toldAtOnce ? Optional.of(now) : Optional.empty());
        List<OutgoingEvent> events = new ArrayList<>();
        events.add(EscalationEvents.weekListed(school, duty, students(names, children), now));
        if (toldAtOnce) {
            events.addAll(telling.opened(duty, added, children, policy, now));
        }
        outbox.append(events);
    }

    static List<Map<String, Object>> students(List<Named> names, Map<String, WatchedChild> children) {
        return names.stream()
                .map(name -> student(
                        name, Optional.ofNullable(children.get(name.student())).orElseThrow()))
                .toList();
    }

    private static Map<String, Object> student(Named name, WatchedChild child) {
        Map<String, Object> student = new TreeMap<>();
        student.put("student", name.student());
        student.put("class", child.classId());
        Optional.ofNullable(child.homePlace()).ifPresent(home -> student.put("homePlace", home));
        student.put("reasons", name.reasons());
        return student;
    }

    private void takeOff(
            Duty duty,
            WeekRules.Listed before,
            Set<String> off,
            Map<String, WatchedChild> children,
            Why why,
            Instant now) {
        store.takeOff(duty.id(), off, now);
        Set<String> told = new HashSet<>(off);
        told.retainAll(before.told());
        outbox.append(told.stream()
                .sorted()
                .flatMap(student -> Optional.ofNullable(children.get(student)).stream())
                .map(child ->
                        EscalationEvents.takenOffList(child, ListTelling.firing(duty, child.student()), duty, why, now))
                .toList());
    }
}
