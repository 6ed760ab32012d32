package org.baoxue.directory.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Questions over many posts. */
@ApplicationScoped
class PostStore {

    private final Jdbi jdbi;

    PostStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The school that has written a calendar for a class. */
    Optional<String> schoolOfCalendar(String classId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select school from calendar where owner = :class and owner_kind = 'CLASS'")
                .bind("class", classId)
                .mapTo(String.class)
                .findOne());
    }

    /**
     * Posts that nobody holds on a date, those that every organisation must have included even if never written.
     *
     * @param date null: today where the organisation is
     * @param school null: of all organisations below the place
     */
    List<Vacancy> vacancies(
            @Nullable LocalDate date, String placePrefix, @Nullable String school, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with expected (kind, level, post, of_place) as (
                            values ('SCHOOL', 'TOWNSHIP', 'academic-office', false),
                                   ('SCHOOL', 'TOWNSHIP', 'principal', false),
                                   ('TOWNSHIP_GOVERNMENT', 'TOWNSHIP', 'township-officer', true),
                                   ('EDUCATION_BUREAU', 'COUNTY', 'county-bureau', true)
                        ), asked as (
                            select o.code, o.kind, o.place, p.level,
                                   coalesce(cast(:date as date), (baoxue_now() at time zone o.zone)::date) as on_date
                            from organisation o join place p on p.code = o.place
                            where starts_with(o.place, :place) and (cast(:school as text) is null or o.code = :school)
                        ), known (key, post, scope, code, place, on_date) as (
                            select p.key, p.post, p.scope, a.code, a.place, a.on_date
                            from asked a join post p on p.organisation = a.code
                            union
                            select e.post || '@' || s.scope, e.post, s.scope, a.code, a.place, a.on_date
                            from asked a join expected e on e.kind = a.kind and e.level = a.level
                                cross join lateral (select case when e.of_place then a.place else a.code end as scope) s
                        )
                        select k.post, k.scope, k.code as organisation, k.place, k.on_date as date,
                               (select max(held_to) from post_holder h where h.post_key = k.key and held_to < k.on_date) as since
                        from known k
                        where k.key > :after
                            and not exists (
                                select from post_holder h
                                where h.post_key = k.key and h.held_from <= k.on_date
                                    and (h.held_to is null or h.held_to >= k.on_date))
                        order by k.key limit :limit
                        """)
                .bind("date", date)
                .bind("place", placePrefix)
                .bind("school", school)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Vacancy.class))
                .list());
    }
}
