package org.baoxue.escalation.concerns;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.directory.CalendarsChanged.Owner;
import org.baoxue.escalation.duty.ConcernRules.Concern;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** Concerns as they were raised, and when each is looked at next. */
@ApplicationScoped
class ConcernStore {
    /** When each that is still to be looked at falls due. */
    static final String WAITING = "select next_at as due from concern where next_at is not null";

    private final Jdbi jdbi;

    ConcernStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param child where it was when the concern was raised */
    record Raised(Concern concern, WatchedChild child) {}

    void add(List<Concerns.ConcernRaised> raised, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into concern (id, student, school, place, home_place, class_id, raised_by, raised_at, next_at)
                        select concern, student, school, place, "homePlace", "class", "raisedBy", "acceptedAt", :now
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (concern text, student text, school text, place text,
                            "homePlace" text, "class" text, "raisedBy" text, "acceptedAt" timestamptz)
                        on conflict do nothing
                        """)
                .bind("rows", Json.write(raised))
                .bind("now", now)
                .execute());
    }

    void withdraw(List<Concerns.ConcernWithdrawn> withdrawn, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with said as (
                            select concern, "acceptedAt" as at
                            from jsonb_to_recordset(cast(:rows as jsonb)) as r (concern text, "acceptedAt" timestamptz)
                        ), held as (
                            select id from concern where id in (select concern from said) and withdrawn_at is null
                            order by id for update
                        )
                        update concern set withdrawn_at = said.at, next_at = :now
                        from said join held on held.id = said.concern where concern.id = held.id
                        """)
                .bind("rows", Json.write(withdrawn))
                .bind("now", now)
                .execute());
    }

    /** Under these calendars the school days are others now: what is still waited for may be due at another time. */
    void lookAgain(Collection<Owner> calendars, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with owner as materialized (
                            select kind, code from unnest(:kinds, :codes) as o (kind, code)
                        ), held as (
                            select id from concern c where next_at is not null and exists (select from owner o where
                                (o.kind = 'SCHOOL' and o.code = c.school)
                                or (o.kind = 'CLASS' and o.code = c.class_id)
                                or (o.kind = 'PLACE' and starts_with(c.place, o.code))
                                or (o.kind = 'NATION' and c.place ~ '^[0-9]'))
                            order by id for update
                        )
                        update concern set next_at = least(next_at, :now) from held where concern.id = held.id
                        """)
                .bindArray(
                        "kinds",
                        String.class,
                        calendars.stream().map(owner -> owner.kind().name()).toList())
                .bindArray(
                        "codes",
                        String.class,
                        calendars.stream().map(Owner::code).toList())
                .bind("now", now)
                .execute());
    }

    List<Raised> claimDue(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from concern where next_at <= :now order by next_at, id limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> raised(row))
                .list());
    }

    /** Nobody else looks at it before the transaction ends; nothing where it is not due. */
    List<Raised> holdIfDue(String concern, Instant now) {
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                "select *, next_at <= :now as due from concern where id = :id for update")
                        .bind("id", concern)
                        .bind("now", now)
                        .map((row, context) ->
                                row.getBoolean("due") ? Optional.of(raised(row)) : Optional.<Raised>empty())
                        .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    void setNext(Map<String, Optional<Instant>> next) {
        List<Map<String, Object>> rows = next.entrySet().stream()
                .map(one -> {
                    Map<String, Object> row = new HashMap<>(Map.of("id", one.getKey()));
                    one.getValue().ifPresent(at -> row.put("at", at));
                    return row;
                })
                .toList();
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update concern set next_at = r.at
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text, at timestamptz) where concern.id = r.id
                        """).bind("rows", Json.write(rows)).execute());
    }

    private static Raised raised(ResultSet row) throws SQLException {
        return new Raised(
                new Concern(
                        row.getString("id"),
                        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                        row.getString("raised_by"),
                        row.getObject("withdrawn_at") != null),
                new WatchedChild(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")));
    }
}
