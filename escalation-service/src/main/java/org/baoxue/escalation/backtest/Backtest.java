package org.baoxue.escalation.backtest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.backtest.Difference.Period;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.Past;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.Replay;
import org.jspecify.annotations.Nullable;

/**
 * A candidate policy that is tried on the recorded past of a place.
 *
 * <pre>
 *   WAITING - its children are known -> RUNNING - all are looked at -> DONE
 *      \_________ somebody cancels it ______/----------------------> CANCELLED
 * </pre>
 *
 * @param bureau the place of whoever asked
 * @param place everything whose code begins so
 * @param from first and {@code to} last date that is compared, both included
 * @param candidate the name of one that ships
 * @param values what is tried: of a candidate on top of whatever was in force; otherwise as if the place had set it, and nothing
 *     else, all along
 * @param asOf nothing is known that was accepted later
 * @param children how many are to be looked at, {@code left} how many still are, {@code failed} how many could not be
 */
record Backtest(
        String id,
        String bureau,
        String place,
        LocalDate from,
        LocalDate to,
        @Nullable String candidate,
        Map<String, Policy.Value> values,
        Instant asOf,
        Instant askedAt,
        State state,
        int children,
        int left,
        int failed,
        @Nullable Instant endedAt) {

    enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED
    }

    /** What began in the period may come to its end after it: so long that is followed, as far as it is known. */
    private static final Duration AFTERMATH = Duration.ofDays(60);

    /** What the candidate would have done otherwise about one child. */
    List<Difference> differences(Past past) {
        Policy policy = new Policy(new Policy.Key(place, LocalDate.EPOCH, 0), values);
        PolicyStore.Versions tried = candidate == null
                ? past.policies().replacing(policy)
                : past.policies().trying(policy);
        return Difference.between(ledger(past), ledger(past.under(tried)), new Period(from, to));
    }

    private Ledger ledger(Past past) {
        SchoolCalendar calendar = past.calendar();
        Instant end = calendar.completeAt(to).plus(AFTERMATH);
        return Ledger.of(Replay.play(past, end.isBefore(asOf) ? end : asOf), calendar);
    }
}
