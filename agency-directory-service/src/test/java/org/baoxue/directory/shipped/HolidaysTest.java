package org.baoxue.directory.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.baoxue.directory.calendar.Day;
import org.junit.jupiter.api.Test;

class HolidaysTest {

    @Test
    void the_national_list_goes_from_2018_to_2026() throws IOException {
        try (var csv = Objects.requireNonNull(Holidays.class.getResourceAsStream("/shipped/holidays-cn.csv"))) {
            var days = Holidays.read(csv);

            assertEquals(320, days.size());
            assertEquals(new Day(LocalDate.parse("2018-01-01"), false, "元旦"), days.getFirst());
            assertEquals(true, on("2026-10-10", days).school());
            assertEquals(false, on("2026-10-01", days).school());
        }
    }

    private static Day on(String date, List<Day> days) {
        return days.stream()
                .filter(day -> day.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElseThrow();
    }
}
