package org.baoxue.escalation.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.directory.Surroundings.School;
import org.baoxue.escalation.directory.Surroundings.Session;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** The copy of the directory, written and read by whole sets. */
@ApplicationScoped
public class DirectoryStore {
    private final Jdbi jdbi;
    private final CalendarStore calendars;

    DirectoryStore(Jdbi jdbi, CalendarStore calendars) {
        this.jdbi = jdbi;
        this.calendars = calendars;
    }

    /** What surrounds children of these classes, each with the school and place of the same position. */
    public Surroundings around(Collection<String> schools, Collection<String> classes) {
        Map<String, School> found = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select * from school where code = any(:codes)")
                .bindArray("codes", String.class, new HashSet<>(schools))
                .map((row, context) -> school(row))
                .forEach(school -> found.put(school.code(), school)));
        Set<String> owners = new HashSet<>(classes);
        found.values().forEach(school -> Surroundings.calendarOwners(school.code(), school.code(), school.place())
                .forEach(owners::add));
        Map<String, String> levels = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select code, level from place where code = any(:codes)")
                .bindArray("codes", String.class, owners)
                .map((row, context) -> levels.put(row.getString("code"), row.getString("level")) == null)
                .list());
        return new Surroundings(found, calendars.calendarsOf(owners), levels);
    }

    /** What surrounded children of these classes of the school as it was known at {@code asOf}; of places only what they are now. */
    public Surroundings aroundAsOf(String school, Collection<String> classes, Instant asOf) {
        Map<String, School> found = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select * from school_as_of(:asOf, :school)")
                .bind("asOf", asOf)
                .bind("school", school)
                .map((row, context) -> school(row))
                .forEach(one -> found.put(one.code(), one)));
        Set<String> owners = new HashSet<>(classes);
        found.values().forEach(one -> Surroundings.calendarOwners(one.code(), one.code(), one.place())
                .forEach(owners::add));
        return new Surroundings(found, calendars.calendarsOf(owners, asOf), Map.of());
    }

    /**
     * Nobody else decides about the class days of these schools, or changes them, before the transaction has ended. Everybody
     * takes schools in the order of their codes; of two who hear of a new one at the same moment, one may have to try again.
     *
     * @param called some of them, with place and zone: where a roll call names a school before the directory does, no class day
     *     is looked at until the directory speaks
     */
    public void lockSchools(Collection<String> codes, List<Map<String, String>> called) {
        Set<String> locked = lockSchools(codes);
        List<Map<String, String>> unheardOf = called.stream()
                .filter(school -> !locked.contains(school.get("code")))
                .toList();
        if (!unheardOf.isEmpty()) {
            putUnheardOf(unheardOf);
            lockSchools(codes);
        }
    }

    private Set<String> lockSchools(Collection<String> codes) {
        return codes.isEmpty()
                ? Set.of()
                : jdbi.withHandle(handle -> new HashSet<>(handle.createQuery(
                                "select code from school where code = any(:codes) order by code for no key update")
                        .bindArray("codes", String.class, new HashSet<>(codes))
                        .mapTo(String.class)
                        .list()));
    }

    Set<String> classesOf(String person) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select scope from posts_of(:person) where post = 'class-teacher'")
                        .bind("person", person)
                        .mapTo(String.class)
                        .set());
    }

    void putPlaces(List<Shapes.Place> places) {
        put("""
                insert into place (code, level, parent)
                select code, level, parent from jsonb_to_recordset(cast(:rows as jsonb)) as r (code text, level text, parent text)
                on conflict (code) do update set level = excluded.level, parent = excluded.parent
                """, places);
    }

    /**
     * A school is looked at from the day on which it was first heard of.
     *
     * @return those that are new or other than before: the directory says again what has not changed
     */
    Set<String> putSchools(List<Shapes.Organisation> schools, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Shapes.Organisation school : schools) {
            Shapes.OfSchool of = Optional.ofNullable(school.school())
                    .orElseThrow(() -> new IllegalArgumentException("a school without its sessions: " + school.code()));
            Map<String, Object> row = new HashMap<>();
            row.put("code", school.code());
            row.put("place", school.place());
            row.put("zone", ZoneId.of(school.zone()).getId());
            row.put("day_complete_at", of.dayCompleteAt());
            row.put("exceptions_only", of.exceptionsOnly());
            row.put("sessions", of.sessions());
            row.put("class_day", now.atZone(ZoneId.of(school.zone())).toLocalDate());
            row.put("next_at", now);
            rows.add(row);
        }
        return rows.isEmpty() ? Set.of() : putSchools(rows);
    }

    private Set<String> putSchools(List<Map<String, Object>> rows) {
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery("""
                insert into school (code, place, zone, day_complete_at, exceptions_only, sessions, class_day, class_day_next_at)
                select code, place, zone, day_complete_at, exceptions_only, sessions, class_day, next_at
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (code text, place text, zone text, day_complete_at time,
                    exceptions_only boolean, sessions jsonb, class_day date, next_at timestamptz)
                order by code
                on conflict (code) do update set place = excluded.place, zone = excluded.zone,
                    day_complete_at = excluded.day_complete_at, exceptions_only = excluded.exceptions_only,
                    sessions = excluded.sessions,
                    class_day = coalesce(school.class_day, excluded.class_day),
                    class_day_next_at = coalesce(school.class_day_next_at, excluded.class_day_next_at)
                    where school.class_day_next_at is null
                        or (school.place, school.zone, school.day_complete_at, school.exceptions_only, school.sessions)
                            is distinct from (excluded.place, excluded.zone, excluded.day_complete_at,
                                excluded.exceptions_only, excluded.sessions)
                returning code
                """)
                .bind("rows", Json.write(rows))
                .mapTo(String.class)
                .list()));
    }

    private void putUnheardOf(List<Map<String, String>> schools) {
        put("""
                insert into school (code, place, zone, exceptions_only, sessions)
                select distinct on (code) code, place, zone, false, '[]'::jsonb
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (code text, place text, zone text)
                on conflict (code) do nothing
                """, schools);
    }

    void putPosts(List<Shapes.Post> posts) {
        put("""
                insert into post (post, scope, organisation, holders)
                select post, scope, organisation, holders
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (post text, scope text, organisation text, holders jsonb)
                on conflict (post, scope) do update set organisation = excluded.organisation, holders = excluded.holders
                """, posts);
    }

    /** Removes the places and posts that these keys ({@code <kind>/<code>}) named. A school stays: its children's rows speak of it. */
    void remove(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from place where 'place/' || code = any(:keys)")
                    .bindArray("keys", String.class, keys)
                    .execute();
            handle.createUpdate("delete from post where 'post/' || post || '@' || scope = any(:keys)")
                    .bindArray("keys", String.class, keys)
                    .execute();
        });
    }

    private void put(String sql, List<?> rows) {
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle ->
                    handle.createUpdate(sql).bind("rows", Json.write(rows)).execute());
        }
    }

    private static School school(ResultSet row) throws SQLException {
        Shapes.Session[] sessions = Json.read(row.getString("sessions"), Shapes.Session[].class);
        List<Session> ordered = new ArrayList<>();
        Arrays.stream(sessions)
                .forEach(session -> ordered.add(new Session(session.code(), session.starts(), ordered.size() + 1)));
        return new School(
                row.getString("code"),
                row.getString("place"),
                ZoneId.of(row.getString("zone")),
                row.getObject("day_complete_at", LocalTime.class),
                row.getBoolean("exceptions_only"),
                ordered);
    }
}
