package org.baoxue.attendance.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.baoxue.attendance.comparison.ComparisonViews.ComparisonRequest;
import org.baoxue.attendance.comparison.ComparisonViews.ComparisonView;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;

/** Runs comparisons, each with the place's last register of residents and after the comparison before. */
@ApplicationScoped
class Comparisons {

    private static final int LONGEST = 14;

    private final ComparisonStore store;
    private final RegisterStore registers;
    private final Caller caller;
    private final SuiteClock clock;

    Comparisons(ComparisonStore store, RegisterStore registers, Caller caller, SuiteClock clock) {
        this.store = store;
        this.registers = registers;
        this.caller = caller;
        this.clock = clock;
    }

    /** Inside the worker's transaction. */
    ComparisonView run(ComparisonRequest asked, String key) {
        registers.lock(asked.place());
        var register = registers
                .last(asked.place())
                .orElseThrow(() -> untrue("/place", "a place whose register of residents was imported"));
        var last = store.last(asked.place());
        check(asked);
        if (last.filter(before -> before.date().isAfter(asked.date())).isPresent()) {
            throw untrue("/date", "not before that of the place's last comparison");
        }
        var run = new Comparison(
                EventId.of("comparison", caller.person(), key, clock.now()).toString(),
                asked.place(),
                asked.from(),
                asked.date(),
                register.register(),
                last.map(Comparison::id).orElse(null),
                caller.person(),
                clock.now());
        store.run(run);
        return view(run);
    }

    private void check(ComparisonRequest asked) {
        if (asked.from().isAfter(asked.date()) || ChronoUnit.DAYS.between(asked.from(), asked.date()) >= LONGEST) {
            throw untrue("/from", "a day up to the date, of at most " + LONGEST + " days in all");
        }
        if (asked.date().isAfter(LocalDate.ofInstant(clock.now(), ZoneOffset.MAX))) {
            throw untrue("/date", "a day that has begun");
        }
    }

    ComparisonView view(Comparison run) {
        return ComparisonView.of(run, store.coverage(run.id()), store.counts(run));
    }

    Comparison find(String id, String pointer) {
        return store.find(id)
                .orElseThrow(() -> Problems.notFound(
                        "There is no such comparison, or none that you may see.",
                        new At(pointer, "see GET /v1/comparisons")));
    }

    static Problem untrue(String pointer, String mend) {
        return Problems.unprocessable(
                "comparison-not-true",
                "This comparison cannot be run: mend it as the entry says.",
                new At(pointer, mend));
    }
}
