package org.baoxue.escalation.week;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.week.Named.Code;
import org.baoxue.escalation.week.Named.Reason;
import org.baoxue.escalation.week.WeekRules.Change;

/** The lists of one rule in one week of one school, kept as the service keeps them while somebody looks and signs. */
final class WeekBook {
    private static final Scopes SCOPES = new Scopes("", "", "2153011301", "530113001", "530113", "");

    private final String rule;
    private final SchoolWeek week;
    private final List<Kept> lists = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Policy policy = Policies.shipped();
    private final SchoolCalendar calendar = Calendars.national();
    private Optional<Instant> knownSince = Optional.empty();

    static final class Kept {
        Duty duty;
        final Map<String, Named> names = new HashMap<>();
        /** Of whom somebody was told by it, also of those who were taken off. */
        final Set<String> told = new HashSet<>();

        Kept(Duty duty) {
            this.duty = duty;
        }

        boolean stands() {
            return !(duty.state() instanceof Duty.Cancelled);
        }
    }

    WeekBook(String rule, SchoolWeek week) {
        this.rule = rule;
        this.week = week;
    }

    void knownSince(Instant since) {
        knownSince = Optional.of(since);
    }

    void slept(Instant from, Instant to) {
        outages.add(new Outage(from, to));
    }

    List<Kept> lists() {
        return lists;
    }

    /** Of the lists that stand. */
    List<String> names() {
        return lists.stream()
                .filter(Kept::stands)
                .flatMap(list -> list.names.keySet().stream())
                .sorted()
                .toList();
    }

    List<Change> look(Instant now, String... students) {
        List<Named> wanted = Stream.of(students).map(this::named).toList();
        List<WeekRules.Listed> listed = lists.stream()
                .map(list -> new WeekRules.Listed(list.duty, list.names, list.told))
                .toList();
        List<Change> changes = new WeekRules(
                        rule, week, wanted, listed, SCOPES, calendar, policy, List.copyOf(outages), knownSince, now)
                .decide();
        changes.forEach(this::keep);
        return changes;
    }

    private Named named(String student) {
        return new Named(student, List.of(new Reason(Code.UNEXCUSED_DAYS, 1, week.monday(), week.monday())));
    }

    /** The oldest that is open is done; by its signature its names are told. */
    void sign(Instant now) {
        lists.stream().filter(list -> list.duty.isOpen()).limit(1).forEach(list -> {
            list.duty = list.duty.done(now);
            list.told.addAll(list.names.keySet());
        });
    }

    private void keep(Change change) {
        switch (change) {
            case WeekRules.Drafted(var duty, var names, var tells, var why) -> {
                Kept list = new Kept(duty);
                lists.add(list);
                put(list, names);
            }
            case WeekRules.Renamed(var duty, var names, var off, var why) -> {
                Kept list = of(duty);
                list.names.keySet().removeAll(off);
                put(list, names);
            }
            case WeekRules.Dropped(var duty, var off, var why) -> {
                Kept list = of(duty);
                list.duty = duty;
                list.names.keySet().removeAll(off);
            }
            case WeekRules.Moved moved -> of(moved.duty()).duty = moved.duty();
            case WeekRules.Lapsed lapsed -> of(lapsed.duty()).duty = lapsed.duty();
        }
    }

    /** The watch list tells its names at once. */
    private void put(Kept list, List<Named> names) {
        list.names.putAll(names.stream().collect(Collectors.toMap(Named::student, name -> name)));
        if (rule.equals(WeekRules.WATCH)) {
            list.told.addAll(list.names.keySet());
        }
    }

    private Kept of(Duty duty) {
        return lists.stream()
                .filter(list -> list.duty.id().equals(duty.id()))
                .findFirst()
                .orElseThrow();
    }
}
