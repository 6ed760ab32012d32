package org.baoxue.attendance.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.baoxue.attendance.comparison.DifferenceViews.AnswerRequest;
import org.baoxue.attendance.comparison.DifferenceViews.DifferenceDetail;
import org.baoxue.attendance.comparison.DifferenceViews.DifferenceView;
import org.baoxue.attendance.comparison.ImportingResidents.Person;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.kit.store.Transactions;

/** Reads and answers what comparisons found. */
@ApplicationScoped
class Differences {

    private static final int LONGEST_YEARS = 1;

    private final DifferenceStore store;
    private final Sealing sealing;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;
    private final Audit audit;

    Differences(
            DifferenceStore store,
            Sealing sealing,
            Transactions transactions,
            Caller caller,
            SuiteClock clock,
            Audit audit) {
        this.store = store;
        this.sealing = sealing;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
        this.audit = audit;
    }

    DifferenceDetail detail(String id) {
        return transactions.within(caller.scope(), () -> {
            var found = find(id);
            audit.read("readDifference", found.student() == null ? id : found.student());
            var person = store.sealed(id).map(text -> Json.read(sealing.open(text), Person.class));
            return new DifferenceDetail(
                    found,
                    person.map(Person::name).orElse(null),
                    person.map(Person::identityNumber).orElse(null),
                    store.answers(id));
        });
    }

    /** The same answer again changes nothing; another takes the place of the former, which is kept. */
    DifferenceView answer(String id, AnswerRequest said) {
        var seen = transactions.within(caller.scope(), () -> find(id));
        check(seen, said);
        transactions.asWorker(() -> {
            var held = store.hold(id);
            if (said.equals(held.said())) {
                return;
            }
            if (held.isGone()) {
                throw Problems.conflict(
                        "difference-ended",
                        "A comparison found this difference no more, or found it anew.",
                        new At("path:differenceId", "one that is open, see GET /v1/differences?open=true"));
            }
            store.answer(
                    id, said, said.answer().settledUntil(held.compared(), said.until()), caller.person(), clock.now());
        });
        return transactions.within(caller.scope(), () -> find(id));
    }

    private void check(DifferenceView difference, AnswerRequest said) {
        boolean ofSchool = difference.owner().equals(Roles.ACADEMIC_OFFICE);
        boolean mine = caller.is(Roles.COUNTY_BUREAU)
                || (ofSchool
                        ? caller.is(Roles.ACADEMIC_OFFICE) || caller.is(Roles.PRINCIPAL)
                        : caller.is(Roles.TOWNSHIP_OFFICER));
        if (!mine) {
            throw Problems.forbidden("This is for the " + (ofSchool ? "school" : "township") + " to find out.");
        }
        if (!said.answer().answers(difference.kind())) {
            throw untrue("/answer", "one that a difference of this kind can have");
        }
        var until = said.until();
        if (!said.answer().needsUntil()) {
            if (until != null) {
                throw untrue("/until", "only with an answer that holds until a date");
            }
            return;
        }
        var today = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
        if (until == null || until.isBefore(today) || until.isAfter(today.plusYears(LONGEST_YEARS))) {
            throw untrue("/until", "the last day for which it holds, within a year");
        }
    }

    private DifferenceView find(String id) {
        return store.find(id)
                .orElseThrow(() -> Problems.notFound(
                        "There is no such difference, or none that you may see.",
                        new At("path:differenceId", "see GET /v1/differences")));
    }

    private static Problem untrue(String pointer, String mend) {
        return Problems.unprocessable(
                "answer-not-true", "This answer cannot be: mend it as the entry says.", new At(pointer, mend));
    }
}
