package org.baoxue.escalation.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.lists.WeekFactStore.Pupil;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.escalation.watch.Outages;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.SchoolDutyStore;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.escalation.week.Named;
import org.baoxue.escalation.week.Patterns;
import org.baoxue.escalation.week.SchoolDays;
import org.baoxue.escalation.week.SchoolWeek;
import org.baoxue.escalation.week.WeekRules;

/**
 * One look at one school's weeks, whose row the caller holds: the same number of statements however many children it has. Looked at
 * are the last weeks, and every one of which a list is still open, however long ago it was.
 */
@ApplicationScoped
class WeekLook {
    private final WeekListStore store;
    private final WeekFactStore facts;
    private final WaitStore waits;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final SpellStore spells;
    private final SchoolDutyStore duties;
    private final ListWriting writing;
    private final Outages outages;

    WeekLook(
            WeekListStore store,
            WeekFactStore facts,
            WaitStore waits,
            DirectoryStore directory,
            PolicyStore policies,
            SpellStore spells,
            SchoolDutyStore duties,
            ListWriting writing,
            Outages outages) {
        this.store = store;
        this.facts = facts;
        this.waits = waits;
        this.directory = directory;
        this.policies = policies;
        this.spells = spells;
        this.duties = duties;
        this.writing = writing;
        this.outages = outages;
    }

    /**
     * A school with its children, calendars and lists, as they are now.
     *
     * @param around it, and the schools to which its children have gone
     * @param classes of each of these
     */
    private record School(
            String code,
            Surroundings around,
            Map<String, Set<String>> classes,
            PolicyStore.Versions policies,
            SchoolDays days,
            Map<String, Pupil> pupils,
            Lists lists,
            List<Outage> outages,
            Optional<Instant> knownSince,
            Instant now) {
        SchoolCalendar calendar(String classId, Policy policy) {
            return around.calendar(code, classId, policy.time("day.complete-at"));
        }

        Policy policyOfToday() {
            return policy(today(), now);
        }

        /** A week keeps the one that its first list was drafted with. */
        Policy policy(SchoolWeek week) {
            return policy(week.lastDay(), lists.begun(week).orElse(now));
        }

        private Policy policy(LocalDate on, Instant knownAt) {
            return policies.at(knownAt).inForce(around.school(code).place(), on);
        }

        SchoolCalendar own(Policy policy) {
            return calendar(code, policy);
        }

        Scopes scopes() {
            return writing().scopes(around.county(writing().place()));
        }

        /** Codes of what speaks of no one class. */
        WatchedChild writing() {
            return new WatchedChild("", code, around.school(code).place(), null, "");
        }

        Map<String, WatchedChild> children() {
            return pupils.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()
                    .child()));
        }

        LocalDate today() {
            return now.atZone(around.school(code).zone()).toLocalDate();
        }

        /** The last ones, and those still open, latest first. */
        List<SchoolWeek> weeks() {
            Map<LocalDate, SchoolWeek> weeks = new TreeMap<>(Comparator.reverseOrder());
            List<SchoolWeek> last = days.last(today());
            Stream.concat(
                            last.isEmpty()
                                    ? Stream.<SchoolWeek>empty()
                                    : lists.since(last.getLast().monday()),
                            lists.open().map(SchoolWeek::of))
                    .forEach(week -> weeks.put(week.monday(), week));
            Stream.concat(last.stream(), List.copyOf(weeks.keySet()).stream().flatMap(day -> days.weekOf(day).stream()))
                    .forEach(week -> weeks.put(week.monday(), week));
            return weeks.values().stream()
                    .filter(week -> !now.isBefore(WeekRules.settledAt(own(policy(week)), policy(week), week)))
                    .toList();
        }

        /** @param names whether anybody stands on a list of the weeks that are looked at */
        Optional<Instant> next(boolean names) {
            Policy policy = policyOfToday();
            SchoolCalendar own = own(policy);
            return days.looks(today(), names)
                    .map(day -> own.completeAt(day).plus(policy.duration("day.watermark-wait")))
                    .filter(now::isBefore)
                    .findFirst();
        }

        /** Whether another school has such a week; one of which the directory has not spoken has none. */
        boolean has(String other, SchoolWeek week) {
            return around.knows(other)
                    && new SchoolDays(other, around.calendarsOf(other, classes.getOrDefault(other, Set.of())))
                            .weekOf(week.monday())
                            .isPresent();
        }

        /** Also what has just been drafted has a time of its own to run out. */
        Stream<Instant> lapses(List<Duty> changed) {
            Map<String, Duty> now = new HashMap<>();
            Stream.concat(lists.open(), changed.stream()).forEach(duty -> now.put(duty.id(), duty));
            return now.values().stream().filter(Duty::isOpen).map(duty -> duty.dueAt()
                    .plus(policy(SchoolWeek.of(duty)).duration("hours.lapse-wait")));
        }
    }

    /** What is known of the school's children. */
    private record Facts(
            Map<String, List<Spell>> absences,
            Map<String, List<Patterns.Wait>> waits,
            Map<String, List<Patterns.Leave>> leaves,
            Map<String, NavigableSet<LocalDate>> skipped) {
        Stream<String> students() {
            return Stream.of(absences.keySet(), waits.keySet(), leaves.keySet(), skipped.keySet())
                    .flatMap(Collection::stream)
                    .distinct()
                    .sorted();
        }
    }

    /** Returns when the school is to be looked at next; never, before the directory has spoken of it. */
    Optional<Instant> at(String code, Instant now) {
        Set<String> classes = facts.classes(List.of(code)).getOrDefault(code, Set.of());
        Surroundings own = directory.around(List.of(code), classes);
        if (!own.knows(code)) {
            return Optional.empty();
        }
        School school = school(
                code,
                new SchoolDays(code, own.calendarsOf(code, classes)),
                now.atZone(own.school(code).zone()).toLocalDate(),
                now);
        List<SchoolWeek> weeks = school.weeks();
        List<Duty> changed = weeks.isEmpty() ? List.of() : decide(school, weeks);
        boolean names = !changed.isEmpty() || school.lists().names(weeks);
        return Stream.concat(school.lapses(changed).filter(now::isBefore), school.next(names).stream())
                .min(Comparator.naturalOrder());
    }

    private School school(String code, SchoolDays days, LocalDate today, Instant now) {
        List<SchoolWeek> last = days.last(today);
        LocalDate oldest = last.isEmpty() ? today : last.getLast().monday();
        Lists lists = lists(code, oldest, today);
        Map<String, Pupil> pupils =
                facts.pupils(code, lists.first(oldest), lists.rows().keySet());
        Set<String> schools = pupils.values().stream()
                .flatMap(one -> one.stay().next().stream())
                .collect(Collectors.toSet());
        schools.add(code);
        Map<String, Set<String>> classes = facts.classes(schools);
        Set<String> all = Stream.concat(
                        classes.values().stream().flatMap(Collection::stream),
                        pupils.values().stream().map(one -> one.child().classId()))
                .collect(Collectors.toSet());
        return new School(
                code,
                directory.around(schools, all),
                classes,
                policies.all(),
                days,
                pupils,
                lists,
                outages.lately(now),
                facts.knownSince(code),
                now);
    }

    /** Returns the lists that are other than before. */
    private List<Duty> decide(School school, List<SchoolWeek> weeks) {
        List<Duty> changed = new ArrayList<>();
        Facts known = facts(school, weeks);
        Set<WeekListStore.Elsewhere> elsewhere = store.elsewhere(
                school.code(), weeks.getLast().monday(), school.pupils().keySet());
        for (SchoolWeek week : weeks) {
            Policy policy = school.policy(week);
            List<Patterns> patterns = patterns(school, known, policy);
            changed.addAll(decide(school, week, WeekRules.WEEKLY, patterns, elsewhere, Patterns::unexcused));
            changed.addAll(
                    decide(school, week, WeekRules.WATCH, patterns, elsewhere, (one, of) -> one.watched(of, policy)));
        }
        return changed;
    }

    private List<Duty> decide(
            School school,
            SchoolWeek week,
            String rule,
            List<Patterns> patterns,
            Set<WeekListStore.Elsewhere> elsewhere,
            BiFunction<Patterns, SchoolWeek, Optional<Named>> on) {
        List<WeekRules.Listed> lists = school.lists().of(week, rule);
        Set<String> named =
                lists.stream().flatMap(list -> list.names().keySet().stream()).collect(Collectors.toSet());
        List<Named> wanted = patterns.stream()
                .filter(one -> named.contains(one.student())
                        || Optional.ofNullable(school.pupils().get(one.student()))
                                .filter(pupil -> pupil.stay()
                                        .names(
                                                week,
                                                elsewhere.contains(new WeekListStore.Elsewhere(
                                                        rule, week.monday(), one.student())),
                                                other -> school.has(other, week)))
                                .isPresent())
                .flatMap(one -> on.apply(one, week).stream())
                .toList();
        Policy policy = school.policy(week);
        List<WeekRules.Change> changes = new WeekRules(
                        rule,
                        week,
                        wanted,
                        lists,
                        school.scopes(),
                        school.own(policy),
                        policy,
                        school.outages(),
                        school.knownSince(),
                        school.now())
                .decide();
        changes.forEach(change -> writing.write(
                change, school.lists().of(change.duty()), school.writing(), school.children(), policy, school.now()));
        return changes.stream().map(WeekRules.Change::duty).toList();
    }

    private Facts facts(School school, List<SchoolWeek> weeks) {
        LocalDate last = weeks.getFirst().lastDay();
        LocalDate monday = weeks.getLast().monday();
        Policy policy = school.policy(weeks.getLast());
        LocalDate from = Patterns.back(
                school.own(policy), weeks.getLast().lastDay(), policy.number(WeekRules.WATCH + ".within-school-days"));
        LocalDate first = from.isBefore(monday) ? from : monday;
        Set<String> students = school.pupils().keySet();
        return new Facts(
                absences(facts.absent(students, monday)),
                waits.waits(school.pupils(), monday, last),
                facts.leaves(students, first, last),
                facts.skipped(students, first, last));
    }

    private static List<Patterns> patterns(School school, Facts known, Policy policy) {
        Map<String, SchoolCalendar> calendars = new HashMap<>();
        return known.students()
                .map(student -> new Patterns(
                        student,
                        calendars.computeIfAbsent(
                                Optional.ofNullable(school.pupils().get(student))
                                        .orElseThrow()
                                        .child()
                                        .classId(),
                                classId -> school.calendar(classId, policy)),
                        known.absences().getOrDefault(student, List.of()),
                        known.waits().getOrDefault(student, List.of()),
                        known.leaves().getOrDefault(student, List.of()),
                        known.skipped().getOrDefault(student, new TreeSet<>())))
                .toList();
    }

    private Map<String, List<Spell>> absences(Set<String> students) {
        return spells.spellsOf(students).stream()
                .collect(Collectors.groupingBy(
                        known -> known.child().student(),
                        Collectors.mapping(known -> known.spell(), Collectors.toList())));
    }

    private Lists lists(String code, LocalDate monday, LocalDate today) {
        List<String> subjects = Stream.iterate(monday, day -> !day.isAfter(today), day -> day.plusWeeks(1))
                .map(day -> new SchoolWeek(code, day, day).subject().id())
                .toList();
        List<Duty> owed =
                duties.schoolWeeks(code, subjects).stream().map(Owed::duty).toList();
        return new Lists(owed, store.rows(owed.stream().map(Duty::id).toList()));
    }
}
