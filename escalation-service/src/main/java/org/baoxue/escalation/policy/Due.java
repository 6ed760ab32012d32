package org.baoxue.escalation.policy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By when something is owed, counted from the mark or from the firing that made it owed. */
public sealed interface Due {
    /** {@code PT1H after mark}. */
    record AfterMark(Duration delay) implements Due {}

    /** {@code later of 18:00 and PT2H after list, until 21:00}; after that hour, the next school day. */
    record AfterList(LocalTime at, Duration delay, LocalTime until) implements Due {}

    /** {@code same day 18:00}; an hour already past is moved to the next school day. */
    record SameDay(LocalTime at) implements Due {}

    /** {@code next school day 12:00}. */
    record NextSchoolDay(LocalTime at) implements Due {}

    /** {@code next school day end}. */
    record NextSchoolDayEnd() implements Due {}

    /** {@code 5 school days}: the end of the fifth after today. */
    record WithinSchoolDays(int days) implements Due {}

    /** {@code day end}: of the day itself. */
    record DayEnd() implements Due {}

    Pattern AFTER_LIST = Pattern.compile("later of (\\d\\d:\\d\\d) and (PT\\w+) after list, until (\\d\\d:\\d\\d)");

    static Due parse(String text) {
        Matcher afterList = AFTER_LIST.matcher(text);
        if (afterList.matches()) {
            return new AfterList(
                    LocalTime.parse(afterList.group(1)),
                    Duration.parse(afterList.group(2)),
                    LocalTime.parse(afterList.group(3)));
        }
        if (text.endsWith(" after mark")) {
            return new AfterMark(Duration.parse(before(text, " after mark")));
        }
        if (text.equals("day end")) {
            return new DayEnd();
        }
        if (text.equals("next school day end")) {
            return new NextSchoolDayEnd();
        }
        if (text.startsWith("next school day ")) {
            return new NextSchoolDay(LocalTime.parse(after(text, "next school day ")));
        }
        if (text.startsWith("same day ")) {
            return new SameDay(LocalTime.parse(after(text, "same day ")));
        }
        if (text.endsWith(" school days")) {
            return new WithinSchoolDays(Integer.parseInt(before(text, " school days")));
        }
        throw new IllegalArgumentException("no due time is written \"" + text + "\"");
    }

    private static String before(String text, String end) {
        return text.substring(0, text.length() - end.length());
    }

    private static String after(String text, String start) {
        return text.substring(start.length());
    }
}
