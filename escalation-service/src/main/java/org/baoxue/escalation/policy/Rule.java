package org.baoxue.escalation.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule as a policy has it.
 *
 * @param counting which days count towards it
 * @param owner the post that owes the duty; none for a rule that only tells
 * @param alerts told outside the school when it fires
 * @param leavesSchool its duty takes the matter outside the school
 * @param signed nothing of it leaves the school before the principal has signed
 * @param clause of the text that asks for the rule
 */
public record Rule(
        String id,
        Fires fires,
        Counting counting,
        @Nullable String owner,
        @Nullable Due due,
        List<Told> tells,
        List<Told> alerts,
        List<Told> doneTells,
        List<Told> lapseTells,
        boolean leavesSchool,
        boolean signed,
        String clause) {
    private static final String DAY = "day ";
    private static final String TERM_START = "term start + ";
    private static final String DAYS = " days";
    private static final String MONTH = "month, not before day ";

    public sealed interface Fires {}

    /** Each class on each school day. */
    public record OnClassDay() implements Fires {}

    /** At the first uncovered absent mark of each date. */
    public record OnMark() implements Fires {}

    /** At the end of the {@code number}-th counted day. */
    public record OnDay(int number) implements Fires {}

    /** At the end of the first counted day that is a month after the opening and at least the {@code earliest}-th. */
    public record OnMonth(int earliest) implements Fires {}

    /** When something would leave the school on presumed days. */
    public record OnPresumed() implements Fires {}

    /** When a verification finds a mark mistaken. */
    public record OnMistake() implements Fires {}

    /** When a leave is filed backwards over days of an open case. */
    public record OnBackdatedLeave() implements Fires {}

    /** When somebody at the school raises a concern about a child. */
    public record OnConcern() implements Fires {}

    /** At the end of the first school day {@code days} days after the first one of a term. */
    public record OnTermStart(int days) implements Fires {}

    /** At the end of a school's last school day of a week. */
    public record OnWeek() implements Fires {}

    public enum Unit {
        SCHOOL_DAYS,
        CALENDAR_DAYS
    }

    /** When it fires, somebody outside the school hears of it by itself. */
    public boolean goesOutByItself() {
        return !alerts.isEmpty() || (leavesSchool && !signed);
    }

    /** When it fires, something of it goes outside the school, by itself or by the duty that it makes. */
    public boolean takesSomethingOutside() {
        return leavesSchool || !alerts.isEmpty();
    }

    /** Its time is that of the absence list, or is counted from it. */
    public boolean isOfTheList() {
        return id.equals("report-absence-list") || due instanceof Due.AfterList;
    }

    /** About one absence, not about a class's day, a concern, a term's start or a school's week. */
    public boolean isOfAbsence() {
        return !(fires instanceof OnClassDay
                || fires instanceof OnConcern
                || fires instanceof OnTermStart
                || fires instanceof OnWeek);
    }

    /** Visits and reports that are owed stay so until done, lapsed, or released by a person with a reason. */
    public boolean isReleasedByPeople() {
        return isDayRule() || (fires instanceof OnTermStart && leavesSchool);
    }

    public boolean isDayRule() {
        return fires instanceof OnDay || fires instanceof OnMonth;
    }

    public Due dueTime() {
        if (due == null) {
            throw new IllegalStateException("rule " + id + " owes nothing, so it has no due time");
        }
        return due;
    }

    static Fires fires(String text) {
        return switch (text) {
            case "class day" -> new OnClassDay();
            case "week" -> new OnWeek();
            case "concern" -> new OnConcern();
            case "term start" -> new OnTermStart(0);
            case "mark" -> new OnMark();
            case "presumed" -> new OnPresumed();
            case "mistake" -> new OnMistake();
            case "backdated leave" -> new OnBackdatedLeave();
            default -> {
                if (text.startsWith(MONTH)) {
                    yield new OnMonth(Integer.parseInt(text.substring(MONTH.length())));
                }
                if (text.startsWith(TERM_START)) {
                    yield new OnTermStart(
                            Integer.parseInt(text.substring(TERM_START.length(), text.length() - DAYS.length())));
                }
                if (text.startsWith(DAY)) {
                    yield new OnDay(Integer.parseInt(text.substring(DAY.length())));
                }
                throw new IllegalArgumentException("no rule fires on \"" + text + "\"");
            }
        };
    }
}
