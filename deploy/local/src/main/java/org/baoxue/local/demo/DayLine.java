package org.baoxue.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.Consumer;

/** One line of progress for each day of a story. */
final class DayLine {
    private final Days days;
    private final Tally tally;
    private final Consumer<String> say;
    private LocalDate shown = LocalDate.MIN;

    DayLine(Days days, Tally tally, Consumer<String> say) {
        this.days = days;
        this.tally = tally;
        this.say = say;
    }

    void at(Instant now) {
        var date = days.dateOf(now.plus(Duration.ofMinutes(1)));
        if (!date.equals(shown)) {
            shown = date;
            say.accept("%s %s   so far: %d marks, %d spells, duties %s, cases %d"
                    .formatted(
                            date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                            date,
                            tally.marks(),
                            tally.spells(),
                            tally.duties(),
                            tally.cases()));
        }
    }
}
