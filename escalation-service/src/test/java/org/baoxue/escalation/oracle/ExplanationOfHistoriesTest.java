package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.RuleState;
import org.baoxue.escalation.explanation.Basis;
import org.baoxue.escalation.explanation.Basis.CalendarDay;
import org.baoxue.escalation.explanation.Explainer;
import org.baoxue.escalation.explanation.Explanation;
import org.baoxue.escalation.explanation.Explanation.OfRule;
import org.baoxue.escalation.explanation.Gathered;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.week.SchoolWeek;
import org.baoxue.kit.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * An explanation is complete: told again from nothing but what it carries, it is the same, letter by letter; and what it leaves
 * out (days far away) changes no rule. A failing seed can be run alone: {@code -Doracle.seed=N
 * -Doracle.explained-histories=1}.
 */
class ExplanationOfHistoriesTest {
    private static final long SEED = Long.getLong("oracle.seed", System.nanoTime() % 1_000_000_000_000L);
    private static final int HISTORIES = Integer.getInteger("oracle.explained-histories", 120);
    private static final int DATES = 3;
    private static final int FAR = 300;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // no measure of speed: it ends what hangs
    void what_an_explanation_carries_is_all_it_rests_on(TestReporter reporter) {
        reporter.publishEntry("oracle.seed", Long.toString(SEED));
        Set<Because> seen = EnumSet.noneOf(Because.class);
        LongStream.range(SEED, SEED + HISTORIES)
                .forEach(seed -> explained(seed).forEach(rule -> seen.add(rule.because())));
        if (HISTORIES > 100) {
            assertTrue(
                    seen.containsAll(EnumSet.of(
                                    Because.FIRED,
                                    Because.TOO_FEW_DAYS,
                                    Because.ABSENCE_ENDED,
                                    Because.LAPSED,
                                    Because.CANCELLED,
                                    Because.IN_SCHOOL,
                                    Because.NO_SCHOOL_DAY))
                            && (seen.contains(Because.VALID_REASON) || seen.contains(Because.TRANSFER)),
                    "the histories tell of too little: " + seen);
        }
    }

    private static List<OfRule> explained(long seed) {
        History history = BriefHistories.of(seed);
        if (history.facts().isEmpty()) {
            return List.of();
        }
        Random random = new Random(seed);
        List<OfRule> all = new ArrayList<>();
        Instant last = history.lastAccepted();
        for (int i = 0; i < DATES; i++) {
            Instant asOf = last.minus(Duration.ofHours(random.nextInt(24 * 10) - 24));
            LocalDate date = FromRules.date(history.dateOf(asOf)).minusDays(random.nextInt(4));
            String which = "seed " + seed + ", date " + date + ", as of " + asOf + "\n" + history.toText();
            all.addAll(explained(history, date, asOf, which));
        }
        return all;
    }

    private static List<OfRule> explained(History history, LocalDate date, Instant asOf, String which) {
        DutiesFromRules.Then then = DutiesFromRules.at(history, asOf);
        Gathered gathered = gathered(then, date, asOf);
        Explanation told = Explainer.explain(gathered.basis());
        String written = Json.write(told);
        Explanation again =
                Explainer.explain(Json.read(written, Explanation.class).basis());
        assertEquals(written, Json.write(again), which);
        assertEquals(lines(Explainer.explain(wide(gathered))), lines(told), which);
        List<OfRule> rules = new ArrayList<>(told.rules());
        told.spells().forEach(spell -> rules.addAll(spell.rules()));
        for (OfRule rule : rules) {
            assertFalse(rule.zh().contains("{") || rule.en().contains("{"), rule.en());
        }
        nothingIsLeftUndone(history, told, date, asOf, which);
        return rules;
    }

    /** At the very moment everything that was due has been worked: where leaves are not for the principal to decide. */
    private static void nothingIsLeftUndone(
            History history, Explanation told, LocalDate date, Instant asOf, String which) {
        boolean now = FromRules.date(history.dateOf(asOf)).equals(date);
        boolean leaves = history.facts().stream()
                .anyMatch(fact -> fact instanceof Told.Leave
                        || (fact instanceof Told.Called called && called.seen() == Told.Seen.LEAVE));
        if (now && !leaves) {
            told.spells().forEach(spell -> spell.rules()
                    .forEach(rule -> assertFalse(
                            rule.because() == Because.DUE && rule.state() == RuleState.WAITING,
                            rule.rule() + "\n" + which)));
        }
    }

    private static List<String> lines(Explanation told) {
        List<String> lines = new ArrayList<>();
        told.spells().forEach(spell -> {
            lines.add(spell.spell() + " " + spell.openedOn() + " " + spell.state() + " " + spell.endedOn());
            spell.rules().forEach(rule -> lines.add(line(rule)));
        });
        told.rules().forEach(rule -> lines.add(line(rule)));
        return lines;
    }

    private static String line(OfRule rule) {
        return rule.rule() + " " + rule.state() + " " + rule.because() + " " + rule.counted() + "/" + rule.needed()
                + " " + rule.at() + " " + rule.days() + " " + rule.firings() + " " + rule.duties();
    }

    /** Nothing left out: every fact, and the calendar far back and far ahead. */
    private static Basis wide(Gathered gathered) {
        Basis basis = gathered.basis();
        List<CalendarDay> days = new ArrayList<>();
        for (LocalDate day = gathered.date().minusDays(FAR);
                day.isBefore(gathered.date().plusDays(FAR));
                day = day.plusDays(1)) {
            String level = gathered.calendar().isMakeUpDay(day) ? "NATION" : "WEEK";
            days.add(new CalendarDay(day, gathered.calendar().isSchoolDay(day), level, null));
        }
        return new Basis(
                basis.student(),
                basis.date(),
                basis.asOf(),
                basis.school(),
                of(gathered, Fact.Marked.class).stream()
                        .filter(mark -> !mark.slot().date().isAfter(gathered.date()))
                        .toList(),
                of(gathered, Fact.LeaveGranted.class),
                of(gathered, Fact.LeaveWithdrawn.class),
                of(gathered, Fact.EnrolmentChanged.class),
                of(gathered, Fact.Verified.class),
                gathered.closedDays().stream()
                        .filter(day -> !day.date().isAfter(gathered.date()))
                        .toList(),
                days,
                List.of(new Basis.PolicyThen(
                        gathered.policy().key(),
                        gathered.calendar().dayCompleteAt(),
                        new TreeMap<>(gathered.policy().values()))),
                gathered.spells().stream()
                        .map(one -> new Basis.SpellThen(one.spell(), one.opened(), one.openedAt(), one.createdAt(), 0))
                        .toList(),
                gathered.firings(),
                gathered.duties(),
                gathered.evidence(),
                gathered.posted(),
                basis.term(),
                basis.waits());
    }

    private static <F extends Fact> List<F> of(Gathered gathered, Class<F> kind) {
        return gathered.facts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Gathered gathered(DutiesFromRules.Then then, LocalDate date, Instant asOf) {
        Policy policy = FromRules.policy(then.known());
        Came came = Came.of(date, asOf);
        List<Basis.FiringThen> firings = new ArrayList<>();
        then.firings().forEach((spell, fired) -> fired.values().stream()
                .filter(firing -> !firing.firedAt().isAfter(asOf))
                .forEach(firing -> firings.add(new Basis.FiringThen(spell, firing))));
        List<Basis.Closed> closed = new ArrayList<>();
        then.closed().forEach((day, end) -> closed.add(closed(then, day, end)));
        return new Gathered(
                "child",
                date,
                asOf,
                new Basis.OfSchool(
                        "school",
                        "class-a",
                        "township",
                        then.calendar().zone(),
                        then.calendar().dayCompleteAt(),
                        false,
                        List.of(new Basis.SessionOf(1, "AM", LocalTime.of(8, 0))),
                        SchoolWeek.of("school", List.of(then.calendar()), date)
                                .map(SchoolWeek::lastDay)
                                .orElse(null)),
                any -> then.calendar(),
                policy,
                Stream.concat(came.facts(date), then.facts().stream().filter(fact -> !(fact instanceof Fact.DayClosed)))
                        .toList(),
                closed,
                then.spells().stream()
                        .map(spell -> new Gathered.Named(
                                spell.id(), spell.opened(), spell.openedAt(), spell.createdAt(), policy))
                        .toList(),
                firings,
                then.duties().stream().map(ExplanationOfHistoriesTest::then).toList(),
                then.evidence().stream()
                        .map(one -> new Basis.EvidenceThen(one.duty(), one.kind(), one.outcome(), one.at()))
                        .toList(),
                List.of(),
                starting(then, came, date, policy),
                List.of());
    }

    /** Histories say nothing of how the child came: it was there all the time, or taken off the roll for some days. */
    private enum Came {
        AT_ONCE,
        AGAIN_UNSEEN,
        AGAIN;

        private static final int FIRST = -3;
        private static final int LAST = -1;

        static Came of(LocalDate date, Instant asOf) {
            return values()[Math.floorMod(date.hashCode() + asOf.hashCode(), values().length)];
        }

        Stream<Fact> facts(LocalDate date) {
            Stream<Fact> first = Stream.of(changed(FIRST, Fact.Change.ENROLLED, date.minusYears(1)));
            return this == AT_ONCE
                    ? first
                    : Stream.concat(
                            first,
                            Stream.of(
                                    changed(FIRST + 1, Fact.Change.WITHDRAWN, date.minusDays(9)),
                                    changed(LAST, Fact.Change.ENROLLED, date.minusDays(6))));
        }

        List<Integer> enrolments() {
            return switch (this) {
                case AT_ONCE -> List.of(FIRST);
                case AGAIN_UNSEEN -> List.of(FIRST, LAST);
                case AGAIN -> List.of(LAST);
            };
        }

        LocalDate expectedFrom(LocalDate date) {
            return this == AGAIN ? date.minusDays(6) : date.minusYears(1);
        }

        private static Fact changed(int revision, Fact.Change change, LocalDate on) {
            return new Fact.EnrolmentChanged(
                    "school",
                    change,
                    on,
                    revision,
                    on.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    private static Optional<Gathered.Starting> starting(
            DutiesFromRules.Then then, Came came, LocalDate date, Policy policy) {
        return TermStart.of(then.calendar(), policy, came.expectedFrom(date), date)
                .map(start -> new Gathered.Starting(
                        null,
                        came.enrolments(),
                        start,
                        start.firstDay(),
                        start.firstDay(),
                        then.facts().stream()
                                .filter(Fact.Marked.class::isInstance)
                                .map(fact -> ((Fact.Marked) fact).slot().date())
                                .filter(called ->
                                        !called.isBefore(start.firstDay()) && !called.isAfter(start.reportDay()))
                                .distinct()
                                .sorted()
                                .toList(),
                        policy));
    }

    private static Basis.Closed closed(DutiesFromRules.Then then, LocalDate day, DayEnd end) {
        return new Basis.Closed(
                day,
                false,
                then.facts().stream()
                        .filter(fact ->
                                fact instanceof Fact.DayClosed one && one.date().equals(day))
                        .map(Fact::acceptedAt)
                        .min(Instant::compareTo)
                        .orElse(then.calendar().completeAt(day)),
                end.members(),
                end.marked());
    }

    private static Basis.DutyThen then(Duty duty) {
        String state = duty.state().getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
        return new Basis.DutyThen(
                duty.id(),
                duty.rule(),
                duty.subject().id(),
                duty.date(),
                duty.day(),
                duty.revision(),
                duty.firing(),
                duty.owner().post(),
                duty.owner().scope(),
                duty.openedAt(),
                duty.dueAt(),
                duty.late(),
                duty.unfounded(),
                state,
                duty.isOpen() ? null : duty.endedAt(duty.openedAt()),
                duty.state() instanceof Duty.Lapsed lapsed && lapsed.unseen(),
                duty.state() instanceof Duty.Cancelled cancelled
                        ? cancelled.reason().name()
                        : null);
    }
}
