package org.baoxue.attendance.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Children and their enrolments; every write takes any number of them in one statement. */
@ApplicationScoped
class RosterStore {

    public record Student(
            String id, String school, String classId, String place, String homePlace, String sealed, int revision) {}

    public record Written(Enrolment enrolment, int revision) {}

    private final Jdbi jdbi;

    RosterStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Two changes of one child wait for each other, also when the child is new. */
    void lock(Collection<String> students) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select count(pg_advisory_xact_lock(hashtextextended('student|' || id, 0)))
                        from (select distinct id from unnest(:ids) as id order by id offset 0) as student
                        """)
                .bindArray("ids", String.class, List.copyOf(students))
                .mapTo(Long.class)
                .one());
    }

    Map<String, Student> students(Collection<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from student where id = any(:ids)")
                .bindArray("ids", String.class, List.copyOf(ids))
                .map(ConstructorMapper.of(Student.class))
                .collect(Collectors.toMap(Student::id, Function.identity())));
    }

    /** The children whose latest class is one of these. */
    List<Student> studentsOf(Collection<String> classes) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from student where class_id = any(:classes)")
                .bindArray("classes", String.class, List.copyOf(classes))
                .map(ConstructorMapper.of(Student.class))
                .list());
    }

    /** All enrolments of each child, in order. */
    Map<String, List<Enrolment>> histories(Collection<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from enrolment where student = any(:ids) order by student, ordinal")
                .bindArray("ids", String.class, List.copyOf(ids))
                .map((row, context) -> enrolment(row))
                .collect(Collectors.groupingBy(Enrolment::student)));
    }

    /** The members of each class on a date, wherever they are registered: the caller's right to the classes is checked before. */
    Map<String, List<String>> members(Collection<String> classes, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select class_id, student from members_of_classes(:classes, :date) order by class_id, student
                        """)
                .bindArray("classes", String.class, List.copyOf(classes))
                .bind("date", date)
                .map((row, context) -> Map.entry(row.getString("class_id"), row.getString("student")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    List<Enrolment> page(String classId, LocalDate date, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from enrolment
                        where class_id = :class and from_date <= :date and coalesce(to_date, 'infinity') >= :date
                          and student > :after
                        order by student limit :limit
                        """)
                .bind("class", classId)
                .bind("date", date)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> enrolment(row))
                .list());
    }

    /** The enrolment of a child on a date. */
    @Nullable Enrolment on(String student, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from enrolment
                        where student = :student and from_date <= :date and coalesce(to_date, 'infinity') >= :date
                        order by ordinal desc limit 1
                        """)
                .bind("student", student)
                .bind("date", date)
                .map((row, context) -> enrolment(row))
                .findOne()
                .orElse(null));
    }

    void writeStudents(List<Student> students) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate("""
                    insert into student (id, school, class_id, place, home_place, sealed, revision)
                    select * from unnest(:ids, :schools, :classes, :places, :homes, :sealed, cast(:revisions as int[]))
                    on conflict (id) do update set school = excluded.school, class_id = excluded.class_id,
                        place = excluded.place, home_place = excluded.home_place, sealed = excluded.sealed,
                        revision = excluded.revision
                    """);
            bind(update, "ids", String.class, students, Student::id);
            bind(update, "schools", String.class, students, Student::school);
            bind(update, "classes", String.class, students, Student::classId);
            bind(update, "places", String.class, students, Student::place);
            bind(update, "homes", String.class, students, Student::homePlace);
            bind(update, "sealed", String.class, students, Student::sealed);
            bind(update, "revisions", Integer.class, students, Student::revision);
            update.execute();
        });
    }

    void writeEnrolments(List<Written> rows, Instant now) {
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate("""
                    insert into enrolment (student, ordinal, school, class_id, place, home_place, stage,
                        from_date, to_date, ended, revision, accepted_at)
                    select r.*, cast(:now as timestamptz)
                    from unnest(:students, cast(:ordinals as int[]), :schools, :classes, :places, :homes, :stages,
                        cast(:froms as date[]), cast(:tos as date[]), :endings, cast(:revisions as int[])) as r
                    on conflict (student, ordinal) do update set school = excluded.school, class_id = excluded.class_id,
                        place = excluded.place, home_place = excluded.home_place, stage = excluded.stage,
                        from_date = excluded.from_date, to_date = excluded.to_date, ended = excluded.ended,
                        revision = excluded.revision, accepted_at = excluded.accepted_at
                    """).bind("now", now.atOffset(ZoneOffset.UTC));
            bind(update, "students", String.class, rows, row -> row.enrolment().student());
            bind(update, "ordinals", Integer.class, rows, row -> row.enrolment().ordinal());
            bind(update, "schools", String.class, rows, row -> row.enrolment().school());
            bind(update, "classes", String.class, rows, row -> row.enrolment().classId());
            bind(update, "places", String.class, rows, row -> row.enrolment().place());
            bind(update, "homes", String.class, rows, row -> row.enrolment().homePlace());
            bind(update, "stages", String.class, rows, row -> row.enrolment()
                    .stage()
                    .name());
            bind(update, "froms", String.class, rows, row -> row.enrolment()
                    .from()
                    .toString());
            bind(update, "tos", String.class, rows, row -> text(row.enrolment().to()));
            bind(
                    update,
                    "endings",
                    String.class,
                    rows,
                    row -> text(row.enrolment().ended()));
            bind(update, "revisions", Integer.class, rows, Written::revision);
            update.execute();
        });
    }

    private static <R, V> void bind(
            SqlStatement<?> statement, String name, Class<V> type, List<R> rows, Function<R, @Nullable V> value) {
        statement.bindArray(name, type, rows.stream().map(value).toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Enrolment enrolment(ResultSet row) throws SQLException {
        var ended = row.getString("ended");
        return new Enrolment(
                row.getString("student"),
                row.getInt("ordinal"),
                row.getString("school"),
                row.getString("class_id"),
                row.getString("place"),
                row.getString("home_place"),
                Stage.valueOf(row.getString("stage")),
                row.getObject("from_date", LocalDate.class),
                row.getObject("to_date", LocalDate.class),
                ended == null ? null : Change.valueOf(ended));
    }
}
