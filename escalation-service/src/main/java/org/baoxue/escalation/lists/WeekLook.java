package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.DutyStore;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Named;
import org.baoxue.escalation.week.Patterns;
import org.baoxue.escalation.week.SchoolWeek;
import org.baoxue.escalation.week.WeekRules;

/** One look at one school's weeks, whose row the caller holds: the same number of statements however many children it has. */
@ApplicationScoped
class WeekLook {
    /** So long late facts correct a list. */
    private static final int WEEKS = 3;

    private static final int DAYS_OF_WEEK = 7;

    private final WeekListStore store;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final SpellStore spells;
    private final DutyStore duties;
    private final ListWriting writing;

    WeekLook(
            WeekListStore store,
            DirectoryStore directory,
            PolicyStore policies,
            SpellStore spells,
            DutyStore duties,
            ListWriting writing) {
        this.store = store;
        this.directory = directory;
        this.policies = policies;
        this.spells = spells;
        this.duties = duties;
        this.writing = writing;
    }

    /** A school with its children and calendars, as they are now. */
    private record School(
            String code, Surroundings around, Policy policy, Map<String, WatchedChild> children, Instant now) {
        SchoolCalendar calendar(String classId) {
            return around.calendar(code, classId, policy.time("day.complete-at"));
        }

        SchoolCalendar own() {
            return calendar(code);
        }

        LocalDate today() {
            return own().dateOf(now);
        }

        Scopes scopes() {
            return writing().scopes(around.county(writing().place()));
        }

        /** Codes of what speaks of no one class. */
        WatchedChild writing() {
            return new WatchedChild("", code, around.school(code).place(), null, "");
        }

        List<SchoolWeek> weeks() {
            return Stream.iterate(today(), day -> day.minusDays(DAYS_OF_WEEK))
                    .limit(WEEKS)
                    .flatMap(day -> SchoolWeek.of(code, own(), day).stream())
                    .filter(week -> !now.isBefore(WeekRules.settledAt(own(), policy, week)))
                    .toList();
        }

        Optional<Instant> next() {
            LocalDate today = today();
            return Stream.of(today, own().nextSchoolDay(today))
                    .map(day -> own().completeAt(day).plus(policy.duration("day.watermark-wait")))
                    .filter(now::isBefore)
                    .findFirst();
        }
    }

    /** Returns when the school is to be looked at next; never, before the directory has spoken of it. */
    Optional<Instant> at(String code, Instant now) {
        Map<String, WatchedChild> children = store.children(code);
        Set<String> classes =
                children.values().stream().map(WatchedChild::classId).collect(Collectors.toSet());
        Surroundings around = directory.around(List.of(code), classes);
        if (!around.knows(code)) {
            return Optional.empty();
        }
        LocalDate roughly = now.atZone(around.school(code).zone()).toLocalDate();
        Policy policy = policies.all().at(now).inForce(around.school(code).place(), roughly);
        School school = new School(code, around, policy, children, now);
        List<SchoolWeek> weeks = school.weeks();
        if (weeks.isEmpty()) {
            return school.next();
        }
        List<Patterns> patterns = patterns(school, weeks, classes);
        Lists lists = lists(weeks);
        boolean changed = false;
        for (SchoolWeek week : weeks) {
            changed |= decide(school, week, WeekRules.WEEKLY, named(patterns, one -> one.unexcused(week)), lists);
            changed |= decide(school, week, WeekRules.WATCH, named(patterns, one -> one.watched(week, policy)), lists);
        }
        // what has just been drafted has a time of its own to run out
        Lists after = changed ? lists(weeks) : lists;
        Stream<Instant> lapses = after.open().map(duty -> duty.dueAt().plus(policy.duration("hours.lapse-wait")));
        return Stream.concat(lapses.filter(now::isBefore), school.next().stream())
                .min(Comparator.naturalOrder());
    }

    private static List<Named> named(List<Patterns> patterns, Function<Patterns, Optional<Named>> on) {
        return patterns.stream().flatMap(one -> on.apply(one).stream()).toList();
    }

    /** Whether anything changed. */
    private boolean decide(School school, SchoolWeek week, String rule, List<Named> wanted, Lists lists) {
        WeekRules rules = new WeekRules(
                rule, week, wanted, lists.of(week, rule), school.scopes(), school.own(), school.policy(), school.now());
        List<WeekRules.Change> changes = rules.decide();
        changes.forEach(change -> writing.write(
                change, lists.of(change.duty()), school.writing(), school.children(), school.policy(), school.now()));
        return !changes.isEmpty();
    }

    private List<Patterns> patterns(School school, List<SchoolWeek> weeks, Set<String> classes) {
        LocalDate last = weeks.getFirst().lastDay();
        LocalDate monday = weeks.getLast().monday();
        LocalDate from = Patterns.back(
                school.own(),
                weeks.getLast().lastDay(),
                school.policy().number(WeekRules.WATCH + ".within-school-days"));
        LocalDate first = from.isBefore(monday) ? from : monday;
        Map<String, List<Spell>> absences = absences(store.absent(school.code(), monday));
        Map<String, List<Patterns.Leave>> leaves = store.leaves(school.code(), first, last);
        Map<String, NavigableSet<LocalDate>> skipped = store.skipped(classes, first, last);
        Map<String, SchoolCalendar> calendars = new HashMap<>();
        return Stream.of(absences.keySet(), leaves.keySet(), skipped.keySet())
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .filter(school.children()::containsKey)
                .map(student -> new Patterns(
                        student,
                        calendars.computeIfAbsent(
                                Optional.ofNullable(school.children().get(student))
                                        .orElseThrow()
                                        .classId(),
                                school::calendar),
                        absences.getOrDefault(student, List.of()),
                        leaves.getOrDefault(student, List.of()),
                        skipped.getOrDefault(student, new TreeSet<>())))
                .toList();
    }

    private Map<String, List<Spell>> absences(Set<String> students) {
        return spells.spellsOf(students).stream()
                .collect(Collectors.groupingBy(
                        known -> known.child().student(),
                        Collectors.mapping(known -> known.spell(), Collectors.toList())));
    }

    private Lists lists(List<SchoolWeek> weeks) {
        List<Duty> owed = duties
                .dutiesOf(weeks.stream().map(week -> week.subject().id()).toList())
                .stream()
                .map(Owed::duty)
                .sorted(Comparator.comparingInt(Duty::revision))
                .toList();
        return new Lists(owed, store.rows(owed.stream().map(Duty::id).toList()));
    }

    /** What there is of these weeks already. */
    private record Lists(List<Duty> duties, Map<String, List<WeekListStore.Row>> rows) {
        List<WeekRules.Listed> of(SchoolWeek week, String rule) {
            return duties.stream()
                    .filter(duty -> duty.rule().equals(rule) && duty.subject().equals(week.subject()))
                    .map(this::of)
                    .toList();
        }

        WeekRules.Listed of(Duty duty) {
            List<WeekListStore.Row> names = rows.getOrDefault(duty.id(), List.of());
            return new WeekRules.Listed(
                    duty,
                    names.stream()
                            .filter(row -> !row.off())
                            .collect(Collectors.toMap(row -> row.named().student(), WeekListStore.Row::named)),
                    names.stream()
                            .filter(WeekListStore.Row::told)
                            .map(row -> row.named().student())
                            .collect(Collectors.toSet()));
        }

        Stream<Duty> open() {
            return duties.stream().filter(Duty::isOpen);
        }
    }
}
