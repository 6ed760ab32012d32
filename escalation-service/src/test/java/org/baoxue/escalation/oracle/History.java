package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.baoxue.escalation.oracle.Told.Declared;

/**
 * A school's surroundings and everything that was told about one child of it.
 *
 * @param printed the calendar before the school declared anything else
 * @param almanac the calendar with what was declared
 * @param choice what its place has chosen
 */
record History(
        ZoneId zone,
        int dayEnd,
        List<Integer> sessions,
        Almanac printed,
        Almanac almanac,
        List<Told> facts,
        Choice choice) {

    static History of(ZoneId zone, int dayEnd, List<Integer> sessions, Almanac printed, List<Told> facts) {
        return of(zone, dayEnd, sessions, printed, facts, Choice.SHIPPED);
    }

    static History of(
            ZoneId zone, int dayEnd, List<Integer> sessions, Almanac printed, List<Told> facts, Choice choice) {
        List<Declared> declared = new ArrayList<>();
        for (Told fact : facts) {
            if (fact instanceof Declared one) {
                declared.add(one);
            }
        }
        declared.sort(Comparator.comparing(Declared::acceptedAt));
        Almanac almanac = printed;
        for (Declared one : declared) {
            almanac = almanac.with(one.day(), one.school());
        }
        return new History(zone, dayEnd, sessions, printed, almanac, facts, choice);
    }

    Instant endOf(Day day) {
        return day.at(dayEnd, zone);
    }

    Day dateOf(Instant instant) {
        return Day.of(instant, zone);
    }

    History with(List<Told> others) {
        return of(zone, dayEnd, sessions, printed, List.copyOf(others), choice);
    }

    History without(int index) {
        List<Told> rest = new ArrayList<>(facts);
        rest.remove(index);
        return with(rest);
    }

    History asKnownAt(Instant instant) {
        List<Told> known = new ArrayList<>();
        for (Told fact : facts) {
            if (!fact.acceptedAt().isAfter(instant)) {
                known.add(fact);
            }
        }
        return with(known);
    }

    Instant lastAccepted() {
        Instant last = Instant.MIN;
        for (Told fact : facts) {
            last = fact.acceptedAt().isAfter(last) ? fact.acceptedAt() : last;
        }
        return last;
    }

    /** For people: one fact a line, after the surroundings. */
    String toText() {
        StringBuilder text = new StringBuilder("zone " + zone + ", day complete at " + dayEnd / 60 + ":"
                + String.format("%02d", dayEnd % 60) + ", sessions " + sessions + "\n");
        for (Almanac.Level level : printed.levels()) {
            text.append("  calendar ").append(level).append('\n');
        }
        text.append("  ").append(choice).append('\n');
        for (Told fact : facts) {
            text.append("  ").append(fact).append('\n');
        }
        return text.toString();
    }
}
