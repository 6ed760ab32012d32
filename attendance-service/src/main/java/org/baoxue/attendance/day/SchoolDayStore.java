package org.baoxue.attendance.day;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The next day to close of each school, the closed ones, and how complete a day is. */
@ApplicationScoped
class SchoolDayStore {

    /** When each row that is still to be worked falls due. */
    static final String WAITING = "select closes_at as due from school_day_due";

    /** @param closed the latest closed date; null when none was */
    public record Plan(
            String school,
            @Nullable LocalDate due,
            @Nullable LocalDate closed) {}

    /** @param sessions the sessions of which a daily roll call was posted */
    public record ClassDay(String classId, int members, int marked, List<String> sessions) {}

    private final Jdbi jdbi;

    SchoolDayStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The schools whose days follow one of these calendar owners (or organisations). */
    List<String> schoolsUnder(Collection<String> owners) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct school.code from school
                        join unnest(:owners) as owner on owner = school.code or starts_with(school.place, owner)
                            or (owner = 'CN' and school.place ~ '^[0-9]')
                        union
                        select school from school_class where id = any(:owners)
                        """)
                .bindArray("owners", String.class, List.copyOf(owners))
                .mapTo(String.class)
                .list());
    }

    List<Plan> plans(Collection<String> schools) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select wanted.code as school, due.date as due,
                            (select max(date) from school_day where school_day.school = wanted.code) as closed
                        from unnest(:schools) as wanted (code)
                        left join school_day_due as due on due.school = wanted.code
                        """)
                .bindArray("schools", String.class, List.copyOf(schools))
                .map(ConstructorMapper.of(Plan.class))
                .list());
    }

    Set<String> neverClosed() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select code from school where not exists (select from school_day where school = code)")
                .mapTo(String.class)
                .set());
    }

    void plan(String school, LocalDate date, Instant closesAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into school_day_due (school, date, closes_at) values (:school, :date, :at)
                        on conflict (school) do update set date = excluded.date, closes_at = excluded.closes_at
                        """)
                .bind("school", school)
                .bind("date", date)
                .bind("at", utc(closesAt))
                .execute());
    }

    void unplan(String school) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from school_day_due where school = :school")
                .bind("school", school)
                .execute());
    }

    /**
     * Reads without locking: a row lock would give this transaction its place in the order of the outbox before it has
     * waited for the posts.
     */
    List<String> due(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select school from school_day_due where closes_at <= :now order by closes_at, school limit :limit")
                .bind("now", utc(now))
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** The date of the school that is due and not yet closed by another node. */
    Optional<LocalDate> claim(String school, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select date from school_day_due where school = :school and closes_at <= :now for update")
                .bind("school", school)
                .bind("now", utc(now))
                .mapTo(LocalDate.class)
                .findOne());
    }

    List<ClassDay> classDays(String school, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with said as (
                            select distinct on (class_id, session) class_id, session, present || late || absent || on_leave as students
                            from roll_call where school = :school and date = :date and kind = 'DAILY'
                            order by class_id, session, revision desc)
                        select member.class_id, count(distinct member.student) as members,
                            (select count(distinct student) from said, unnest(said.students) as student
                             where said.class_id = member.class_id) as marked,
                            (select coalesce(array_agg(session), '{}') from said
                             where said.class_id = member.class_id) as sessions
                        from enrolment as member
                        where member.school = :school and :date between member.from_date and coalesce(member.to_date, 'infinity')
                        group by member.class_id order by member.class_id
                        """)
                .bind("school", school)
                .bind("date", date)
                .map((row, context) -> new ClassDay(
                        row.getString("class_id"),
                        row.getInt("members"),
                        Math.min(row.getInt("marked"), row.getInt("members")),
                        List.of((String[]) row.getArray("sessions").getArray())))
                .list());
    }

    void close(SchoolDayClosed closed) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into school_day (school, date, closes_at, closed_at, members, marked, exceptions_only)
                        values (:school, :date, :closesAt, :closedAt, :members, :marked, :exceptionsOnly)
                        """)
                .bind("school", closed.school())
                .bind("date", closed.date())
                .bind("closesAt", utc(closed.closesAt()))
                .bind("closedAt", utc(closed.closedAt()))
                .bind("members", closed.members())
                .bind("marked", closed.marked())
                .bind("exceptionsOnly", closed.exceptionsOnly())
                .execute());
    }

    Optional<Instant> closedAt(String school, LocalDate date) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select closed_at from school_day where school = :school and date = :date")
                        .bind("school", school)
                        .bind("date", date)
                        .mapTo(OffsetDateTime.class)
                        .findOne()
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
