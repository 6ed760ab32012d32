package org.baoxue.attendance.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baoxue.attendance.calendar.SchoolCalendar.Kind;
import org.baoxue.attendance.calendar.SchoolCalendar.Level;
import org.baoxue.attendance.calendar.SchoolCalendar.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchoolCalendarTest {

    private static final Level NATION = new Level(
            Kind.NATION,
            List.of(),
            Map.of(
                    LocalDate.of(2026, 9, 20), true,
                    LocalDate.of(2026, 9, 25), false,
                    LocalDate.of(2026, 10, 1), false,
                    LocalDate.of(2026, 10, 10), true,
                    LocalDate.of(2026, 2, 14), true));
    private static final Level COUNTY =
            new Level(Kind.PLACE, List.of(new Term(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 1, 22))), Map.of());

    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvSource({
        "2026-09-07, true,  a Monday in term",
        "2026-09-12, false, a Saturday",
        "2026-09-20, true,  a make-up Sunday",
        "2026-09-25, false, Mid-Autumn",
        "2026-10-10, true,  a make-up Saturday",
        "2026-02-14, false, a make-up Saturday in the vacation",
        "2026-07-13, false, a Monday in the vacation",
    })
    void national_days_count_in_term_only(LocalDate date, boolean school, String why) {
        assertThat(under().isSchoolDay(date)).as(why).isEqualTo(school);
    }

    @Test
    void the_nearest_level_that_speaks_of_a_date_decides() {
        var makeUp = LocalDate.of(2026, 10, 10);
        var closed = new Level(Kind.SCHOOL, List.of(), Map.of(makeUp, false));
        var open = new Level(Kind.CLASS, List.of(), Map.of(makeUp, true));
        assertThat(under(closed).isSchoolDay(makeUp)).isFalse();
        assertThat(under(open, closed).isSchoolDay(makeUp)).isTrue();
    }

    @Test
    void outside_the_terms_only_the_class_or_the_school_names_a_school_day() {
        var inVacation = LocalDate.of(2026, 7, 13);
        assertThat(under(new Level(Kind.SCHOOL, List.of(), Map.of(inVacation, true)))
                        .isSchoolDay(inVacation))
                .isTrue();
        assertThat(under(new Level(Kind.PLACE, List.of(), Map.of(inVacation, true)))
                        .isSchoolDay(inVacation))
                .isFalse();
    }

    @Test
    void the_next_school_day_lies_behind_the_holidays_and_may_be_unknown() {
        var holidays = Map.of(
                LocalDate.of(2026, 10, 1), false,
                LocalDate.of(2026, 10, 2), false,
                LocalDate.of(2026, 10, 5), false);
        assertThat(under(new Level(Kind.PLACE, List.of(), holidays)).schoolDayAfter(LocalDate.of(2026, 9, 30)))
                .contains(LocalDate.of(2026, 10, 6));
        assertThat(under().schoolDayAfter(LocalDate.of(2027, 1, 22))).isEmpty();
        assertThat(new SchoolCalendar(List.of()).schoolDayAfter(LocalDate.of(2026, 7, 10)))
                .contains(LocalDate.of(2026, 7, 13));
    }

    private static SchoolCalendar under(Level... nearer) {
        var levels = new ArrayList<>(List.of(nearer));
        levels.add(COUNTY);
        levels.add(NATION);
        return new SchoolCalendar(levels);
    }
}
