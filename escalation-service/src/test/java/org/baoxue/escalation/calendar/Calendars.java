package org.baoxue.escalation.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;

/** The real national holidays of 2025 and 2026, with the terms of a made-up county. */
public final class Calendars {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    public static final LocalTime THREE_O_CLOCK = LocalTime.of(15, 0);

    private static final List<Term> TERMS = List.of(
            new Term(LocalDate.of(2025, 9, 1), LocalDate.of(2026, 1, 23)),
            new Term(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 7, 10)),
            new Term(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 1, 22)));

    private Calendars() {}

    public static SchoolCalendar national() {
        return with(Level.Kind.SCHOOL, Map.of());
    }

    /** The national calendar in a county whose school (or class, or ...) also names these dates: true is a school day. */
    public static SchoolCalendar with(Level.Kind kind, Map<LocalDate, Boolean> named) {
        Map<LocalDate, NamedDay> days = new HashMap<>();
        named.forEach((date, school) -> days.put(date, new NamedDay(school, "named here")));
        return new SchoolCalendar(
                SHANGHAI,
                THREE_O_CLOCK,
                List.of(
                        new Level(kind, List.of(), days),
                        new Level(Level.Kind.PLACE, TERMS, Map.of()),
                        new Level(Level.Kind.NATION, List.of(), holidays())));
    }

    private static Map<LocalDate, NamedDay> holidays() {
        var file = Objects.requireNonNull(Calendars.class.getResourceAsStream("/holidays-cn-2026.csv"));
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
                Stream<String> lines = reader.lines()) {
            Map<LocalDate, NamedDay> days = new HashMap<>();
            lines.filter(line -> line.startsWith("20"))
                    .map(line -> line.split(",", -1))
                    .forEach(row -> days.put(LocalDate.parse(row[0]), new NamedDay(row[1].equals("workday"), row[2])));
            return days;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
