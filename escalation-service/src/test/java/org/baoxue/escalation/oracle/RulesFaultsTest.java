package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.DutyRules;
import org.baoxue.escalation.duty.DutyRules.Outcome;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Slot;
import org.junit.jupiter.api.Test;

/** Known bugs planted in the duty rules themselves, or in what they are given: the oracle notices each of them. */
class RulesFaultsTest {
    private static final SchoolCalendar.NamedDay NO_SCHOOL = new SchoolCalendar.NamedDay(false, "dropped");

    @Test
    void calendar_days_for_school_days() throws Exception {
        isCaught("calendar days for school days", given -> {
            Map<String, Policy.Value> values = new TreeMap<>(given.policy().values());
            values.replaceAll((name, value) ->
                    name.endsWith(".unit") ? new Policy.Value("calendar days", value.clause()) : value);
            return DutyRules.decide(with(given, new Policy(given.policy().key(), values)));
        });
    }

    @Test
    void presumed_days_dropped() throws Exception {
        isCaught("presumed days dropped", given -> DutyRules.decide(with(given, withoutPresumedDays(given))));
    }

    @Test
    void a_clock_of_its_own_that_is_fast() throws Exception {
        isCaught(
                "app clock ten minutes ahead",
                given -> DutyRules.decide(at(given, given.now().plus(Duration.ofMinutes(10)))));
    }

    @Test
    void a_clock_of_its_own_that_is_slow() throws Exception {
        isCaught(
                "app clock ten minutes behind",
                given -> DutyRules.decide(at(given, given.now().minus(Duration.ofMinutes(10)))));
    }

    @Test
    void no_cancel_on_correction() throws Exception {
        isCaught("no cancel on correction", given -> {
            Outcome outcome = DutyRules.decide(given);
            Set<String> corrected = new HashSet<>();
            List<Decision> decisions = new ArrayList<>();
            for (Decision decision : outcome.decisions()) {
                if (decision instanceof Decision.Cancelled cancelled && cancelled.toldWrongly()) {
                    corrected.add(cancelled.duty().id());
                } else {
                    decisions.add(decision);
                }
            }
            Stream<Duty> others = outcome.duties().stream().filter(duty -> !corrected.contains(duty.id()));
            Stream<Duty> kept = given.duties().stream().filter(duty -> corrected.contains(duty.id()));
            return new Outcome(
                    decisions,
                    Stream.concat(others, kept).toList(),
                    outcome.firings(),
                    outcome.deadlines(),
                    outcome.nextAt(),
                    outcome.onlyLapsesUntil());
        });
    }

    @Test
    void told_twice() throws Exception {
        isCaught("told twice", given -> {
            Outcome outcome = DutyRules.decide(given);
            List<Decision> decisions = new ArrayList<>(outcome.decisions());
            outcome.decisions().stream()
                    .filter(Decision.Lapsed.class::isInstance)
                    .forEach(decisions::add);
            return new Outcome(
                    decisions,
                    outcome.duties(),
                    outcome.firings(),
                    outcome.deadlines(),
                    outcome.nextAt(),
                    outcome.onlyLapsesUntil());
        });
    }

    @Test
    void a_due_time_that_is_forgotten() throws Exception {
        isCaught("nothing wakes the rules again", given -> {
            Outcome outcome = DutyRules.decide(given);
            return new Outcome(
                    outcome.decisions(),
                    outcome.duties(),
                    outcome.firings(),
                    outcome.deadlines(),
                    Optional.empty(),
                    Optional.empty());
        });
    }

    @Test
    void the_day_s_end_is_not_waited_for() throws Exception {
        isCaught("the day's last posts are not waited for", given -> {
            Map<LocalDate, Circumstances.DayEnd> closed = new HashMap<>(given.closed());
            LocalDate today = given.calendar().dateOf(given.now());
            closed.put(today, new Circumstances.DayEnd(100, 100));
            return DutyRules.decide(with(given, closed));
        });
    }

    @Test
    void an_absence_that_seems_settled_is_not_looked_at_again() throws Exception {
        Faults.isCaughtInDuties("an absence that seems settled is not looked at again", history -> {
            Map<String, Circumstances> before = new HashMap<>();
            return DutiesFromRules.lines(history, given -> {
                Circumstances last = before.put(given.spell().id(), given);
                return last != null && seemsSettled(last, given) ? nothing(given) : DutyRules.decide(given);
            });
        });
    }

    /** It had ended, nothing of it is owed or waits to leave the school, and nothing about the child was learned. */
    private static boolean seemsSettled(Circumstances last, Circumstances given) {
        return last.spell().equals(given.spell())
                && !given.spell().isOpen()
                && List.copyOf(last.facts()).equals(List.copyOf(given.facts()))
                && last.calendar().equals(given.calendar())
                && given.firings().stream().noneMatch(firing -> firing.outside() == Firing.Outside.WAITING)
                && given.duties().stream()
                        .noneMatch(duty -> duty.isOpen()
                                && duty.subject().id().equals(given.spell().id()));
    }

    private static Outcome nothing(Circumstances given) {
        return new Outcome(List.of(), List.of(), given.firings(), new TreeMap<>(), Optional.empty(), Optional.empty());
    }

    @Test
    void two_rules_of_one_date_that_ask_twice() throws Exception {
        isCaught("two rules of one date ask twice for a look", given -> {
            Outcome outcome = DutyRules.decide(given);
            List<Decision> decisions = new ArrayList<>(outcome.decisions());
            List<Duty> duties = new ArrayList<>(outcome.duties());
            for (Decision decision : outcome.decisions()) {
                if (decision instanceof Decision.Opened opened
                        && opened.duty().rule().equals("verify-presumed")) {
                    countedOtherwise(opened.duty(), outcome.firings(), given.calendar())
                            .map(other -> asked(opened.duty(), other))
                            .ifPresent(again -> {
                                duties.add(again);
                                decisions.add(new Decision.Opened(again, opened.tells(), opened.why(), opened.entry()));
                            });
                }
            }
            return new Outcome(
                    decisions,
                    duties,
                    outcome.firings(),
                    outcome.deadlines(),
                    outcome.nextAt(),
                    outcome.onlyLapsesUntil());
        });
    }

    /** What fired on the same date after another number of days, and waits for the same look. */
    private static Optional<Firing> countedOtherwise(Duty asked, List<Firing> firings, SchoolCalendar calendar) {
        return firings.stream()
                .filter(firing -> firing.outside() == Firing.Outside.WAITING && firing.day() != asked.day())
                .filter(firing -> calendar.dateOf(firing.dueAt()).equals(asked.date()))
                .findFirst();
    }

    private static Duty asked(Duty duty, Firing because) {
        return new Duty(
                Duty.idOf(duty.rule(), duty.subject(), duty.date(), because.day(), duty.revision()),
                duty.rule(),
                duty.subject(),
                duty.date(),
                because.day(),
                duty.revision(),
                because.id(),
                duty.owner(),
                duty.openedAt(),
                duty.base(),
                duty.dueAt(),
                duty.late(),
                duty.unfounded(),
                duty.state());
    }

    private static void isCaught(String fault, Function<Circumstances, Outcome> wrong) throws Exception {
        Faults.isCaughtInDuties(fault, history -> DutiesFromRules.lines(history, wrong));
    }

    /** Dates of the absence without a mark are no school days in its own class. */
    private static SchoolCalendar withoutPresumedDays(Circumstances given) {
        Map<LocalDate, SchoolCalendar.NamedDay> dropped = new HashMap<>();
        LocalDate from = given.spell().openedOn();
        Set<LocalDate> marked =
                new HashSet<>(given.spell().marks().stream().map(Slot::date).toList());
        from.datesUntil(from.plusDays(60))
                .filter(date -> !marked.contains(date))
                .forEach(date -> dropped.put(date, NO_SCHOOL));
        List<Level> levels = new ArrayList<>(given.calendar().levels());
        levels.addFirst(new Level(Level.Kind.CLASS, List.of(), dropped));
        return new SchoolCalendar(given.calendar().zone(), given.calendar().dayCompleteAt(), levels);
    }

    private static Circumstances with(Circumstances given, Policy policy) {
        return other(given, given.calendar(), policy, given.closed(), given.now());
    }

    private static Circumstances with(Circumstances given, SchoolCalendar calendar) {
        return other(given, calendar, given.policy(), given.closed(), given.now());
    }

    private static Circumstances with(Circumstances given, Map<LocalDate, Circumstances.DayEnd> closed) {
        return other(given, given.calendar(), given.policy(), closed, given.now());
    }

    private static Circumstances at(Circumstances given, Instant now) {
        return other(given, given.calendar(), given.policy(), given.closed(), now);
    }

    private static Circumstances other(
            Circumstances given,
            SchoolCalendar calendar,
            Policy policy,
            Map<LocalDate, Circumstances.DayEnd> closed,
            Instant now) {
        return new Circumstances(
                given.spell(),
                given.spells(),
                given.scopes(),
                calendar,
                policy,
                given.facts(),
                closed,
                given.exceptionsOnly(),
                given.duties(),
                given.firings(),
                given.evidence(),
                now,
                given.outages(),
                given.travel());
    }
}
