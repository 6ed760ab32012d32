package org.baoxue.attendance.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the score interval as tables print it. */
class DifferenceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 1",
        "10, 0, 0, 0, 0.2775",
        "10, 1, 0.1, 0.0179, 0.4042",
        "10, 10, 1, 0.7225, 1",
        "1000, 20, 0.02, 0.0130, 0.0307"
    })
    void the_interval_is_wilsons(long compared, long differing, double rate, double from, double to) {
        var interval = new Difference(compared, differing).interval();
        assertThat(interval.rate()).isCloseTo(rate, within(0.00005));
        assertThat(interval.from()).isCloseTo(from, within(0.00005));
        assertThat(interval.to()).isCloseTo(to, within(0.00005));
    }
}
