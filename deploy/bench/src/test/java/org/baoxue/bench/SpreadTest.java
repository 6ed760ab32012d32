package org.baoxue.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void the_median_of_an_even_number_lies_between_the_middle_two() {
        assertEquals(new Spread(1, 2.5, 9, 4), Spread.of(List.of(9.0, 1.0, 3.0, 2.0)));
    }

    @Test
    void a_rising_measure_must_reach_its_target_and_a_falling_one_stay_below() {
        assertTrue(new Cell("rate", 5, "x", 5, true, "").holds());
        assertFalse(new Cell("rate", 4.9, "x", 5, true, "").holds());
        assertTrue(new Cell("seconds", 4.9, "s", 5, false, "").holds());
        assertEquals("LOSES", new Cell("seconds", 5.1, "s", 5, false, "").verdict());
        assertEquals("", Cell.figure("bytes", 1, "B", "").verdict());
    }

    @Test
    void the_command_names_rows_size_and_rounds() {
        var wish = Main.wish(List.of("escalation", "firing", "--size", "full", "--rounds", "9", "--only", "ours"));
        assertEquals(
                List.of("firing"), wish.rows().stream().map(row -> row.name()).toList());
        assertEquals(Size.FULL, wish.size());
        assertEquals(9, wish.rounds());
        assertEquals("ours", wish.only());
    }
}
