package org.baoxue.attendance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolAgeTest {

    /** Six on 31 August before the school year: in; sixteen on it: out. */
    @ParameterizedTest
    @CsvSource({
        "2020-08-31, 2026-09-01, true",
        "2020-09-01, 2026-09-01, false",
        "2020-09-01, 2027-08-31, false",
        "2020-09-01, 2027-09-01, true",
        "2020-08-31, 2026-08-31, false",
        "2010-09-01, 2026-09-01, true",
        "2010-08-31, 2026-09-01, false",
        "2010-08-31, 2026-08-31, true",
        "2016-02-29, 2026-10-01, true",
        "2027-01-01, 2026-10-01, false"
    })
    void is_counted_by_school_years(LocalDate born, LocalDate date, boolean included) {
        assertThat(SchoolAge.includes(born, date)).isEqualTo(included);
    }
}
