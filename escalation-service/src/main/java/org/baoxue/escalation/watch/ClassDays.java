package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.directory.Surroundings;
import org.baoxue.escalation.duty.ClassDayRules;
import org.baoxue.escalation.duty.ClassDayRules.Day;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.DutyDecisions.Decided;
import org.baoxue.escalation.watch.DutyStore.Owed;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;

/** Each class owes its day's attendance by the end of the day: opened, ended and let lapse by whole schools. */
@ApplicationScoped
public class ClassDays implements DueRows<ClassDayStore.Looked> {
    private final ClassDayStore store;
    private final DutyStore duties;
    private final DirectoryStore directory;
    private final PolicyStore policies;
    private final Outages outages;
    private final DutyDecisions decisions;
    private final Batch batch;

    ClassDays(
            ClassDayStore store,
            DutyStore duties,
            DirectoryStore directory,
            PolicyStore policies,
            Outages outages,
            DutyDecisions decisions,
            Batch batch) {
        this.store = store;
        this.duties = duties;
        this.directory = directory;
        this.policies = policies;
        this.outages = outages;
        this.decisions = decisions;
        this.batch = batch;
    }

    public record ClassDay(String school, String classId, LocalDate date) {}

    public record SchoolDay(String school, LocalDate date) {}

    static String subject(String classId, LocalDate date) {
        return classId + "/" + date;
    }

    @Override
    public String name() {
        return "class-days";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<ClassDayStore.Looked> claim(Instant now, int limit) {
        return store.claimDue(now, limit);
    }

    @Override
    public int work(List<ClassDayStore.Looked> looked, Instant now) {
        looked.forEach(one -> look(one, now));
        return looked.size();
    }

    @Override
    public void putOff(ClassDayStore.Looked looked, Instant until) {
        store.putOff(looked.school(), until);
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(ClassDayStore.WAITING);
    }

    /** Roll calls were posted: what is complete now is done, and what lapsed though it was complete in time is corrected. */
    public void posted(List<ClassDay> classDays, Instant now) {
        if (!classDays.isEmpty()) {
            List<Owed> owed = duties.dutiesOf(classDays.stream()
                    .map(day -> subject(day.classId(), day.date()))
                    .collect(Collectors.toSet()));
            Map<String, List<Owed>> bySchool = latest(owed)
                    .filter(one -> isMissed(one.duty()))
                    .collect(Collectors.groupingBy(one -> one.codes().school()));
            bySchool.forEach((school, missed) -> write(school, decided(school, missed, now, Day::ifPosted), now));
        }
    }

    /** Of each class and date the duty of the last revision. */
    private static Stream<Owed> latest(List<Owed> owed) {
        return owed.stream()
                .collect(Collectors.toMap(
                        one -> one.duty().subject(),
                        one -> one,
                        BinaryOperator.maxBy(
                                Comparator.comparing(one -> one.duty().revision()))))
                .values()
                .stream()
                .sorted(Comparator.comparing(one -> one.duty().id()));
    }

    private static boolean isMissed(Duty duty) {
        return duty.isOpen() || (duty.state() instanceof Duty.Lapsed && !duty.unfounded());
    }

    /** Every post of the day has been seen: what is not complete now lapses. */
    public void closed(List<SchoolDay> schoolDays, Instant now) {
        schoolDays.forEach(closed -> decide(closed.school(), closed.date(), now, Day::atClose));
    }

    private void look(ClassDayStore.Looked looked, Instant now) {
        Surroundings around = directory.around(List.of(looked.school()), List.of());
        Surroundings.School school = around.school(looked.school());
        Policies known = policies.all().at(now);
        looked.since().ifPresent(since -> reproject(looked.school(), since, now));
        LocalDate today = now.atZone(school.zone()).toLocalDate();
        ClassDayRules.Turn turn = ClassDayRules.turn(
                date -> terms(around, school, known.inForce(school.place(), date)),
                outages.lately(now),
                looked.date(),
                today,
                now);
        if (!school.exceptionsOnly()) {
            turn.openDate().ifPresent(date -> {
                decide(looked.school(), date, now, Day::ifSlept);
                open(looked.school(), date, now);
            });
            turn.lapseDate().ifPresent(date -> decide(looked.school(), date, now, Day::atClose));
        }
        store.setNext(looked.school(), turn.nextDate(), turn.nextAt());
    }

    /** The calendar says otherwise from that date on: what is owed, or lapsed, may be wrong. */
    private void reproject(String school, LocalDate since, Instant now) {
        List<Owed> owed = latest(duties.classDaysSince(school, since)).toList();
        write(school, decided(school, owed, now, Day::underCalendar), now);
    }

    private static ClassDayRules.Terms terms(Surroundings around, Surroundings.School school, Policy policy) {
        return new ClassDayRules.Terms(
                policy, around.calendar(school.code(), school.code(), policy.time("day.complete-at")));
    }

    private void decide(String school, LocalDate date, Instant now, Function<Day, List<Decision.OfDuty>> decides) {
        write(school, decided(school, duties.openClassDays(school, date), now, decides), now);
    }

    private void open(String school, LocalDate date, Instant now) {
        Set<String> classes = store.classesOf(school);
        Set<String> known = duties
                .dutiesOf(classes.stream().map(one -> subject(one, date)).toList())
                .stream()
                .map(one -> one.codes().classId())
                .collect(Collectors.toSet());
        School around = around(school, classes, List.of(date), now);
        write(
                school,
                classes.stream()
                        .filter(one -> !known.contains(one))
                        .sorted()
                        .flatMap(one -> around.day(one, date, Optional.empty()).toOpen().stream())
                        .toList(),
                now);
    }

    private List<Decision.OfDuty> decided(
            String school, List<Owed> open, Instant now, Function<Day, List<Decision.OfDuty>> decides) {
        return open.isEmpty()
                ? List.of()
                : days(school, open, now).stream()
                        .flatMap(day -> decides.apply(day).stream())
                        .toList();
    }

    private List<Day> days(String school, List<Owed> open, Instant now) {
        Set<String> classes = open.stream().map(one -> one.codes().classId()).collect(Collectors.toSet());
        Set<LocalDate> dates = open.stream().map(one -> one.duty().date()).collect(Collectors.toSet());
        School around = around(school, classes, dates, now);
        return open.stream()
                .map(one -> around.day(one.codes().classId(), one.duty().date(), Optional.of(one.duty())))
                .toList();
    }

    private School around(String school, Collection<String> classes, Collection<LocalDate> dates, Instant now) {
        return new School(
                school,
                directory.around(List.of(school), classes),
                policies.all().at(now),
                store.posted(classes, dates),
                outages.lately(now),
                now);
    }

    /** A school with what its classes have posted. */
    private record School(
            String code,
            Surroundings around,
            Policies policies,
            Map<String, Map<Integer, Instant>> posted,
            List<Outage> outages,
            Instant now) {
        Day day(String classId, LocalDate date, Optional<Duty> duty) {
            Surroundings.School school = around.school(code);
            Policy policy = policies.inForce(school.place(), date);
            WatchedChild codes = new WatchedChild("", code, school.place(), null, classId);
            return new Day(
                    subject(classId, date),
                    codes.scopes(around.county(school.place())),
                    around.calendar(code, classId, policy.time("day.complete-at")),
                    policy,
                    date,
                    school.sessions().stream()
                            .map(session ->
                                    new ClassDayRules.Session(session.order(), session.code(), session.starts()))
                            .toList(),
                    posted.getOrDefault(subject(classId, date), Map.of()),
                    duty,
                    outages,
                    now);
        }
    }

    private void write(String schoolCode, List<Decision.OfDuty> decided, Instant now) {
        if (decided.isEmpty()) {
            return;
        }
        String place = directory
                .around(List.of(schoolCode), List.of())
                .school(schoolCode)
                .place();
        decisions.write(
                decided.stream()
                        .map(decision -> new Decided(
                                new WatchedChild("", schoolCode, place, null, classOf(decision.duty())), decision))
                        .toList(),
                now);
    }

    private static String classOf(Duty duty) {
        String subject = duty.subject().id();
        return subject.substring(0, subject.lastIndexOf('/'));
    }
}
