package org.baoxue.cases.escalation;

import static org.baoxue.cases.escalation.Published.need;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.baoxue.cases.casefile.Cases;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.OpenedInError;
import org.baoxue.cases.persuasion.Persuasions;
import org.baoxue.cases.report.ReportOrder;
import org.baoxue.cases.report.Reports;

/** Carries out what one event asks, for a child whose entries are locked. */
@ApplicationScoped
class AskedWork {

    private final Cases cases;
    private final Reports reports;
    private final Persuasions persuasions;

    AskedWork(Cases cases, Reports reports, Persuasions persuasions) {
        this.cases = cases;
        this.reports = reports;
        this.persuasions = persuasions;
    }

    void work(Asked asked) {
        switch (asked) {
            case Asked.Fired(var event) -> fired(event, need(event.firing(), "firing"));
            case Asked.FiringWithdrawn(var event) ->
                withdrawn(need(event.firing(), "firing"), need(event.reason(), "reason"));
            case Asked.DutyOpened(var event) -> dutyOpened(event);
            case Asked.DutyEnded(var event) -> persuasions.dutiesEnded(List.of(need(event.duty(), "duty")));
            case Asked.DutyFell(var event) -> dutyFell(event);
            case Asked.Absent(var event) ->
                cases.latest(asked.student())
                        .ifPresent(entry -> cases.absent(entry, event.child(), event.ofSpell(), event.firstDay()));
            case Asked.AbsenceMoved(var event) ->
                cases.latest(asked.student())
                        .ifPresent(entry -> cases.absenceMoved(entry, event.child(), event.known()));
            case Asked.NotCome(var event) ->
                cases.latest(asked.student()).ifPresent(entry -> cases.notCome(entry, event.child(), event.known()));
            case Asked.AbsenceEnded(var event) ->
                cases.latest(asked.student())
                        .ifPresent(entry -> cases.absenceEnded(
                                entry, event.ofSpell(), need(event.ending(), "ending"), event.lastDay()));
        }
    }

    /** @param id of the firing, or of the duty that came without one */
    private Entry fired(Published event, String id) {
        var firing = new Firing(
                id, event.ofSpell(), need(event.rule(), "rule"), event.revision() == null ? 1 : event.revision(), true);
        return cases.fired(event.child(), firing, event.firstDay(), event.countedDays(), event.isWaiting());
    }

    private void withdrawn(String firing, String reason) {
        cases.withdrawn(firing, reason)
                .filter(entry -> entry.file() instanceof OpenedInError)
                .ifPresent(entry -> reports.openedInError(entry, reason));
    }

    private void dutyOpened(Published event) {
        var duty = need(event.duty(), "duty");
        var rule = need(event.rule(), "rule");
        if (reports.isOrdered(duty)) {
            return;
        }
        var entry = cases.owed(entryFor(event, duty), event.child(), event.ofSpell());
        if (rule.equals(Persuasions.HOME_VISIT)) {
            persuasions.dutyOpened(entry.id(), duty, rule);
            return;
        }
        // what the rules let out of the school shows that the entry may be seen there
        var seen = cases.released(entry);
        if (Reports.RULES.contains(rule)) {
            reports.order(seen, order(event, duty, rule));
        } else {
            persuasions.dutyOpened(entry.id(), duty, rule);
        }
    }

    /**
     * No report without an entry: where no rule opened one, the duty itself does. At a term's start, of which no rule fires, it
     * does so as well in an entry whose absence is over.
     */
    private Entry entryFor(Published event, String duty) {
        var student = event.child().student();
        return cases.latest(student)
                .filter(entry -> entry.file().ground().spell().equals(event.ofSpell())
                        || (entry.isOpen()
                                && (!event.isOfTermStart()
                                        || entry.file().ground().away())))
                .orElseGet(() -> fired(event, event.firing() == null ? duty : event.firing()));
    }

    private ReportOrder order(Published event, String duty, String rule) {
        var why = event.why();
        return new ReportOrder(
                duty,
                rule,
                event.ofSpell(),
                cases.firstDay(event.ofSpell()).orElseGet(event::firstDay),
                need(event.dueAt(), "dueAt"),
                event.day(),
                event.countedDays(),
                event.observed(),
                event.isUnverified(),
                why == null ? null : why.policy(),
                why == null ? null : why.clause());
    }

    private void dutyFell(Published event) {
        var duty = need(event.duty(), "duty");
        var reason = need(event.reason(), "reason");
        persuasions.dutiesEnded(List.of(duty));
        reports.dutyFell(duty, reason, event.wasWrong());
        if (event.wasWrong()) {
            withdrawn(duty, reason);
        }
    }
}
