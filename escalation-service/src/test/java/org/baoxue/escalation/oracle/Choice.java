package org.baoxue.escalation.oracle;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a place has chosen where the texts leave it open.
 *
 * @param inCalendarDays the day rules that count every date, not school days only
 * @param within of the day rules that count the days of several absences together: in how many school days
 * @param makeUpDays whether a weekend's school day that makes up for a holiday counts
 * @param anyAbsence whether a day of which any session was missed is a day of absence, whatever its last mark
 * @param failedContact whether the two hours of the list run from the failed contact
 * @param caseTeamCarriesOn whether the hour rules rest once a case is open
 */
record Choice(
        Set<String> inCalendarDays,
        Map<String, Integer> within,
        boolean makeUpDays,
        boolean anyAbsence,
        boolean failedContact,
        boolean caseTeamCarriesOn) {

    static final Choice SHIPPED = new Choice(Set.of(), Map.of(), true, false, false, true);

    /** Half of the places choose nothing; the others anything, for each rule by itself. */
    static Choice of(Random random) {
        if (random.nextBoolean()) {
            return SHIPPED;
        }
        Set<String> calendar = new TreeSet<>();
        Map<String, Integer> within = new TreeMap<>();
        boolean all = random.nextBoolean();
        for (DayRule rule : DayRule.values()) {
            if (random.nextInt(all ? 2 : 6) == 0) {
                calendar.add(rule.id);
            }
            if (rule.onDay != DayRule.AFTER_A_MONTH && random.nextInt(all ? 2 : 6) == 0) {
                within.put(rule.id, Surroundings.pick(random, List.of(7, 10, 20)));
            }
        }
        return new Choice(
                calendar,
                within,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) != 0);
    }

    boolean inCalendarDays(DayRule rule) {
        return inCalendarDays.contains(rule.id);
    }

    /** 0 where the days of each absence are counted by themselves. */
    int within(DayRule rule) {
        return within.getOrDefault(rule.id, 0);
    }
}
