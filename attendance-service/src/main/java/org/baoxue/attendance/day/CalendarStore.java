package org.baoxue.attendance.day;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.attendance.calendar.SchoolCalendar.Kind;
import org.baoxue.attendance.calendar.SchoolCalendar.Level;
import org.baoxue.attendance.calendar.SchoolCalendar.Term;
import org.baoxue.attendance.school.School;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** The calendar levels that a school stands under. */
@ApplicationScoped
class CalendarStore {

    record Content(List<Term> terms, List<Day> days) {
        record Day(LocalDate date, boolean school) {}
    }

    private record Row(String owner, Kind kind, String content) {
        Level level() {
            var read = Json.read(content, Content.class);
            Map<LocalDate, Boolean> days = new HashMap<>();
            read.days().forEach(day -> days.put(day.date(), day.school()));
            return new Level(kind, read.terms(), days);
        }
    }

    private final Jdbi jdbi;

    CalendarStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * School, township, county, … and the nation last. A place inherits from the places whose code begins its own, and
     * what is coded by digits from China besides; another tree inherits nothing from China.
     */
    SchoolCalendars of(School school) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select owner, kind, content from calendar_level
                        where (kind = 'SCHOOL' and owner = :school)
                           or (kind in ('PLACE', 'NATION') and starts_with(:place, owner))
                           or (kind = 'NATION' and owner = 'CN' and :place ~ '^[0-9]')
                           or (kind = 'CLASS' and owner in (select id from school_class where school = :school))
                        order by array_position(array['CLASS', 'SCHOOL', 'PLACE', 'NATION'], kind), length(owner) desc
                        """)
                .bind("school", school.code())
                .bind("place", school.place())
                .map((row, context) ->
                        new Row(row.getString("owner"), Kind.valueOf(row.getString("kind")), row.getString("content")))
                .list());
        var classes =
                rows.stream().filter(row -> row.kind() == Kind.CLASS).collect(Collectors.toMap(Row::owner, Row::level));
        var levels = new ArrayList<Level>();
        rows.stream().filter(row -> row.kind() != Kind.CLASS).map(Row::level).forEach(levels::add);
        return new SchoolCalendars(levels, classes);
    }
}
