package org.baoxue.attendance.school;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Schools, their classes and who teaches them. */
@ApplicationScoped
class SchoolStore {

    private static final RowMapper<School> SCHOOL = (row, context) -> new School(
            row.getString("code"),
            row.getString("place"),
            ZoneId.of(row.getString("zone")),
            List.of(Json.read(row.getString("sessions"), Session[].class)),
            row.getObject("day_complete_at", LocalTime.class),
            row.getBoolean("exceptions_only"));

    private final Jdbi jdbi;

    SchoolStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Nullable School find(String code) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from school where code = :code and not removed")
                .bind("code", code)
                .map(SCHOOL)
                .findOne()
                .orElse(null));
    }

    Map<String, School> findAll(Collection<String> codes) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from school where code = any(:codes) and not removed")
                        .bindArray("codes", String.class, List.copyOf(codes))
                        .map(SCHOOL)
                        .collect(Collectors.toMap(School::code, school -> school)));
    }

    @Nullable School ofClass(String classId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select school.* from school join school_class on school_class.school = school.code
                        where school_class.id = :id and not removed
                        """)
                .bind("id", classId)
                .map(SCHOOL)
                .findOne()
                .orElse(null));
    }

    /** Classes after {@code after} in the order of their ids; only {@code of} these when given. */
    List<SchoolClass> classes(String school, @Nullable Set<String> of, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, school, name from school_class
                        where school = :school and id > :after and (:all or id = any(:of))
                        order by id limit :limit
                        """)
                .bind("school", school)
                .bind("after", after)
                .bind("all", of == null)
                .bindArray("of", String.class, of == null ? List.of() : List.copyOf(of))
                .bind("limit", limit)
                .map(ConstructorMapper.of(SchoolClass.class))
                .list());
    }

    /** The school of each class that exists. */
    Map<String, String> schoolsOf(Collection<String> classes) {
        return jdbi.withHandle(handle -> handle.createQuery("select id, school from school_class where id = any(:ids)")
                .bindArray("ids", String.class, List.copyOf(classes))
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("school")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Map<String, SchoolClass> holdClasses(Collection<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, school, name from school_class where id = any(:ids) order by id for share")
                .bindArray("ids", String.class, List.copyOf(ids))
                .map(ConstructorMapper.of(SchoolClass.class))
                .collect(Collectors.toMap(SchoolClass::id, Function.identity())));
    }

    void keepClasses(List<SchoolClass> classes) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into school_class as kept (id, school, name)
                        select id, school, name from unnest(:ids, :schools, :names) as class (id, school, name)
                        on conflict (id) do update set name = excluded.name
                        where excluded.name is distinct from kept.name and excluded.name is not null
                        """)
                .bindArray(
                        "ids",
                        String.class,
                        classes.stream().map(SchoolClass::id).toList())
                .bindArray(
                        "schools",
                        String.class,
                        classes.stream().map(SchoolClass::school).toList())
                .bindArray(
                        "names",
                        String.class,
                        classes.stream().map(SchoolClass::name).toList())
                .execute());
    }

    /** Posts take the lock together; the day's end takes it alone and so comes after all of them. */
    void lockForPosting(Collection<String> schools) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select count(pg_advisory_xact_lock_shared(hashtextextended('school-day|' || code, 0)))
                        from (select code from unnest(:codes) as code order by code offset 0) as school
                        """)
                .bindArray("codes", String.class, schools.stream().sorted().toList())
                .mapTo(Long.class)
                .one());
    }

    void lockForClosing(String school) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select count(pg_advisory_xact_lock(hashtextextended('school-day|' || :code, 0)))")
                .bind("code", school)
                .mapTo(Long.class)
                .one());
    }

    /** The classes that a person holds on the date that it then is at their school. */
    Set<String> heldAt(String person, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select held.class_id
                        from class_teacher as held
                        left join school_class as class on class.id = held.class_id
                        left join school on school.code = class.school
                        where held.person = :person
                          and cast(cast(:now as timestamptz) at time zone coalesce(school.zone, 'UTC') as date)
                              between held.from_date and coalesce(held.to_date, 'infinity')
                        """)
                .bind("person", person)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .set());
    }
}
