package org.baoxue.escalation.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Counts absences by place: whose counts these are it does not read. */
@ApplicationScoped
class AbsenceCountStore {

    /** @param code of a place or a school */
    record Sum(String code, int running, int suspected) {}

    /** What ran at the end of the date: of the open ones a part, of those that ended since as many as there are. */
    private static final String SUMS = """
            with running as (
                select spell.id, spell.opened_date, school.code as school, school.place, school.zone
                from school join spell on spell.school = school.code
                where <within> and spell.state = 'OPEN'
                union all
                select spell.id, spell.opened_date, school.code, school.place, school.zone
                from spell join school on school.code = spell.school
                where <within> and spell.state not in ('OPEN', 'WITHDRAWN')
                    and coalesce(spell.ended_date, spell.opened_date) > :date)
            select min(<by>) as code, count(*) as running,
                count(*) filter (where exists (
                    select from firing
                    where firing.spell = running.id and firing.rule = 'suspected-dropout' and not firing.withdrawn
                        and firing.due_at < (:date + 1)::timestamp at time zone running.zone)) as suspected
            from running
            where opened_date <= :date and <by> > :after
            group by <by> order by <by> limit :limit
            """;

    private static final String WITHIN =
            "school.place collate \"C\" >= :place and school.place collate \"C\" < :beyond";

    private final Jdbi jdbi;

    AbsenceCountStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Sum> sum(String place, LocalDate date) {
        return sums("cast(:place as text)", place, date, "", 1).stream().findFirst();
    }

    /** @param length of the codes of places by which is summed up, in their order */
    List<Sum> sumsOfPlaces(String place, LocalDate date, int length, String after, int limit) {
        return sums("left(place, %d)".formatted(length), place, date, after, limit);
    }

    /** School by school, in the order of their codes. */
    List<Sum> sumsOfSchools(String place, LocalDate date, String after, int limit) {
        return sums("school", place, date, after, limit);
    }

    private List<Sum> sums(String by, String place, LocalDate date, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SUMS)
                .define("by", by)
                .define("within", WITHIN)
                .bind("place", place)
                .bind("beyond", place + "~")
                .bind("date", date)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Sum(row.getString("code"), row.getInt("running"), row.getInt("suspected")))
                .list());
    }
}
