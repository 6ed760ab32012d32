package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.week.WeekRules;
import org.jspecify.annotations.Nullable;

/**
 * What was known at {@code asOf} of a child. An explanation of {@code date} carries all of it up to the date, and the calendar as
 * far as anything of it may still fall due.
 *
 * @param calendars of the child's class, with the ends of days that a policy knows
 * @param facts of the child, without the closed days
 * @param policy in force on the date
 */
public record Gathered(
        String student,
        LocalDate date,
        Instant asOf,
        Basis.OfSchool school,
        Function<Policy, SchoolCalendar> calendars,
        Policy policy,
        Collection<? extends Fact> facts,
        List<Basis.Closed> closedDays,
        List<Named> spells,
        List<Basis.FiringThen> firings,
        List<Basis.DutyThen> duties,
        List<Basis.EvidenceThen> evidence,
        List<Basis.Posted> posted,
        Optional<Starting> starting,
        List<Basis.WaitThen> waits) {
    private static final int DAYS_OF_WEEK = 7;

    /** A month, however long the vacation in it. */
    private static final int MONTH_OF_SCHOOL_DAYS = 25;

    /** A known absence with the policy that it runs under. */
    public record Named(String spell, Slot opened, Instant openedAt, Instant createdAt, Policy policy) {}

    /** The term's start that the child has on the date; see {@link Basis.TermThen}. */
    public record Starting(
            @Nullable String subject,
            List<Integer> enrolments,
            TermStart start,
            @Nullable LocalDate schoolFirstCalled,
            @Nullable LocalDate schoolCalled,
            List<LocalDate> classCalled,
            Policy policy) {
        private Basis.TermThen then(int index) {
            return new Basis.TermThen(
                    subject,
                    enrolments,
                    start.term().from(),
                    start.term().to(),
                    start.firstDay(),
                    start.reportDay(),
                    start.own(),
                    schoolFirstCalled,
                    schoolCalled,
                    classCalled,
                    index);
        }
    }

    /** With the ends of days on the date. */
    public SchoolCalendar calendar() {
        return calendars.apply(policy);
    }

    public Basis basis() {
        LocalDate since = since();
        List<Named> concerned = spells.stream()
                .sorted(Comparator.comparing(Named::opened)
                        .thenComparing(Named::createdAt)
                        .thenComparing(Named::spell))
                .toList();
        List<Basis.DutyThen> owed = duties.stream()
                .sorted(Comparator.comparing(Basis.DutyThen::openedAt).thenComparing(Basis.DutyThen::duty))
                .toList();
        List<Policy> policies = policies(concerned);
        Set<String> leaves = leaves(since);
        return new Basis(
                student,
                date,
                asOf,
                school,
                sorted(
                        Fact.Marked.class,
                        mark -> !mark.slot().date().isBefore(since)
                                && !mark.slot().date().isAfter(date)),
                sorted(Fact.LeaveGranted.class, leave -> leaves.contains(leave.leave())),
                sorted(Fact.LeaveWithdrawn.class, leave -> leaves.contains(leave.leave())),
                sorted(Fact.EnrolmentChanged.class, change -> true),
                sorted(
                        Fact.Verified.class,
                        found -> !found.date().isBefore(since) && !found.date().isAfter(date)),
                closedDays.stream()
                        .filter(day ->
                                !day.date().isBefore(since) && !day.date().isAfter(date))
                        .sorted(Comparator.comparing(Basis.Closed::date))
                        .toList(),
                Days.of(calendar(), firstDay(since), lastDay(policies)),
                policies.stream()
                        .map(one -> new Basis.PolicyThen(
                                one.key(), calendars.apply(one).dayCompleteAt(), new TreeMap<>(one.values())))
                        .toList(),
                concerned.stream()
                        .map(one -> new Basis.SpellThen(
                                one.spell(),
                                one.opened(),
                                one.openedAt(),
                                one.createdAt(),
                                indexOf(policies, one.policy())))
                        .toList(),
                firings.stream()
                        .sorted(Comparator.comparing(
                                        (Basis.FiringThen one) -> one.firing().firedAt())
                                .thenComparing(one -> one.firing().id()))
                        .toList(),
                owed,
                evidence.stream()
                        .sorted(Comparator.comparing(Basis.EvidenceThen::at)
                                .thenComparing(Basis.EvidenceThen::duty)
                                .thenComparing(one -> one.kind().name()))
                        .toList(),
                posted.stream()
                        .sorted(Comparator.comparingInt(Basis.Posted::order).thenComparing(Basis.Posted::acceptedAt))
                        .toList(),
                starting.map(one -> one.then(indexOf(policies, one.policy()))).orElse(null),
                waits.stream()
                        .sorted(Comparator.comparing(Basis.WaitThen::from).thenComparing(Basis.WaitThen::to))
                        .toList());
    }

    /**
     * From the first mark or absence that is known: what leaves and corrections made of an earlier absence may reach into this one,
     * and an explanation that is too long is better than one that is not whole; as far back as the watch of a week, and the term.
     */
    private LocalDate since() {
        Stream<LocalDate> marked = facts.stream()
                .filter(Fact.Marked.class::isInstance)
                .map(fact -> ((Fact.Marked) fact).slot().date());
        Stream<LocalDate> opened = spells.stream().map(spell -> spell.opened().date());
        int back = 3 * policy.number(WeekRules.WATCH + ".within-school-days") + DAYS_OF_WEEK;
        Stream<LocalDate> term = starting.map(one -> one.start().term().from()).stream();
        return Stream.of(marked, opened, term, Stream.of(date, date.minusDays(back)))
                .flatMap(dates -> dates)
                .min(LocalDate::compareTo)
                .orElse(date);
    }

    /** Leaves of which some revision touches the dates that matter, with all their revisions. */
    private Set<String> leaves(LocalDate since) {
        Set<String> leaves = new HashSet<>();
        facts.forEach(fact -> {
            if (fact instanceof Fact.LeaveGranted leave
                    && !leave.from().date().isAfter(date)
                    && !leave.to().date().isBefore(since)) {
                leaves.add(leave.leave());
            }
        });
        return leaves;
    }

    private List<Policy> policies(List<Named> concerned) {
        List<Policy> policies = new ArrayList<>(List.of(policy));
        Stream.concat(concerned.stream().map(Named::policy), starting.map(Starting::policy).stream())
                .forEach(one -> {
                    if (indexOf(policies, one) < 0) {
                        policies.add(one);
                    }
                });
        return policies;
    }

    private static int indexOf(List<Policy> policies, Policy wanted) {
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i).key().equals(wanted.key())
                    && policies.get(i).values().equals(wanted.values())) {
                return i;
            }
        }
        return -1;
    }

    /** A transfer is waited for from its own date on. */
    private LocalDate firstDay(LocalDate since) {
        return Stream.concat(Stream.of(since), transfers())
                .min(LocalDate::compareTo)
                .orElse(since);
    }

    private Stream<LocalDate> transfers() {
        return facts.stream()
                .filter(fact ->
                        fact instanceof Fact.EnrolmentChanged change && change.change() == Fact.Change.TRANSFER_OUT)
                .map(fact -> ((Fact.EnrolmentChanged) fact).effective());
    }

    /** As far as a counted day, a month or a hold may reach from the last thing that was known. */
    private LocalDate lastDay(List<Policy> policies) {
        Stream<LocalDate> found = facts.stream()
                .filter(Fact.Verified.class::isInstance)
                .map(fact -> calendar().dateOf(fact.acceptedAt()));
        LocalDate last = Stream.of(Stream.of(date), found, transfers())
                .flatMap(dates -> dates)
                .max(LocalDate::compareTo)
                .orElse(date);
        int days = policies.stream()
                .flatMap(one -> Stream.concat(
                        one.rules().stream().map(Gathered::counted),
                        Stream.of(one.number("spell.leave-grace-days") + one.number("spell.transfer-confirm-days"))))
                .max(Integer::compareTo)
                .orElse(0);
        return certainlyCounted(last, days + MONTH_OF_SCHOOL_DAYS + 1);
    }

    /** The {@code n}-th school day after a date that counts also where make-up days do not. */
    private LocalDate certainlyCounted(LocalDate date, int n) {
        SchoolCalendar calendar = calendar();
        LocalDate day = date;
        for (int i = 0; i < n; i += calendar.isMakeUpDay(day) ? 0 : 1) {
            day = calendar.nextSchoolDay(day);
        }
        return day;
    }

    private static int counted(Rule rule) {
        return switch (rule.fires()) {
            case Rule.OnDay on -> on.number();
            case Rule.OnMonth month -> month.earliest();
            case Rule.OnClassDay none -> 0;
            case Rule.OnMark none -> 0;
            case Rule.OnPresumed none -> 0;
            case Rule.OnMistake none -> 0;
            case Rule.OnBackdatedLeave none -> 0;
            case Rule.OnTermStart none -> 0;
            case Rule.OnWeek none -> 0;
            case Rule.OnConcern none -> 0;
        };
    }

    private <F extends Fact> List<F> sorted(Class<F> kind, Predicate<F> which) {
        return facts.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which)
                .distinct()
                .sorted(Comparator.comparing(Fact::acceptedAt).thenComparing(Object::toString))
                .toList();
    }
}
