package org.baoxue.local.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.baoxue.local.process.Trouble;
import org.junit.jupiter.api.Test;

class AmountTest {
    private static final Instant NOW = Instant.parse("2026-09-24T00:05:00Z");

    @Test
    void a_step_is_added_to_the_present_time_and_an_instant_replaces_it() {
        assertEquals(Instant.parse("2026-09-24T02:05:00Z"), Amount.after(NOW, "+2h"));
        assertEquals(Instant.parse("2026-09-27T00:05:00Z"), Amount.after(NOW, "+3d"));
        assertEquals(Instant.parse("2026-10-01T00:00:00Z"), Amount.after(NOW, "2026-10-01T00:00:00Z"));
    }

    @Test
    void what_is_no_time_is_refused_with_an_example() {
        var trouble = assertThrows(Trouble.class, () -> Amount.after(NOW, "tomorrow"));
        assertTrue(trouble.sentence().contains("+2h"), trouble.sentence());
    }
}
