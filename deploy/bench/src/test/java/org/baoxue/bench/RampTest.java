package org.baoxue.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.baoxue.bench.load.Ramp;
import org.junit.jupiter.api.Test;

class RampTest {
    @Test
    void the_greatest_rate_is_found_to_a_tenth_from_below_and_from_above() {
        for (double first : new double[] {1, 90, 5_000}) {
            double found = Ramp.greatest(first, rate -> rate <= 100);
            assertTrue(found <= 100 && found > 100 / 1.1, () -> found + " from " + first);
        }
    }

    @Test
    void where_nothing_holds_nothing_is_found() {
        assertEquals(0, Ramp.greatest(100, _ -> false));
    }
}
