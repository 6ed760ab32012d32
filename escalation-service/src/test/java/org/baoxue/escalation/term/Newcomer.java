package org.baoxue.escalation.term;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;

/** One child of a made-up school at the start of the autumn term of 2026, told day by day; what was decided is kept. */
final class Newcomer {
    static final LocalDate TERM = LocalDate.parse("2026-09-01");

    private static final SchoolCalendar NATIONAL = Calendars.national();
    private static final Policy POLICY = Policies.shipped();

    private SchoolCalendar calendar = NATIONAL;
    private LocalDate enrolledOn = LocalDate.parse("2025-09-01");
    private Optional<LocalDate> notHere = Optional.empty();
    private Optional<LocalDate> left = Optional.empty();
    private Optional<LocalDate> transfer = Optional.empty();
    private Optional<LocalDate> again = Optional.empty();
    private Optional<Instant> entered = Optional.empty();
    private Optional<Instant> nextAt = Optional.empty();
    private final Set<LocalDate> seen = new TreeSet<>();
    private final Set<LocalDate> leaveMarks = new HashSet<>();
    private final List<Pupil.Leave> leaves = new ArrayList<>();
    private final List<Pupil.Away> absences = new ArrayList<>();
    private final TreeSet<LocalDate> classCalled = new TreeSet<>();
    private final TreeSet<LocalDate> schoolCalled = new TreeSet<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Map<String, Duty> duties = new HashMap<>();
    private final Map<String, Optional<Unregistered>> states = new HashMap<>();

    static Newcomer ofSchoolThatCalls(String... dates) {
        return new Newcomer().schoolCalls(dates).classCalls(dates);
    }

    Newcomer schoolCalls(String... dates) {
        Arrays.stream(dates).map(LocalDate::parse).forEach(schoolCalled::add);
        return this;
    }

    Newcomer classCalls(String... dates) {
        Arrays.stream(dates).map(LocalDate::parse).forEach(classCalled::add);
        return schoolCalls(dates);
    }

    Newcomer classNeverCalled() {
        classCalled.clear();
        return this;
    }

    Newcomer enrolledOn(String date) {
        enrolledOn = LocalDate.parse(date);
        return this;
    }

    /** After an end. */
    Newcomer enrolledAgainOn(String date) {
        again = Optional.of(LocalDate.parse(date));
        return this;
    }

    Newcomer enteredAt(String time) {
        entered = Optional.of(at(time));
        return this;
    }

    Newcomer seenOn(String date) {
        seen.add(LocalDate.parse(date));
        return this;
    }

    Newcomer seenNoMore() {
        seen.clear();
        return this;
    }

    Newcomer onLeave(String from, String to, String filed) {
        leaves.add(new Pupil.Leave(LocalDate.parse(from), LocalDate.parse(to), at(filed)));
        return this;
    }

    Newcomer markedOnLeave(String date) {
        leaveMarks.add(LocalDate.parse(date));
        return this;
    }

    Newcomer absentFrom(String date) {
        absences.add(new Pupil.Away(LocalDate.parse(date), Optional.empty()));
        return this;
    }

    Newcomer leaves(String date) {
        left = Optional.of(LocalDate.parse(date));
        notHere = left;
        return this;
    }

    Newcomer withdraws(String date) {
        notHere = Optional.of(LocalDate.parse(date));
        return this;
    }

    Newcomer transfersOut(String date) {
        notHere = Optional.of(LocalDate.parse(date));
        transfer = notHere;
        return this;
    }

    Newcomer calendar(SchoolCalendar other) {
        calendar = other;
        return this;
    }

    Newcomer ends(String rule, Duty.State how) {
        Duty open = duty(rule);
        duties.put(open.id(), how instanceof Duty.Done done ? open.done(done.at()) : open);
        return this;
    }

    Newcomer suiteSlept(String from, String to) {
        outages.add(new Outage(at(from), at(to)));
        return this;
    }

    /** What is decided now, each in a word; of each stay in its order. */
    List<String> at(LocalDate date, LocalTime time) {
        return stays().stream().flatMap(stay -> at(date, time, stay).stream()).toList();
    }

    /** Who was found missing and taken off the roll for a while has one stay; who had not been, only the later one. */
    private List<Stay> stays() {
        List<Stay> all = Stay.at("S", changes());
        Stay first = all.getFirst();
        if (all.size() == 1 || first.leftOn().isPresent()) {
            return all;
        }
        if (state().isEmpty()) {
            return List.of(all.getLast());
        }
        List<Stay> one = Stay.unbroken(first, all, state().get());
        return one.size() == all.size() ? List.of(Stay.joined(one)) : all;
    }

    private List<Stay.Change> changes() {
        List<Stay.Change> changes = new ArrayList<>();
        changes.add(change(1, Fact.Change.ENROLLED, enrolledOn, entered.orElseGet(() -> midnight(enrolledOn))));
        notHere.ifPresent(date -> changes.add(change(2, ending(), date, midnight(date))));
        again.ifPresent(date -> changes.add(change(3, Fact.Change.ENROLLED, date, midnight(date))));
        return changes;
    }

    private Fact.Change ending() {
        if (left.isPresent()) {
            return Fact.Change.GRADUATED;
        }
        return transfer.isPresent() ? Fact.Change.TRANSFER_OUT : Fact.Change.WITHDRAWN;
    }

    private static Stay.Change change(int revision, Fact.Change change, LocalDate effective, Instant acceptedAt) {
        return new Stay.Change(revision, "S", change, effective, acceptedAt, "S-1");
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(Calendars.SHANGHAI).toInstant();
    }

    private List<String> at(LocalDate date, LocalTime time, Stay stay) {
        Instant now = date.atTime(time).atZone(Calendars.SHANGHAI).toInstant();
        Optional<TermStart> start = TermStart.of(calendar, POLICY, stay.expectedFrom(calendar), date);
        if (start.isEmpty()) {
            return List.of();
        }
        Duty.Subject subject = subject(stay);
        TermStartRules.Outcome outcome = new TermStartRules(
                        pupil(stay, start.get()),
                        start.get(),
                        subject,
                        new Scopes("ana", "S-1", "S", "530113001", "530113", "530113104"),
                        calendar,
                        POLICY,
                        duties(subject),
                        outages,
                        now)
                .decide();
        states.put(subject.id(), outcome.state());
        nextAt = outcome.nextAt();
        return outcome.decisions().stream().map(this::keep).toList();
    }

    private static Duty.Subject subject(Stay stay) {
        return stay.revision() == 1
                ? TermStartRules.subject("ana", "S", TERM)
                : TermStartRules.subjectAgain("ana", "S", TERM, stay.revision());
    }

    private Pupil pupil(Stay stay, TermStart start) {
        return new Pupil(
                "ana",
                stay.enrolledOn(),
                stay.notHereFrom(),
                stay.leftOn(),
                stay.transferOn(),
                seen.stream()
                        .filter(date -> !date.isBefore(stay.seenFrom(start)))
                        .min(LocalDate::compareTo),
                leaveMarks,
                leaves,
                absences,
                classCalled,
                schoolCalled);
    }

    List<String> on(String time) {
        return at(LocalDate.parse(time.substring(0, 10)), LocalTime.parse(time.substring(11)));
    }

    /** When time alone changes something, as of the last look. */
    Instant nextAt() {
        return nextAt.orElseThrow();
    }

    Optional<Unregistered> state() {
        return states.getOrDefault(TermStartRules.subject("ana", "S", TERM).id(), Optional.empty());
    }

    /** Of the stay after the one that ended. */
    Optional<Unregistered> stateAgain() {
        return states.getOrDefault(subjectAgain().id(), Optional.empty());
    }

    static Duty.Subject subjectAgain() {
        return TermStartRules.subjectAgain("ana", "S", TERM, 3);
    }

    List<Duty> duties(Duty.Subject subject) {
        return duties.values().stream()
                .filter(duty -> duty.subject().equals(subject))
                .toList();
    }

    Duty duty(String rule) {
        return duties.values().stream()
                .filter(duty -> duty.rule().equals(rule))
                .max(java.util.Comparator.comparingInt(Duty::revision))
                .orElseThrow();
    }

    List<Duty> duties() {
        return List.copyOf(duties.values());
    }

    static Instant at(String time) {
        return LocalDate.parse(time.substring(0, 10))
                .atTime(LocalTime.parse(time.substring(11)))
                .atZone(Calendars.SHANGHAI)
                .toInstant();
    }

    private String keep(Decision decision) {
        return switch (decision) {
            case Decision.Opened opened -> {
                keep(opened.duty());
                yield "opened " + opened.duty().rule();
            }
            case Decision.Cancelled cancelled -> {
                keep(cancelled.duty());
                yield "cancelled " + cancelled.duty().rule() + " " + cancelled.reason()
                        + (cancelled.toldWrongly() ? " told wrongly" : "");
            }
            case Decision.Corrected corrected -> {
                keep(corrected.duty());
                yield "corrected " + corrected.duty().rule() + " " + corrected.reason();
            }
            case Decision.Moved moved -> {
                keep(moved.duty());
                yield "moved " + moved.duty().rule() + " to "
                        + moved.duty().dueAt().atZone(Calendars.SHANGHAI).toLocalDate();
            }
            case Decision.Lapsed lapsed -> {
                keep(lapsed.duty());
                yield "lapsed " + lapsed.duty().rule();
            }
            default -> throw new AssertionError(decision);
        };
    }

    private void keep(Duty duty) {
        duties.put(duty.id(), duty);
    }
}
