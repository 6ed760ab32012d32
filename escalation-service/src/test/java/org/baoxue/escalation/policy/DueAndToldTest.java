package org.baoxue.escalation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a due time and who is told are written; the shipped policy is read once and would not show another reading. */
class DueAndToldTest {
    private static final LocalTime NOON = LocalTime.of(12, 0);

    @Test
    void every_due_time_is_read_as_it_is_written() {
        assertEquals(new Due.AfterMark(Duration.ofHours(1)), Due.parse("PT1H after mark"));
        assertEquals(
                new Due.AfterList(LocalTime.of(18, 0), Duration.ofHours(2), LocalTime.of(21, 0)),
                Due.parse("later of 18:00 and PT2H after list, until 21:00"));
        assertEquals(new Due.SameDay(LocalTime.of(18, 0)), Due.parse("same day 18:00"));
        assertEquals(new Due.NextSchoolDay(NOON), Due.parse("next school day 12:00"));
        assertEquals(new Due.NextSchoolDayEnd(), Due.parse("next school day end"));
        assertEquals(new Due.WithinSchoolDays(5), Due.parse("5 school days"));
        assertEquals(new Due.DayEnd(), Due.parse("day end"));
        assertThrows(IllegalArgumentException.class, () -> Due.parse("soon"));
    }

    @Test
    void whoever_is_told_is_read_with_how() {
        assertEquals(
                List.of(
                        new Told("principal", Duration.ZERO, false),
                        new Told("guardian", Duration.ofMinutes(20), false),
                        new Told("academic-office", Duration.ZERO, true)),
                Told.parseAll("principal at once, guardian after PT20M, academic-office by list"));
        assertEquals(List.of(), Told.parseAll(" "));
        assertThrows(IllegalArgumentException.class, () -> Told.parseAll("principal"));
        assertThrows(IllegalArgumentException.class, () -> Told.parseAll("principal perhaps"));
    }

    @Test
    void the_shipped_rules_read_anew_are_the_same() {
        Policy shipped = Policies.shipped();
        assertEquals(shipped.rules(), new Policy(shipped.key(), shipped.values()).rules());
    }
}
