package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.baoxue.escalation.oracle.Absence.Counted;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.jspecify.annotations.Nullable;

/** What is said of one spell, as one line that can be compared and read. */
final class Answer {
    /** A week and a half: day 7 and what follows it. */
    static final int DAYS = 10;

    private Answer() {}

    static List<String> ofOracle(History history) {
        List<String> lines = new ArrayList<>();
        for (Absence spell : Oracle.spells(history)) {
            boolean withdrawn = spell.ending() == Absence.Ending.WITHDRAWN;
            lines.add(line(spell, withdrawn ? List.of() : Oracle.countedDays(history, spell, DAYS)));
        }
        Collections.sort(lines);
        return lines;
    }

    static String line(Absence spell, List<Counted> counted) {
        StringBuilder text = new StringBuilder(slot(spell.opening()));
        if (spell.ending() != Absence.Ending.WITHDRAWN) {
            text.append(" marks");
            spell.absentMarks().forEach(mark -> text.append(' ').append(slot(mark)));
        }
        text.append(spell.ending() == null ? " OPEN" : " " + spell.ending() + " on " + spell.endedOn());
        if (spell.returnedAt() != null) {
            text.append(" seen ").append(spell.returnedAt());
        }
        text.append(" days");
        for (Counted day : counted) {
            text.append(' ').append(day.day()).append(day.confirmed() ? "C" : "P");
        }
        text.append(" day3 ").append(complete(counted, 3));
        text.append(" day7 ").append(complete(counted, 7));
        return text.toString();
    }

    private static String slot(Mark mark) {
        return mark.day() + "/" + mark.session() + "@" + mark.takenAt();
    }

    private static @Nullable Instant complete(List<Counted> counted, int n) {
        return counted.size() < n ? null : counted.get(n - 1).completeAt();
    }
}
