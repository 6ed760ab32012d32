package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar.Level.Kind;
import org.baoxue.escalation.directory.CalendarsChanged.Owner;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The row of each child: whoever changes anything about a child holds it first, in one order, so nobody waits in a ring. */
@ApplicationScoped
public class ChildStore {

    /** When each row that is still to be worked falls due. */
    static final String WAITING = "select next_due_at as due from child";

    private final Jdbi jdbi;

    ChildStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param since from when on the child was to be looked at again anyway */
    public record Locked(WatchedChild child, Optional<LocalDate> since) {}

    /**
     * @param onlyLapsesUntil until when nothing but that duties lapse is to be expected of it; null where more may be due
     * @param calendars see {@link #calendars()}
     */
    record Due(WatchedChild child, @Nullable Instant onlyLapsesUntil, long calendars) {}

    /** When a child is to be looked at next; see {@link Review#nextAt()} and {@link Review#onlyLapsesUntil()}. */
    record Next(Optional<Instant> at, Optional<Instant> onlyLapsesUntil) {}

    public List<Locked> lock(Collection<String> students) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select child.* from unnest(:students) as asked (student) join child using (student)"
                                + " order by student for update of child")
                .bindArray("students", String.class, students)
                .map((row, context) ->
                        new Locked(child(row), Optional.ofNullable(row.getObject("look_since", LocalDate.class))))
                .list());
    }

    List<WatchedChild> find(String student) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from child where student = :student")
                .bind("student", student)
                .map((row, context) -> child(row))
                .list());
    }

    /**
     * Children about which time alone may change something, not held by anybody else, those first that wait longest. Of those
     * due at the same instant any come first: an order among them would read them all for every batch.
     */
    List<Due> claimDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select student, school, place, home_place, class_id,
                            case when look_since is null and only_lapses_next = next_due_at
                                and only_lapses_calendars = stamp.n then only_lapses_until end as only_lapses_until,
                            stamp.n as calendars
                        from child, calendar_stamp as stamp where next_due_at <= :now
                        order by next_due_at limit :limit for update of child skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Due(child(row), instant(row, "only_lapses_until"), row.getLong("calendars")))
                .list());
    }

    /** Which calendars are in force, as a number that grows with each that is entered: asked before they are read. */
    long calendars() {
        return jdbi.withHandle(handle -> handle.createQuery("select n from calendar_stamp")
                .mapTo(Long.class)
                .one());
    }

    /** The children have been looked at, by calendars that are no older than {@code calendars} says. */
    void setNext(Map<String, Next> next, long calendars) {
        List<String> students = new ArrayList<>();
        List<@Nullable String> nexts = new ArrayList<>();
        List<@Nullable String> lapses = new ArrayList<>();
        next.forEach((student, one) -> {
            students.add(student);
            nexts.add(one.at().map(Instant::toString).orElse(null));
            lapses.add(one.onlyLapsesUntil().map(Instant::toString).orElse(null));
        });
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update child set next_due_at = r.next_at, only_lapses_until = r.lapses_until, look_since = null,
                            only_lapses_next = case when r.lapses_until is not null then r.next_at end,
                            only_lapses_calendars = case when r.lapses_until is not null then cast(:calendars as bigint) end
                        from unnest(:students, cast(:nexts as timestamptz[]), cast(:lapses as timestamptz[]))
                            as r (student, next_at, lapses_until)
                        where child.student = r.student
                          and ((child.next_due_at, child.only_lapses_until) is distinct from (r.next_at, r.lapses_until)
                            or child.look_since is not null
                            or (r.lapses_until is not null and (child.only_lapses_next, child.only_lapses_calendars)
                                is distinct from (r.next_at, cast(:calendars as bigint))))
                        """)
                .bindArray("students", String.class, students)
                .bindArray("nexts", String.class, nexts)
                .bindArray("lapses", String.class, lapses)
                .bind("calendars", calendars)
                .execute());
    }

    /** The children cannot be looked at yet, and are not forgotten. */
    void putOff(Map<String, LocalDate> since, Instant until) {
        List<Map<String, Object>> rows = new ArrayList<>();
        since.forEach((student, date) -> rows.add(Map.of("student", student, "since", date)));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update child set next_due_at = :until, look_since = least(child.look_since, r.since)
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (student text, since date)
                        where child.student = r.student
                        """)
                .bind("until", until)
                .bind("rows", Json.write(rows))
                .execute());
    }

    /** It is looked at in full then. */
    void putOff(String student, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update child set next_due_at = :until, only_lapses_until = null where student = :student")
                .bind("until", until)
                .bind("student", student)
                .execute());
    }

    /**
     * Makes due whom another calendar may concern: children under it who are missing, whose absence reached into the dates that
     * changed, or about whom something is still owed, and those who waited for their school.
     *
     * @param since the first date that changed, by whose calendar it is
     */
    void lookAgain(Map<Owner, LocalDate> since, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        since.forEach((owner, date) -> rows.add(Map.of("kind", owner.kind(), "owner", owner.code(), "since", date)));
        boolean wide = since.keySet().stream().anyMatch(owner -> owner.kind() != Kind.SCHOOL);
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        with changed as materialized (
                            select kind, owner, since
                            from jsonb_to_recordset(cast(:rows as jsonb)) as r (kind text, owner text, since date)
                        ), due as materialized (
                            select student, min(since) as since from (
                        """ + (wide ? CONCERNED_IN_SCHOOLS + " union all " + CONCERNED_ELSEWHERE : CONCERNED_IN_SCHOOLS)
                                + """
                            ) as concerned group by student
                        ), held as (
                            select student from child where student in (select student from due) order by student for update
                        )
                        update child set next_due_at = least(child.next_due_at, :now),
                            look_since = least(child.look_since, due.since)
                        from due join held using (student) where child.student = due.student
                        """)
                .bind("rows", Json.write(rows))
                .bind("now", now)
                .execute());
    }

    /** School by school, child by child, each by its index: a school's calendar costs what the school has of children. */
    private static final String CONCERNED_IN_SCHOOLS = """
            select c.student, changed.since from changed
            cross join lateral (
                select student, look_since from child where child.school = changed.owner and changed.kind = 'SCHOOL' offset 0
            ) as c
            left join lateral (
                select true as so from spell where spell.student = c.student
                    and (state = 'OPEN' or coalesce(ended_date, opened_date) >= changed.since) limit 1
            ) as missing on true
            left join lateral (
                select true as so from duty where duty.student = c.student and state = 'OPEN' limit 1
            ) as owed on true
            where c.look_since is not null or missing.so or owed.so
            """;

    /** Of a class, a place and the nation: whoever is missing, or was, comes first, and then where they belong. */
    private static final String CONCERNED_ELSEWHERE = """
            select student, since from (
                select student, 'CLASS' as kind, class_id as owner from concerned join child using (student)
                union all select student, 'PLACE', left(place, digits) from concerned join child using (student),
                    generate_series(2, length(place)) as digits
                union all select student, 'NATION', 'CN' from concerned join child using (student) where place ~ '^[0-9]'
            ) as belongs join changed using (kind, owner)
            """.replace("concerned", """
            (
                select student from spell where state = 'OPEN'
                union select student from spell where coalesce(ended_date, opened_date) >= (select min(since) from changed)
                union select student from open_duty where student is not null
                union select student from child where look_since is not null
            ) as concerned""");

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static WatchedChild child(ResultSet row) throws SQLException {
        return new WatchedChild(
                row.getString("student"),
                row.getString("school"),
                row.getString("place"),
                row.getString("home_place"),
                row.getString("class_id"));
    }
}
