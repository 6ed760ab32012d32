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
        List<Absence> spells = Oracle.spells(history);
        for (Absence spell : spells) {
            boolean withdrawn = spell.ending() == Absence.Ending.WITHDRAWN;
            lines.add(line(spell, withdrawn ? List.of() : countedDays(history, spells, spell)));
        }
        Collections.sort(lines);
        return lines;
    }

    /** As the rule counts that opens the case. */
    static List<Counted> countedDays(History history, List<Absence> all, Absence spell) {
        return Oracle.countedDays(history, all, spell, DayRule.SUSPECTED_DROPOUT, DAYS);
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
            text.append(' ').append(day.number()).append(':').append(day.day()).append(day.confirmed() ? "C" : "P");
        }
        text.append(" day3 ").append(complete(counted, 3));
        text.append(" day7 ").append(complete(counted, 7));
        return text.toString();
    }

    private static String slot(Mark mark) {
        return mark.day() + "/" + mark.session() + "@" + mark.takenAt();
    }

    private static @Nullable Instant complete(List<Counted> counted, int n) {
        for (Counted day : counted) {
            if (day.number() >= n) {
                return day.completeAt();
            }
        }
        return null;
    }
}
