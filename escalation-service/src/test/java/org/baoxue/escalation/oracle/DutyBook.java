package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.baoxue.escalation.oracle.Told.Did;
import org.baoxue.escalation.oracle.Told.Found;

/**
 * What was owed because of one child, as the rules' text has it: history, so it goes from moment to moment with only what was
 * known then, and never rewrites what was done.
 */
final class DutyBook {
    /** What a month's absence makes owed lies within. */
    static final Duration BEYOND_A_MONTH = Duration.ofDays(60);

    private final History history;
    private final HourBook hours;
    private final DayBook days = new DayBook();
    private final TreeSet<Instant> agenda = new TreeSet<>();
    private List<Absence> spells = List.of();
    private History known;

    private DutyBook(History history, boolean listGoes) {
        this.history = history;
        this.hours = new HourBook(listGoes);
        this.known = history.with(List.of());
    }

    /** One line for each firing and each duty there ever was, and for each time that somebody is told. */
    static List<String> lines(History history) {
        return lines(history, false);
    }

    private static List<String> lines(History history, boolean listGoes) {
        DutyBook book = new DutyBook(history, listGoes);
        book.write();
        return book.hours.isUndecided() || book.days.isUndecided() ? Comparison.UNDECIDED : book.lines();
    }

    private void write() {
        if (history.facts().isEmpty()) {
            return;
        }
        for (Told fact : history.facts()) {
            agenda.add(fact.acceptedAt());
        }
        Instant end = history.lastAccepted().plus(BEYOND_A_MONTH);
        Day quietAfter = history.dateOf(history.lastAccepted());
        while (!agenda.isEmpty() && agenda.first().isBefore(end)) {
            Instant at = agenda.removeFirst();
            Moment now = learn(at, quietAfter);
            days.withdraw(now);
            hours.look(now, days::caseOpened);
            days.look(now);
            plan(now);
        }
    }

    private Moment learn(Instant at, Day quietAfter) {
        for (Told fact : history.facts()) {
            if (fact.acceptedAt().equals(at)) {
                known = history.asKnownAt(at);
                if (Oracle.mayChangeSpells(fact)) {
                    spells = Oracle.next(spells, known);
                }
                act(fact);
            }
        }
        return new Moment(at, known, spells, quietAfter);
    }

    private void act(Told fact) {
        switch (fact) {
            case Found found -> {
                done("verify-same-day", found.day(), found.acceptedAt());
                done("verify-presumed", found.day(), found.acceptedAt());
            }
            case Told.Failed failed -> hours.failed(failed.day(), failed.acceptedAt());
            case Did did -> {
                for (Owed duty : all()) {
                    if (duty.rule.equals(did.rule())) {
                        duty.end("DONE", did.acceptedAt());
                    }
                }
            }
            default -> {
                // changes what is known, not what was done
            }
        }
    }

    private void done(String rule, Day day, Instant at) {
        for (Owed duty : all()) {
            if (duty.rule.equals(rule) && duty.day.equals(day)) {
                duty.end("DONE", at);
            }
        }
    }

    private void plan(Moment now) {
        List<Instant> next = days.next(now);
        next.addAll(hours.next(now));
        for (Owed duty : all()) {
            if (duty.isOpen()) {
                next.add(duty.due);
            }
        }
        for (Instant at : next) {
            if (at.isAfter(now.at())) {
                agenda.add(at);
            }
        }
    }

    private List<Owed> all() {
        List<Owed> all = new ArrayList<>(hours.owed());
        all.addAll(days.owed());
        return all;
    }

    /** Without who is told: what was owed and fired where each list reaches the office when it goes. */
    static List<String> deeds(History history) {
        return lines(history, true).stream()
                .filter(line -> !line.startsWith("tell "))
                .toList();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Owed duty : all()) {
            lines.add(duty.toString());
        }
        for (Fired firing : days.fired()) {
            Absence.Mark opening = spells.get(firing.spell).opening();
            lines.add(opening.day() + "/" + opening.session() + " " + firing);
        }
        lines.addAll(Telling.lines(all(), days.fired()));
        Collections.sort(lines);
        return lines;
    }
}
