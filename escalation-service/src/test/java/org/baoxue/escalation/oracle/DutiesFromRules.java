package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.DutyRules;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Spell;

/** Lets the duty rules decide as a history becomes known and time passes, and writes down what each hour rule first made owed. */
final class DutiesFromRules {
    private static final Set<String> HOUR_RULES = Set.of("contact-guardian", "report-absence-list", "verify-same-day");
    private static final Set<String> DAY_RULES = Set.of("suspected-dropout", "formal-report", "month-report");
    private static final Scopes SCOPES = new Scopes("child", "class-a", "school", "township", "county", "home");

    private final History history;
    private final Day first;
    private final Map<String, Duty> duties = new HashMap<>();
    private final Map<String, Map<String, Firing>> firings = new HashMap<>();
    private final TreeSet<Instant> agenda = new TreeSet<>();
    private final Set<String> met = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    private DutiesFromRules(History history) {
        this.history = history;
        Day earliest = new Day(9999, 1, 1);
        for (Told fact : history.facts()) {
            agenda.add(fact.acceptedAt());
            if (fact instanceof Told.Called called && called.day().isBefore(earliest)) {
                earliest = called.day();
            }
        }
        first = earliest;
    }

    /** What was decided until so long after the last fact. */
    static DutiesFromRules of(History history, Duration after) {
        DutiesFromRules office = new DutiesFromRules(history);
        if (!office.agenda.isEmpty()) {
            Instant end = office.agenda.last().plus(after);
            for (Instant now = office.agenda.pollFirst();
                    now != null && now.isBefore(end);
                    now = office.agenda.pollFirst()) {
                office.decides(now);
            }
        }
        return office;
    }

    List<String> hourDuties() {
        Collections.sort(lines);
        return lines;
    }

    /** The firings that stand, with the time at which each was due. */
    List<String> firings() {
        List<String> standing = new ArrayList<>();
        for (Spell spell : FromRules.spells(history)) {
            for (Firing firing : firings.getOrDefault(spell.id(), Map.of()).values()) {
                if (DAY_RULES.contains(firing.rule()) && !firing.withdrawn()) {
                    standing.add(spell.opened().date() + "/" + spell.opened().order() + " " + firing.rule() + " "
                            + firing.dueAt());
                }
            }
        }
        Collections.sort(standing);
        return standing;
    }

    private void decides(Instant now) {
        History known = history.asKnownAt(now);
        List<Spell> spells = FromRules.spells(known);
        DutyRules.rehomed(spells, List.copyOf(duties.values())).forEach(duty -> duties.put(duty.id(), duty));
        for (Spell spell : spells) {
            Map<String, Firing> fired = firings.computeIfAbsent(spell.id(), id -> new HashMap<>());
            DutyRules.Outcome outcome = DutyRules.decide(new Circumstances(
                    spell,
                    SCOPES,
                    FromRules.calendar(history),
                    Policies.shipped(),
                    FromRules.facts(known),
                    closed(now),
                    false,
                    duties.values().stream()
                            .filter(duty -> duty.subject().id().equals(spell.id()))
                            .toList(),
                    List.copyOf(fired.values()),
                    List.of(),
                    now));
            outcome.duties().forEach(this::note);
            outcome.firings().forEach(firing -> fired.put(firing.id(), firing));
            outcome.nextAt().filter(now::isBefore).ifPresent(agenda::add);
        }
    }

    private void note(Duty duty) {
        duties.put(duty.id(), duty);
        if (HOUR_RULES.contains(duty.rule()) && met.add(duty.id())) {
            boolean unseen = duty.state() instanceof Duty.Lapsed lapsed && lapsed.unseen();
            lines.add(duty.date() + " " + duty.rule() + " " + (unseen ? "unseen" : duty.dueAt()));
        }
    }

    /** Every school day is closed at its end, with all marks in. */
    private Map<LocalDate, DayEnd> closed(Instant now) {
        Map<LocalDate, DayEnd> closed = new HashMap<>();
        for (Day day = first; !history.endOf(day).isAfter(now); day = day.next()) {
            if (history.almanac().isSchoolDay(day)) {
                closed.put(FromRules.date(day), new DayEnd(100, 100));
            }
        }
        return closed;
    }
}
