package org.baoxue.cases.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads our copy of the directory. */
@ApplicationScoped
class PlaceStore {

    /** A calendar as it lies here; {@code terms} and {@code days} are JSON. */
    public record Row(String ownerKind, String owner, String terms, String days) {}

    /** A place and those above it. */
    private static final String UPWARDS = """
            with recursive up (code, parent, level, height) as (
                select code, parent, level, 0 from place where code = :place
                union all
                select above.code, above.parent, above.level, height + 1
                from place above join up on above.code = up.parent
                where height < 20
            )
            """;

    private final Jdbi jdbi;

    PlaceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The calendars that may speak of a day of this class, nearest first. */
    List<Row> calendars(@Nullable String classId, String school, String place) {
        return jdbi.withHandle(handle -> handle.createQuery(UPWARDS + """
                        select owner_kind, owner, terms::text as terms, days::text as days
                        from (
                            select calendar.*, -2 as height from calendar where owner_kind = 'CLASS' and owner = :class
                            union all
                            select calendar.*, -1 from calendar where owner_kind = 'SCHOOL' and owner = :school
                            union all
                            select calendar.*, up.height from calendar join up on up.code = calendar.owner
                            where owner_kind in ('PLACE', 'NATION')
                        ) as found
                        order by height
                        """)
                .bind("class", classId)
                .bind("school", school)
                .bind("place", place)
                .map(ConstructorMapper.of(Row.class))
                .list());
    }

    /** UTC while the directory has not told of any. */
    String zone(String school, String place) {
        return jdbi.withHandle(handle -> handle.createQuery("select baoxue_zone(:school, :place)")
                .bind("school", school)
                .bind("place", place)
                .mapTo(String.class)
                .one());
    }

    Optional<String> county(String place) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        UPWARDS + "select code from up where level = 'COUNTY' order by height limit 1")
                .bind("place", place)
                .mapTo(String.class)
                .findOne());
    }

    Set<String> classesOf(String person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select class_id from (
                            select class_id, from_on, to_on,
                                (baoxue_now() at time zone coalesce(school.zone, 'UTC'))::date as today
                            from class_teacher left join school on school.code = class_teacher.school
                            where person = :person
                        ) as held
                        where from_on <= today and (to_on is null or to_on >= today)
                        """)
                .bind("person", person)
                .mapTo(String.class)
                .set());
    }
}
