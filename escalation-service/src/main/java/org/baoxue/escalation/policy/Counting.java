package org.baoxue.escalation.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.baoxue.escalation.policy.Rule.Unit;

/**
 * Which days count towards a rule.
 *
 * @param makeUpDays whether school days at a weekend that make up for a holiday (调休) are among them; of calendar days all are
 * @param within so many school days, whose counted days of all of the child's absences are counted together; 0 where only
 *     those of one absence are
 */
public record Counting(Unit unit, boolean makeUpDays, int within) {
    /** As it ships: consecutive school days, make-up days among them. */
    public static final Counting SCHOOL_DAYS = new Counting(Unit.SCHOOL_DAYS, true, 0);

    private static final Pattern WITHIN = Pattern.compile("within (\\d{1,3}) school days");

    public boolean isCumulative() {
        return within > 0;
    }

    /** The {@code n}-th day that this counts never comes before the {@code n}-th that the other does. */
    boolean isNoLooserThan(Counting other) {
        boolean unit = this.unit == Unit.SCHOOL_DAYS || other.unit == Unit.CALENDAR_DAYS;
        return unit && within <= other.within;
    }

    /** @param text {@code consecutive}, also where nothing is said, or {@code within 20 school days} */
    static int within(String text) {
        if (text.isEmpty() || text.equals("consecutive")) {
            return 0;
        }
        Matcher within = WITHIN.matcher(text);
        if (!within.matches() || Integer.parseInt(within.group(1)) == 0) {
            throw new IllegalArgumentException("days count \"consecutive\" or, like this, \"within 20 school days\"");
        }
        return Integer.parseInt(within.group(1));
    }
}
