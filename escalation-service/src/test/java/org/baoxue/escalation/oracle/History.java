package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A school's surroundings and everything that was told about one child of it. */
record History(ZoneId zone, int dayEnd, List<Integer> sessions, Almanac almanac, List<Told> facts) {

    Instant endOf(Day day) {
        return day.at(dayEnd, zone);
    }

    History with(List<Told> others) {
        return new History(zone, dayEnd, sessions, almanac, List.copyOf(others));
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

    /** For people: one fact a line, after the surroundings. */
    String toText() {
        StringBuilder text = new StringBuilder("zone " + zone + ", day complete at " + dayEnd / 60 + ":"
                + String.format("%02d", dayEnd % 60) + ", sessions " + sessions + "\n");
        for (Almanac.Level level : almanac.levels()) {
            text.append("  calendar ").append(level).append('\n');
        }
        for (Told fact : facts) {
            text.append("  ").append(fact).append('\n');
        }
        return text.toString();
    }
}
