package org.baoxue.escalation.term;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A child who had not come by its first day, or a week later.
 *
 * <pre>
 *   missing at the first day's end, or a week later -> going on --- a roll call sees it  -> RETURNED
 *                                                          |  a leave covers today       -> EXCUSED
 *                                                          |  it has left, with a word   -> LEFT
 *                                                          |  it had been there after all -> WITHDRAWN
 * </pre>
 *
 * @param since its first school day of the term
 * @param ending none while it goes on
 */
public record Unregistered(LocalDate since, Optional<Ending> ending) {

    /** @param on the date of the school's zone on which it ended */
    public record Ending(How how, LocalDate on) {}

    public enum How {
        RETURNED,
        EXCUSED,
        LEFT,
        WITHDRAWN
    }

    /** Nothing had ended it before that date. */
    boolean goesOnUntil(LocalDate date) {
        return ending.filter(end -> end.on().isBefore(date)).isEmpty();
    }

    /** It had been there after all. */
    public static Unregistered withdrawn(LocalDate since) {
        return new Unregistered(since, Optional.of(new Ending(How.WITHDRAWN, since)));
    }
}
