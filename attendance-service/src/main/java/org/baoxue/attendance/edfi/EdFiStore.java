package org.baoxue.attendance.edfi;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.attendance.rollcall.Mark;
import org.baoxue.kit.event.EventId;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Ed-Fi events, as far as the running transaction sees. */
@ApplicationScoped
class EdFiStore {

    /**
     * @param acceptedAt as it is now
     * @param categories how many different categories the child has on that day
     */
    record Listed(EdFiEvent event, Instant acceptedAt, int categories) {

        /** As Ed-Fi writes ids: 32 hexadecimal digits. */
        String shownId() {
            return event.id().toString().replace("-", "");
        }

        /** A number that another content, or the same accepted another time, does not have. */
        String tag() {
            return Long.toUnsignedString(EventId.of(acceptedAt, event.content()).getMostSignificantBits() >>> 1);
        }

        String quotedTag() {
            return '"' + tag() + '"';
        }

        /** @param asked a header that names a tag, quoted or bare, or any by a star */
        boolean isAt(@Nullable String asked) {
            return asked != null
                    && (asked.strip().equals("*")
                            || asked.strip().replace("\"", "").equals(tag()));
        }
    }

    private static final String LISTED = """
            select event.*, (select count(distinct category) from ed_fi_event as other
                where other.student = event.student and other.date = event.date) as categories
            from ed_fi_event as event
            """;

    private static final String WHERE = """
             where (cast(:school as text) is null or event.school = :school)
              and (cast(:student as text) is null or event.student = :student)
              and (cast(:year as int) is null or event.school_year = :year)
              and (cast(:session as text) is null or event.session_name = :session)
              and (cast(:date as date) is null or event.date = :date)
              and (cast(:category as text) is null or event.category = :category)
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

    List<Listed> page(EdFiQuery.Wanted wanted, int skipped, int length) {
        return jdbi.withHandle(handle -> asked(
                        handle.createQuery(LISTED + WHERE + " order by event.seq offset :skipped limit :length"),
                        wanted)
                .bind("skipped", skipped)
                .bind("length", length)
                .map((row, context) -> listed(row))
                .list());
    }

    long count(EdFiQuery.Wanted wanted) {
        return jdbi.withHandle(
                handle -> asked(handle.createQuery("select count(*) from ed_fi_event as event" + WHERE), wanted)
                        .mapTo(Long.class)
                        .one());
    }

    private static Query asked(Query query, EdFiQuery.Wanted wanted) {
        return query.bind("school", wanted.school())
                .bind("student", wanted.student())
                .bind("year", wanted.year())
                .bind("session", wanted.session())
                .bind("date", wanted.date())
                .bind("category", wanted.category());
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
        return new Listed(
                event, row.getObject("accepted_at", OffsetDateTime.class).toInstant(), row.getInt("categories"));
    }
}
