package org.baoxue.attendance.rollcall;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Roll calls, any number in one statement. A list of children travels as text, its ids joined by commas. */
@ApplicationScoped
class RollCallStore {

    private final Jdbi jdbi;

    RollCallStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Two posts of one class and date wait for each other; always in the same order, so that nobody waits in a circle.
     *
     * @param days {@code class|date}
     */
    void lock(Collection<String> days, Kind kind) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select count(pg_advisory_xact_lock(hashtextextended('roll-call|' || key, 0)))
                        from (select distinct day || :rest as key from unnest(:days) as day order by key offset 0) as wanted
                        """)
                .bind("rest", "|" + kind)
                .bindArray("days", String.class, List.copyOf(days))
                .mapTo(Long.class)
                .one());
    }

    Map<String, RollCall> latest(Collection<String> classes, LocalDate date, Kind kind, String session) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct on (class_id) * from roll_call
                        where class_id = any(:classes) and date = :date and kind = :kind and session = :session
                        order by class_id, revision desc
                        """)
                .bindArray("classes", String.class, List.copyOf(classes))
                .bind("date", date)
                .bind("kind", kind.name())
                .bind("session", session)
                .map((row, context) -> rollCall(row))
                .collect(Collectors.toMap(RollCall::classId, Function.identity())));
    }

    /** All revisions, the first one first. */
    List<RollCall> revisions(String classId, LocalDate date, Kind kind, String session) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from roll_call
                        where class_id = :class and date = :date and kind = :kind and session = :session
                        order by revision
                        """)
                .bind("class", classId)
                .bind("date", date)
                .bind("kind", kind.name())
                .bind("session", session)
                .map((row, context) -> rollCall(row))
                .list());
    }

    /** The children in these classes on the date whom an approved leave covers at the session, whichever class they were in. */
    Set<String> onLeave(Collection<String> classes, LocalDate date, int sessionOrder) {
        return jdbi.withHandle(handle -> handle.createQuery("select children_on_leave(:classes, :date, :order)")
                .bindArray("classes", String.class, List.copyOf(classes))
                .bind("date", date)
                .bind("order", sessionOrder)
                .mapTo(String.class)
                .set());
    }

    void insert(List<RollCall> rollCalls) {
        jdbi.useHandle(handle -> {
            var insert = handle.createUpdate("""
                    insert into roll_call (class_id, date, kind, session, revision, school, place, session_order,
                        session_starts, present, late, absent, on_leave, unknown, taken_at, taken_by,
                        accepted_at, accepted_from, reason, asked)
                    select class_id, date, kind, session, revision, school, place, session_order, session_starts,
                        string_to_array(present, ','), string_to_array(late, ','), string_to_array(absent, ','),
                        string_to_array(on_leave, ','), string_to_array(unknown, ','),
                        taken_at, taken_by, accepted_at, accepted_from, reason, asked
                    from unnest(:classes, cast(:dates as date[]), :kinds, :sessions, cast(:revisions as int[]),
                        :schools, :places, cast(:orders as int[]), cast(:starts as time[]),
                        :present, :late, :absent, :onLeave, :unknown, cast(:takenAt as timestamptz[]), :takenBy,
                        cast(:acceptedAt as timestamptz[]), :acceptedFrom, :reasons, cast(:asked as uuid[]))
                      as r (class_id, date, kind, session, revision, school, place, session_order, session_starts,
                        present, late, absent, on_leave, unknown, taken_at, taken_by, accepted_at, accepted_from,
                        reason, asked)
                    """);
            bindSetting(insert, rollCalls);
            bindMarks(insert, rollCalls);
            insert.execute();
        });
    }

    private static void bindSetting(Update insert, List<RollCall> rollCalls) {
        texts(insert, "classes", rollCalls, RollCall::classId);
        texts(insert, "dates", rollCalls, one -> one.date().toString());
        texts(insert, "kinds", rollCalls, one -> one.kind().name());
        texts(insert, "sessions", rollCalls, RollCall::session);
        texts(insert, "revisions", rollCalls, one -> String.valueOf(one.revision()));
        texts(insert, "schools", rollCalls, RollCall::school);
        texts(insert, "places", rollCalls, RollCall::place);
        texts(insert, "orders", rollCalls, one -> String.valueOf(one.sessionOrder()));
        texts(insert, "starts", rollCalls, one -> one.sessionStarts().toString());
    }

    private static void bindMarks(Update insert, List<RollCall> rollCalls) {
        texts(insert, "present", rollCalls, one -> String.join(",", one.marks().present()));
        texts(insert, "late", rollCalls, one -> String.join(",", one.marks().late()));
        texts(insert, "absent", rollCalls, one -> String.join(",", one.marks().absent()));
        texts(insert, "onLeave", rollCalls, one -> String.join(",", one.marks().leave()));
        texts(insert, "unknown", rollCalls, one -> String.join(",", one.marks().unknown()));
        texts(insert, "takenAt", rollCalls, one -> utc(one.takenAt()));
        texts(insert, "takenBy", rollCalls, RollCall::takenBy);
        texts(insert, "acceptedAt", rollCalls, one -> utc(one.acceptedAt()));
        texts(insert, "acceptedFrom", rollCalls, RollCall::acceptedFrom);
        texts(insert, "reasons", rollCalls, RollCall::reason);
        texts(insert, "asked", rollCalls, one -> one.asked().toString());
    }

    private static void texts(
            Update insert, String name, List<RollCall> rollCalls, Function<RollCall, @Nullable String> text) {
        insert.bindArray(name, String.class, rollCalls.stream().map(text).toList());
    }

    private static String utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toString();
    }

    private static RollCall rollCall(ResultSet row) throws SQLException {
        return new RollCall(
                row.getString("class_id"),
                row.getObject("date", LocalDate.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("session"),
                row.getInt("revision"),
                row.getString("school"),
                row.getString("place"),
                row.getInt("session_order"),
                row.getObject("session_starts", LocalTime.class),
                new Marks(
                        list(row, "present"),
                        list(row, "late"),
                        list(row, "absent"),
                        list(row, "on_leave"),
                        list(row, "unknown")),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                row.getString("taken_by"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getString("accepted_from"),
                row.getString("reason"),
                row.getObject("asked", UUID.class));
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
