package org.baoxue.escalation.oracle;

import java.time.Instant;

/** The day rules of section 4, as their table has them. */
enum DayRule {
    SUSPECTED_DROPOUT("suspected-dropout", 3, Owes.NOTHING, true),
    INFORM_PRINCIPAL("inform-principal", 3, Owes.THE_SAME_EVENING, false),
    HOME_VISIT("home-visit", 3, Owes.NEXT_DAY_END, false),
    PLATFORM_REPORT("platform-report", 3, Owes.THE_SAME_EVENING, true),
    TOWNSHIP_REPORT("township-report", 3, Owes.NEXT_NOON, true),
    JOINT_PERSUASION("joint-persuasion", 3, Owes.FIVE_DAYS, true),
    FORMAL_REPORT("formal-report", 7, Owes.NEXT_NOON, true),
    MONTH_REPORT("month-report", 0, Owes.NEXT_NOON, true);

    static final int AFTER_A_MONTH = 0;

    final String id;
    /** On which counted day it fires. */
    final int onDay;

    final Owes owes;
    final boolean leavesTheSchool;

    DayRule(String id, int onDay, Owes owes, boolean leavesTheSchool) {
        this.id = id;
        this.onDay = onDay;
        this.owes = owes;
        this.leavesTheSchool = leavesTheSchool;
    }

    /** By when something is due, from the firing or the release on. */
    enum Owes {
        NOTHING,
        /** 18:00; past that, or where the day is no school day, the next school day at 10:00. */
        THE_SAME_EVENING,
        NEXT_MORNING,
        NEXT_NOON,
        NEXT_DAY_END,
        FIVE_DAYS;

        Instant from(Instant start, History known) {
            Day day = known.dateOf(start);
            Day next = known.almanac().schoolDayAfter(day);
            return switch (this) {
                case NOTHING -> throw new IllegalStateException("nothing is due");
                case THE_SAME_EVENING -> {
                    Instant evening = day.at(18 * 60, known.zone());
                    boolean stillAhead = known.almanac().isSchoolDay(day) && evening.isAfter(start);
                    yield stillAhead ? evening : next.at(10 * 60, known.zone());
                }
                case NEXT_MORNING -> next.at(10 * 60, known.zone());
                case NEXT_NOON -> next.at(12 * 60, known.zone());
                case NEXT_DAY_END -> known.endOf(next);
                case FIVE_DAYS -> known.endOf(known.almanac().schoolDayAfter(day, 5));
            };
        }
    }
}
