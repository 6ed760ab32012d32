package org.baoxue.escalation.spell;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact.Change;
import org.baoxue.escalation.spell.Fact.LeaveKind;
import org.baoxue.escalation.spell.Fact.Outcome;

/** What is reported of one child, said as a school would say it; times are Shanghai's, marks are accepted a minute later. */
public final class Child {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int NOON = 12;
    private static final int EVENING = 18;

    private final List<Fact> facts = new ArrayList<>();
    private final Map<Slot, Integer> revisions = new HashMap<>();
    private int enrolments;
    private Fact.Entry entry = Fact.Entry.UNKNOWN;
    private SchoolCalendar calendar = Calendars.national();

    public static Instant at(String time) {
        return LocalDateTime.parse(time, TIME).atZone(Calendars.SHANGHAI).toInstant();
    }

    public Child marked(Mark mark, String... times) {
        for (String time : times) {
            marked(mark, time, at(time).plusSeconds(60));
        }
        return this;
    }

    /** The mark of the session of {@code time}; a second one of the same session is its correction. */
    public Child marked(Mark mark, String time, Instant acceptedAt) {
        Slot slot = slot(time);
        int revision = revisions.merge(slot, 1, Integer::sum);
        facts.add(new Fact.Marked("class", slot, revision, mark, at(time), acceptedAt, entry));
        return this;
    }

    /** Whoever calls the roll from here on. */
    public Child calledBy(String session, String person) {
        entry = new Fact.Entry(session, person);
        return this;
    }

    public Child absent(String... times) {
        return marked(Mark.ABSENT, times);
    }

    public Child present(String... times) {
        return marked(Mark.PRESENT, times);
    }

    public Child corrected(String time, Mark to, String on) {
        return marked(to, time, at(on));
    }

    public Child onLeave(String from, String to, String accepted) {
        return onLeave(LeaveKind.SICK, from, to, accepted);
    }

    public Child onLeave(LeaveKind kind, String from, String to, String accepted) {
        facts.add(new Fact.LeaveGranted(
                "leave-" + from,
                1,
                kind,
                Slot.startOf(LocalDate.parse(from)),
                Slot.endOf(LocalDate.parse(to)),
                at(accepted)));
        return this;
    }

    /** The same leave for fewer days. */
    public Child leaveShortened(String from, String to, String accepted) {
        facts.add(new Fact.LeaveGranted(
                "leave-" + from,
                2,
                LeaveKind.SICK,
                Slot.startOf(LocalDate.parse(from)),
                Slot.endOf(LocalDate.parse(to)),
                at(accepted)));
        return this;
    }

    public Child leaveWithdrawn(String from, String accepted) {
        facts.add(new Fact.LeaveWithdrawn("leave-" + from, 2, at(accepted)));
        return this;
    }

    public Child enrolment(Change change, String effective, String accepted) {
        facts.add(new Fact.EnrolmentChanged("school", change, LocalDate.parse(effective), ++enrolments, at(accepted)));
        return this;
    }

    public Child verified(Outcome outcome, String on) {
        facts.add(new Fact.Verified(LocalDate.parse(on.substring(0, 10)), outcome, at(on)));
        return this;
    }

    public Child silentDays(String... dates) {
        Stream.of(dates)
                .forEach(date -> facts.add(new Fact.DayClosed(LocalDate.parse(date), true, at(date + " 15:00"))));
        return this;
    }

    public Child closed(String... dates) {
        Stream.of(dates)
                .forEach(date -> facts.add(new Fact.DayClosed(LocalDate.parse(date), false, at(date + " 15:00"))));
        return this;
    }

    /** What the child's facts tell as they count now. */
    public List<Spell> spells(List<Fact> inForce, Policy policy) {
        return SpellRules.spells("ana", inForce, calendar, policy);
    }

    public Child in(SchoolCalendar other) {
        calendar = other;
        return this;
    }

    public SchoolCalendar calendar() {
        return calendar;
    }

    public List<Fact> facts() {
        return facts;
    }

    public List<Spell> spells() {
        return spells(facts, Policies.shipped());
    }

    public static Slot slot(String time) {
        LocalDateTime local = LocalDateTime.parse(time, TIME);
        int order = local.getHour() < NOON ? 1 : local.getHour() < EVENING ? 2 : 3;
        return new Slot(local.toLocalDate(), order);
    }
}
