package org.baoxue.attendance.arrival;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.baoxue.attendance.arrival.ArrivalViews.NotArrived;
import org.baoxue.attendance.arrival.ArrivalViews.OfSchool;
import org.jdbi.v3.core.Jdbi;

/** Who was seen in daily roll calls, by the last revision of each. */
@ApplicationScoped
class ArrivalStore {

    private static final String SEEN = """
            with wanted as (<wanted>),
            called as (
                select distinct on (class_id, date, session) school, class_id, present || late as here, on_leave
                from roll_call
                where school in (select code from wanted) and date between :from and :to and kind = 'DAILY'
                order by class_id, date, session, revision desc),
            seen as (select distinct unnest(here) as student from called),
            excused as (select distinct unnest(on_leave) as student from called),
            member as (
                select enrolment.student, enrolment.school, enrolment.class_id,
                    seen.student is not null as arrived, excused.student is not null as on_leave
                from enrolment
                left join seen on seen.student = enrolment.student
                left join excused on excused.student = enrolment.student
                where enrolment.school in (select code from wanted)
                    and enrolment.from_date <= :to and coalesce(enrolment.to_date, 'infinity') >= :to)
            """;

    private static final String SCHOOLS = """
            select code, place from school
            where place collate "C" >= :place and place collate "C" < :beyond and code > :after
            order by code limit :limit
            """;

    private final Jdbi jdbi;

    ArrivalStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** School by school, in the order of their codes, those without children too. */
    List<OfSchool> schools(String place, Period period, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SEEN + """
                        select wanted.code, wanted.place, count(student) as enrolled,
                            count(student) filter (where arrived) as arrived,
                            count(student) filter (where not arrived and on_leave) as on_leave,
                            count(distinct member.class_id) as classes,
                            (select count(distinct class_id) from called where called.school = wanted.code) as called
                        from wanted left join member on member.school = wanted.code
                        group by wanted.code, wanted.place order by wanted.code
                        """)
                .define("wanted", SCHOOLS)
                .bind("place", place)
                .bind("beyond", place + "~")
                .bind("after", after)
                .bind("limit", limit)
                .bind("from", period.from())
                .bind("to", period.to())
                .map((row, context) -> new OfSchool(
                        row.getString("code"),
                        row.getString("place"),
                        row.getInt("enrolled"),
                        row.getInt("arrived"),
                        row.getInt("on_leave"),
                        row.getInt("enrolled") - row.getInt("arrived") - row.getInt("on_leave"),
                        row.getInt("classes"),
                        row.getInt("called")))
                .list());
    }

    /** Who has not come, in the order of their ids. */
    List<NotArrived> notArrived(String school, Period period, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SEEN + """
                        select student, class_id, on_leave from member
                        where not arrived and student > :after order by student limit :limit
                        """)
                .define("wanted", "select cast(:school as text) as code")
                .bind("school", school)
                .bind("after", after)
                .bind("limit", limit)
                .bind("from", period.from())
                .bind("to", period.to())
                .map((row, context) ->
                        new NotArrived(row.getString("student"), row.getString("class_id"), row.getBoolean("on_leave")))
                .list());
    }
}
