package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.oracle.Absence.Counted;
import org.baoxue.escalation.oracle.Absence.Ending;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule.Unit;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.spell.SpellRules;

/** Asks the rules themselves, and puts their answer into the oracle's words. The only place where the two meet. */
final class FromRules {
    private FromRules() {}

    static List<String> answer(History history) {
        return answer(
                history, policy(history).rule(DayRule.SUSPECTED_DROPOUT.id).counting());
    }

    static List<String> answer(History history, Unit unit) {
        Counting counting = policy(history).rule(DayRule.SUSPECTED_DROPOUT.id).counting();
        return answer(history, new Counting(unit, counting.makeUpDays(), counting.within()));
    }

    private static List<String> answer(History history, Counting counting) {
        SchoolCalendar calendar = calendar(history);
        List<String> lines = new ArrayList<>();
        List<Spell> spells = spells(history);
        for (Spell spell : spells) {
            List<Counted> counted = new ArrayList<>();
            if (!(spell.state() instanceof Spell.Withdrawn)) {
                CountedDay.of(spell, spells, calendar, counting)
                        .limit(Answer.DAYS)
                        .forEach(day -> counted.add(counted(day)));
            }
            lines.add(Answer.line(absence(spell), counted));
        }
        Collections.sort(lines);
        return lines;
    }

    static List<Spell> spells(History history) {
        return SpellRules.spells("child", facts(history), calendar(history), policy(history));
    }

    /** What the place chose, in the policy's own words. */
    static Policy policy(History history) {
        Choice choice = history.choice();
        Map<String, Policy.Value> chosen = new HashMap<>();
        choice.inCalendarDays().forEach(rule -> chosen.put(rule + ".unit", value("calendar days")));
        choice.within()
                .forEach((rule, days) -> chosen.put(rule + ".counting", value("within " + days + " school days")));
        chosen.put("day.make-up-days", value(choice.makeUpDays() ? "count" : "do not count"));
        chosen.put("spell.partial-days", value(choice.anyAbsence() ? "any absence" : "last mark"));
        chosen.put("report-absence-list.clock", value(choice.failedContact() ? "failed contact" : "roll call"));
        chosen.put("case.carries-on", value(choice.caseTeamCarriesOn() ? "yes" : "no"));
        return new Policy(new Policy.Key("530113", LocalDate.of(2018, 1, 1), 1), chosen).over(Policies.shipped());
    }

    private static Policy.Value value(String text) {
        return new Policy.Value(text, "own choice: a made-up place");
    }

    static SchoolCalendar calendar(History history) {
        List<SchoolCalendar.Level> levels = new ArrayList<>();
        for (Almanac.Level level : history.almanac().levels()) {
            List<SchoolCalendar.Term> terms = new ArrayList<>();
            level.terms().forEach(term -> terms.add(new SchoolCalendar.Term(date(term.from()), date(term.to()))));
            Map<LocalDate, SchoolCalendar.NamedDay> days = new HashMap<>();
            level.days()
                    .forEach(
                            named -> days.put(date(named.day()), new SchoolCalendar.NamedDay(named.school(), "named")));
            levels.add(new SchoolCalendar.Level(
                    SchoolCalendar.Level.Kind.valueOf(level.kind().name()), terms, days));
        }
        LocalTime dayEnd = LocalTime.of(history.dayEnd() / 60, history.dayEnd() % 60);
        return new SchoolCalendar(history.zone(), dayEnd, levels);
    }

    static List<Fact> facts(History history) {
        List<Fact> facts = new ArrayList<>();
        for (Told told : history.facts()) {
            fact(told).ifPresent(facts::add);
        }
        return facts;
    }

    /** What the school declared is in the calendar, and what somebody did is evidence. */
    private static Optional<Fact> fact(Told told) {
        return switch (told) {
            case Told.Declared declared -> Optional.empty();
            case Told.Did did -> Optional.empty();
            case Told.Failed failed -> Optional.empty();
            case Told.Called called -> Optional.of(marked(called));
            case Told.Leave leave -> Optional.of(granted(leave));
            case Told.LeaveTakenBack back ->
                Optional.of(new Fact.LeaveWithdrawn(back.id(), back.revision(), back.acceptedAt()));
            case Told.Enrolment change -> Optional.of(changed(change));
            case Told.Found found ->
                Optional.of(new Fact.Verified(
                        date(found.day()), Fact.Outcome.valueOf(found.outcome()), found.acceptedAt()));
            case Told.Closed closed ->
                Optional.of(new Fact.DayClosed(date(closed.day()), closed.exceptionsOnly(), closed.acceptedAt()));
        };
    }

    private static Fact marked(Told.Called called) {
        return new Fact.Marked(
                called.classId(),
                new Slot(date(called.day()), called.session()),
                called.revision(),
                org.baoxue.escalation.spell.Mark.valueOf(called.seen().name()),
                called.takenAt(),
                called.acceptedAt());
    }

    private static Fact granted(Told.Leave leave) {
        return new Fact.LeaveGranted(
                leave.id(),
                leave.revision(),
                leave.fromSchooling() ? Fact.LeaveKind.FROM_SCHOOLING : Fact.LeaveKind.SICK,
                slot(leave.from(), leave.fromSession()),
                slot(leave.to(), leave.toSession()),
                leave.acceptedAt());
    }

    private static Fact changed(Told.Enrolment change) {
        return new Fact.EnrolmentChanged(
                change.school(),
                Fact.Change.valueOf(change.change().name()),
                date(change.effective()),
                change.revision(),
                change.acceptedAt());
    }

    private static Absence absence(Spell spell) {
        List<Mark> marks = new ArrayList<>();
        spell.missed().forEach((slot, takenAt) -> marks.add(mark(slot, takenAt)));
        Absence open = Absence.open(mark(spell.opened(), spell.openedAt()), marks);
        return switch (spell.state()) {
            case Spell.Open state -> open;
            case Spell.Returned back ->
                open.ended(Ending.RETURNED, day(back.at().date()), back.takenAt());
            case Spell.Excused excused ->
                open.ended(Ending.EXCUSED, day(excused.from().date()), null);
            case Spell.Left left -> open.ended(Ending.LEFT, day(left.on()), null);
            case Spell.Withdrawn state -> open.ended(Ending.WITHDRAWN, day(spell.openedOn()), null);
        };
    }

    private static Counted counted(CountedDay day) {
        return new Counted(day.number(), day(day.date()), day.kind() == CountedDay.Kind.CONFIRMED, day.completeAt());
    }

    private static Mark mark(Slot slot, Instant takenAt) {
        return new Mark(day(slot.date()), slot.order(), takenAt);
    }

    private static Slot slot(Day day, int session) {
        return switch (session) {
            case 0 -> Slot.startOf(date(day));
            case 99 -> Slot.endOf(date(day));
            default -> new Slot(date(day), session);
        };
    }

    static LocalDate date(Day day) {
        return LocalDate.of(day.year(), day.month(), day.number());
    }

    static Day day(LocalDate date) {
        return new Day(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
