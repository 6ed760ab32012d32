package org.baoxue.attendance.edfi;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.attendance.rollcall.Mark;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Ed-Fi events, as far as the running transaction sees. */
@ApplicationScoped
class EdFiStore {

    /** @param categories how many different categories the child has on that day */
    record Listed(EdFiEvent event, long seq, int categories) {}

    private static final String LISTED = """
            select event.*, (select count(distinct category) from ed_fi_event as other
                where other.student = event.student and other.date = event.date) as categories
            from ed_fi_event as event
            """;

    private final Jdbi jdbi;

    EdFiStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Listed> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(LISTED + " where event.id = :id")
                .bind("id", id)
                .map((row, context) -> listed(row))
                .findOne());
    }

    /** The mark of the child's event that was accepted last on a date. */
    Optional<Mark> lastMark(String student, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select mark from ed_fi_event where student = :student and date = :date
                        order by accepted_at desc, seq desc limit 1
                        """)
                .bind("student", student)
                .bind("date", date)
                .mapTo(Mark.class)
                .findOne());
    }

    void put(EdFiEvent event, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ed_fi_event (id, student, school, class_id, place, home_place, session_name,
                            school_year, date, category, mark, content, school_day, accepted_at)
                        values (:id, :student, :school, :class, :place, :home, :session, :year, :date, :category,
                            :mark, :content, :schoolDay, :now)
                        on conflict (id) do update set content = excluded.content, class_id = excluded.class_id,
                            place = excluded.place, home_place = excluded.home_place,
                            school_day = excluded.school_day, accepted_at = excluded.accepted_at
                        """)
                .bind("id", event.id())
                .bind("student", event.student())
                .bind("school", event.school())
                .bind("class", event.classId())
                .bind("place", event.place())
                .bind("home", event.homePlace())
                .bind("session", event.sessionName())
                .bind("year", event.schoolYear())
                .bind("date", event.date())
                .bind("category", event.category())
                .bind("mark", event.mark().name())
                .bind("content", event.content())
                .bind("schoolDay", event.schoolDay())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    void delete(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from ed_fi_event where id = :id")
                .bind("id", id)
                .execute());
    }

    List<Listed> page(
            @Nullable String school, @Nullable String student, @Nullable LocalDate date, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LISTED + """
                        where event.seq > :after
                          and (cast(:school as text) is null or event.school = :school)
                          and (cast(:student as text) is null or event.student = :student)
                          and (cast(:date as date) is null or event.date = :date)
                        order by event.seq limit :limit
                        """)
                .bind("after", after)
                .bind("school", school)
                .bind("student", student)
                .bind("date", date)
                .bind("limit", limit)
                .map((row, context) -> listed(row))
                .list());
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var event = new EdFiEvent(
                row.getObject("id", UUID.class),
                row.getString("student"),
                row.getString("school"),
                row.getString("class_id"),
                row.getString("place"),
                row.getString("home_place"),
                row.getString("session_name"),
                row.getInt("school_year"),
                row.getObject("date", LocalDate.class),
                row.getString("category"),
                Mark.valueOf(row.getString("mark")),
                row.getString("content"),
                row.getBoolean("school_day"));
        return new Listed(event, row.getLong("seq"), row.getInt("categories"));
    }
}
