package org.baoxue.escalation.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.escalation.directory.CalendarsAhead.Ending;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** How far the calendar of each school reaches. Call it inside a worker's transaction. */
@ApplicationScoped
class CalendarEndStore {
    private final Jdbi jdbi;

    CalendarEndStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Schools whose calendar ends before one of the dates. Terms: of the nearest level above the classes that sets any. Holidays: the
     * nation's, which are named year by year, asked of schools of its tree only.
     *
     * @param terms the schools' last term should not end before it
     * @param holidays some day of its year, or of a later one, should have been named
     */
    List<Ending> endingBefore(LocalDate terms, LocalDate holidays) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with says as materialized (
                            select owner, owner_kind,
                                (select max(cast(term ->> 'to' as date)) from jsonb_array_elements(terms) as term) as term_end
                            from calendar where owner_kind <> 'CLASS'),
                        above as materialized (select * from says where owner_kind <> 'SCHOOL' and term_end is not null),
                        named as materialized (
                            select max(cast(day ->> 'date' as date)) as until
                            from calendar, jsonb_array_elements(days) as day where owner_kind = 'NATION'),
                        reach as (
                            select school.code, school.place ~ '^[0-9]' as national,
                                coalesce(own.term_end, (
                                    select term_end from above
                                    where case owner_kind when 'PLACE' then starts_with(school.place, owner)
                                        else school.place ~ '^[0-9]' end
                                    order by owner_kind = 'PLACE' desc, length(owner) desc limit 1)) as term_end
                            from school left join says own on own.owner_kind = 'SCHOOL' and own.owner = school.code),
                        lacking as (
                            select code as school, coalesce(term_end < :terms, true) as "withoutTerms",
                                national and coalesce(until < date_trunc('year', cast(:holidays as date)), true) as "withoutHolidays"
                            from reach, named)
                        select * from lacking where "withoutTerms" or "withoutHolidays" order by school
                        """)
                .bind("terms", terms)
                .bind("holidays", holidays)
                .map(ConstructorMapper.of(Ending.class))
                .list());
    }
}
