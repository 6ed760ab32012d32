package org.baoxue.attendance.arrival;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.baoxue.attendance.arrival.SurveyViews.Answer;
import org.baoxue.attendance.arrival.SurveyViews.Reason;
import org.baoxue.attendance.arrival.SurveyViews.SurveyOfSchool;
import org.baoxue.attendance.arrival.SurveyViews.SurveyRequest;
import org.baoxue.attendance.arrival.SurveyViews.Surveyed;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The children of a term's first day with what was answered for them, as far as the running transaction sees. */
@ApplicationScoped
class SurveyStore {

    private static final String ASKED = """
            select enrolment.student, enrolment.school, enrolment.class_id, cast(:term as date) as first_day,
                answer, reason, asked_by, asked_at
            from enrolment
            left join return_survey on return_survey.student = enrolment.student and return_survey.term = :term
            where enrolment.from_date <= :term and coalesce(enrolment.to_date, 'infinity') >= :term
            """;

    private final Jdbi jdbi;

    SurveyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void save(String student, LocalDate term, SurveyRequest said, String by, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into return_survey (student, term, answer, reason, asked_by, asked_at)
                        values (:student, :term, :answer, :reason, :by, :at)
                        on conflict (student, term) do update set answer = excluded.answer, reason = excluded.reason,
                            asked_by = excluded.asked_by, asked_at = excluded.asked_at
                        """)
                .bind("student", student)
                .bind("term", term)
                .bind("answer", said.answer())
                .bind("reason", said.reason())
                .bind("by", by)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Nothing of a child that is not enrolled on the term's first day. */
    Optional<Surveyed> find(String student, LocalDate term) {
        return jdbi.withHandle(handle -> handle.createQuery(ASKED + " and enrolment.student = :student")
                .bind("term", term)
                .bind("student", student)
                .map((row, context) -> surveyed(row))
                .findFirst());
    }

    /** @param answer its name, NOT_ASKED where there is none; null: whatever was answered */
    List<Surveyed> page(LocalDate term, @Nullable String school, @Nullable String answer, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(ASKED + """
                         and (cast(:school as text) is null or enrolment.school = :school)
                         and (cast(:answer as text) is null or coalesce(return_survey.answer, 'NOT_ASKED') = :answer)
                         and enrolment.student > :after
                        order by enrolment.student limit :limit
                        """)
                .bind("term", term)
                .bind("school", school)
                .bind("answer", answer)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> surveyed(row))
                .list());
    }

    /** School by school, in the order of their codes. */
    List<SurveyOfSchool> schools(String place, LocalDate term, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with wanted as (
                            select code, place from school
                            where place collate "C" >= :place and place collate "C" < :beyond and code > :after
                            order by code limit :limit),
                        asked as (""" + ASKED + """
                             and enrolment.school in (select code from wanted))
                        select wanted.code, wanted.place, count(asked.school) as enrolled,
                            count(*) filter (where answer = 'WILL_RETURN') as will_return,
                            count(*) filter (where answer = 'CANNOT_RETURN') as cannot_return,
                            count(*) filter (where answer = 'UNREACHABLE') as unreachable
                        from wanted left join asked on asked.school = wanted.code
                        group by wanted.code, wanted.place order by wanted.code
                        """)
                .bind("place", place)
                .bind("beyond", place + "~")
                .bind("term", term)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> ofSchool(row))
                .list());
    }

    private static SurveyOfSchool ofSchool(ResultSet row) throws SQLException {
        int enrolled = row.getInt("enrolled");
        int will = row.getInt("will_return");
        int cannot = row.getInt("cannot_return");
        int unreachable = row.getInt("unreachable");
        return new SurveyOfSchool(
                row.getString("code"),
                row.getString("place"),
                enrolled,
                will,
                cannot,
                unreachable,
                enrolled - will - cannot - unreachable);
    }

    private static Surveyed surveyed(ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        var reason = row.getString("reason");
        var at = row.getObject("asked_at", OffsetDateTime.class);
        return new Surveyed(
                row.getString("student"),
                row.getString("school"),
                row.getString("class_id"),
                row.getObject("first_day", LocalDate.class),
                answer == null ? null : Answer.valueOf(answer),
                reason == null ? null : Reason.valueOf(reason),
                row.getString("asked_by"),
                at == null ? null : at.toInstant());
    }
}
