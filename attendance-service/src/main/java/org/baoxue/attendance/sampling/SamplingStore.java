package org.baoxue.attendance.sampling;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.baoxue.attendance.sampling.Sampling.Method;
import org.baoxue.attendance.sampling.Sampling.Unit;
import org.baoxue.attendance.sampling.SamplingViews.UnitView;
import org.jdbi.v3.core.Jdbi;

/** Samplings and who was drawn, as far as the running transaction sees. */
@ApplicationScoped
class SamplingStore {

    /** @param units drawn of the school, of which {@code taken} have a sampled roll call */
    record OfSchool(String school, long units, long taken, Difference difference) {}

    private final Jdbi jdbi;

    SamplingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Sampling sampling) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into sampling (id, place, date, unit, per_school, percent, seed_digest, seed, announced_by, announced_at)
                        values (:id, :place, :date, :unit, :perSchool, :percent, :digest, :seed, :by, :at)
                        """)
                .bind("id", sampling.id())
                .bind("place", sampling.place())
                .bind("date", sampling.date())
                .bind("unit", sampling.method().unit().name())
                .bind("perSchool", sampling.method().perSchool())
                .bind("percent", sampling.method().percent())
                .bind("digest", sampling.seedDigest())
                .bind("seed", sampling.seed())
                .bind("by", sampling.announcedBy())
                .bind("at", utc(sampling.announcedAt()))
                .execute());
    }

    Optional<Sampling> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from sampling where id = :id")
                .bind("id", id)
                .map((row, context) -> sampling(row))
                .findOne());
    }

    /** The same, while nobody else draws it. */
    Optional<Sampling> hold(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from sampling where id = :id for update")
                .bind("id", id)
                .map((row, context) -> sampling(row))
                .findOne());
    }

    /** Those of the place and of places below it, in the order in which they were announced. */
    List<Sampling> page(String place, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from sampling where starts_with(place, :place) and to_char(announced_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || id > :after
                        order by to_char(announced_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || id limit :limit
                        """)
                .bind("place", place)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> sampling(row))
                .list());
    }

    /** Draws every school of the place in one statement; as worker, for a school's children may belong to other places. */
    void draw(Sampling sampling, String seed, Instant now) {
        boolean classes = sampling.method().unit() == Unit.CLASS;
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            with unit as (
                                select distinct e.school, school.place, e.class_id, case when :classes then '' else e.student end as student
                                from enrolment e join school on school.code = e.school
                                where starts_with(school.place, :place)
                                    and :date between e.from_date and coalesce(e.to_date, 'infinity')
                            ), ranked as (
                                select *, count(*) over (partition by school) as units, row_number() over (partition by school
                                    order by encode(sha256(convert_to(:seed || chr(10) || case when :classes then class_id else student end,
                                        'UTF8')), 'hex'), class_id, student) as rank
                                from unit
                            )
                            insert into sampling_unit (sampling, school, place, class_id, student)
                            select :sampling, school, place, class_id, student from ranked
                            where rank <= coalesce(:perSchool, ceil(units * :percent / 100.0))
                            """)
                    .bind("classes", classes)
                    .bind("place", sampling.place())
                    .bind("date", sampling.date())
                    .bind("seed", seed)
                    .bind("sampling", sampling.id())
                    .bind("perSchool", sampling.method().perSchool())
                    .bind("percent", sampling.method().percent())
                    .execute();
            handle.createUpdate("update sampling set seed = :seed, drawn_at = :now where id = :id")
                    .bind("seed", seed)
                    .bind("now", utc(now))
                    .bind("id", sampling.id())
                    .execute();
        });
    }

    List<UnitView> units(String sampling, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select school, class_id, student from sampling_unit
                        where sampling = :sampling and school || '|' || class_id || '|' || student > :after
                        order by school || '|' || class_id || '|' || student limit :limit
                        """)
                .bind("sampling", sampling)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new UnitView(
                        row.getString("school"),
                        row.getString("class_id"),
                        row.getString("student").isEmpty() ? null : row.getString("student")))
                .list());
    }

    /** What the latest revisions say of the same child at the same session; who is unknown to one of them is not compared. */
    List<OfSchool> compare(Sampling sampling) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with unit as (select * from sampling_unit where sampling = :sampling),
                        latest as (
                            select distinct on (class_id, session, kind) class_id, session, kind, present || late as here,
                                absent || on_leave as away
                            from roll_call where date = :date and class_id in (select class_id from unit)
                            order by class_id, session, kind, revision desc
                        ), mark as (
                            select class_id, session, kind, student, true as here from latest, unnest(here) as student
                            union all
                            select class_id, session, kind, student, false from latest, unnest(away) as student
                        ), compared as (
                            select u.school, s.here <> d.here as differs
                            from unit u
                            join mark s on s.kind = 'SAMPLED' and s.class_id = u.class_id and u.student in ('', s.student)
                            join mark d on d.kind = 'DAILY' and (d.class_id, d.session, d.student) = (s.class_id, s.session, s.student)
                        )
                        select u.school, count(*) as units,
                            count(*) filter (where exists (select from mark s where s.kind = 'SAMPLED' and s.class_id = u.class_id
                                and u.student in ('', s.student))) as taken,
                            (select count(*) from compared c where c.school = u.school) as compared,
                            (select count(*) from compared c where c.school = u.school and c.differs) as differing
                        from unit u group by u.school order by u.school
                        """)
                .bind("sampling", sampling.id())
                .bind("date", sampling.date())
                .map((row, context) -> new OfSchool(
                        row.getString("school"),
                        row.getLong("units"),
                        row.getLong("taken"),
                        new Difference(row.getLong("compared"), row.getLong("differing"))))
                .list());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Sampling sampling(ResultSet row) throws SQLException {
        var drawn = row.getObject("drawn_at", OffsetDateTime.class);
        return new Sampling(
                row.getString("id"),
                row.getString("place"),
                row.getObject("date", LocalDate.class),
                new Method(
                        Unit.valueOf(row.getString("unit")),
                        row.getObject("per_school", Integer.class),
                        row.getObject("percent", Integer.class)),
                row.getString("seed_digest"),
                row.getString("seed"),
                row.getString("announced_by"),
                row.getObject("announced_at", OffsetDateTime.class).toInstant(),
                drawn == null ? null : drawn.toInstant());
    }
}
