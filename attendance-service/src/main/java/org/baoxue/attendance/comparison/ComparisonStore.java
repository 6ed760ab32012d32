package org.baoxue.attendance.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.attendance.comparison.ComparisonViews.Coverage;
import org.baoxue.attendance.comparison.ComparisonViews.KindCount;
import org.baoxue.attendance.comparison.ComparisonViews.Move;
import org.baoxue.attendance.comparison.ComparisonViews.PlaceCoverage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;

/** Runs a comparison in a fixed number of statements, however many children there are, and counts what it found. */
@ApplicationScoped
class ComparisonStore {

    /** Who is to be at school as far as anybody knows, with what each list says; a state where the lists alone tell it. */
    private static final String CHILDREN = """
            with lives as (
                select r.mark, r.home_place, n.student
                from resident r left join student_number n on n.identity_mark = r.mark
                where r.register = :register),
            learns as (
                select distinct e.student from enrolment e join school s on s.code = e.school
                where s.place collate "C" >= :place and s.place collate "C" < :beyond
                    and e.from_date <= :date and coalesce(e.to_date, 'infinity') >= :date),
            before as (
                select distinct on (child) * from (
                    select was.student, coalesce(mine.identity_mark, 'student:' || was.student, was.child) as child, was.place
                    from (
                        select coalesce(c.student, n.student) as student, c.child, c.place
                        from comparison_child c left join student_number n on n.identity_mark = c.child
                        where c.comparison = :previous and c.state <> 'NOT_DUE') was
                    left join student_number mine on mine.student = was.student) named),
            known as (
                select student, cast(null as text) as mark from learns
                union select student, case when student is null then mark end from lives
                union select student, case when student is null then child end from before),
            one as (
                select k.student, coalesce(n.identity_mark, k.mark, 'student:' || k.student) as child,
                    n.identity_mark is not null or k.mark is not null as numbered,
                    e.school, e.class_id, e.home_place, e.stage, e.ended,
                    coalesce(e.school is not null and coalesce(e.to_date, 'infinity') >= :date, false) as enrolled
                from known k
                left join student_number n on n.student = k.student
                left join lateral (
                    select * from enrolment
                    where enrolment.student = k.student and from_date <= :date and coalesce(to_date, 'infinity') >= from_date
                    order by ordinal desc limit 1) e on true),
            called as (
                select distinct on (class_id, date, session) class_id, date, present || late as here, on_leave,
                    absent || on_leave || unknown as away
                from roll_call
                where kind = 'DAILY' and date between :from and :date and class_id in (select class_id from one where enrolled)
                order by class_id, date, session, revision desc),
            seen as (select distinct unnest(here) as student from called),
            excused as (select distinct unnest(on_leave) as student from called),
            gone as (select distinct date, unnest(away) as student from called),
            presumed as (
                select distinct one.student from one
                join school on school.code = one.school and school.exceptions_only
                join class_day on class_day.class_id = one.class_id and class_day.date between :from and :date
                left join gone on gone.student = one.student and gone.date = class_day.date
                where one.enrolled and gone.student is null),
            told as (
                select one.*, school.place as school_place, lives.home_place as lives_in, before.place as was_in,
                    one.enrolled and (seen.student is not null or presumed.student is not null) as came,
                    one.enrolled and excused.student is not null as on_leave
                from one
                left join school on school.code = one.school
                left join lives on lives.mark = one.child
                left join before on before.child = one.child
                left join seen on seen.student = one.student
                left join presumed on presumed.student = one.student
                left join excused on excused.student = one.student)
            insert into comparison_child (comparison, child, student, place, home_place, school, class_id, numbered, in_register,
                enrolled, came, on_leave, state)
            select :comparison, child, student,
                coalesce(lives_in, case when starts_with(home_place, :place) then home_place end,
                    case when enrolled and starts_with(school_place, :place) then school_place end, was_in, school_place),
                coalesce(lives_in, home_place), school, class_id, numbered, lives_in is not null, enrolled, came, on_leave,
                case when came then 'IN_SCHOOL'
                    when on_leave then 'ON_LEAVE'
                    when not enrolled and ended = 'TRANSFER_CONFIRMED' then 'ELSEWHERE'
                    when not enrolled and ended = 'GRADUATED' and stage = 'JUNIOR' then 'NOT_DUE' end
            from told
            """;

    /** What of each child the lists say differently. */
    private static final String CANDIDATE = """
            with candidate as (
                select kind, c.* from comparison_child c
                cross join lateral (values
                    ('NOT_ENROLLED', not enrolled and state is null),
                    ('NOT_SEEN', enrolled and not came and not on_leave),
                    ('NO_IDENTITY_NUMBER', enrolled and not numbered),
                    ('NOT_IN_REGISTER', enrolled and numbered and not in_register and starts_with(home_place, :place))
                ) as difference (kind, holds)
                where comparison = :comparison and holds)
            """;

    private static final String COVERAGE = Arrays.stream(ChildState.values())
            .map(state -> ", count(*) filter (where state = '%s') as %s"
                    .formatted(state, state.name().toLowerCase(Locale.ROOT)))
            .reduce("count(*) filter (where state <> 'NOT_DUE') as children", String::concat);

    private final Jdbi jdbi;

    ComparisonStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Inside the worker's transaction, while nobody else compares the place. */
    void run(Comparison run) {
        jdbi.useHandle(handle -> {
            of(run, handle.createUpdate("""
                            insert into comparison (id, place, date, from_date, register, previous, run_by, run_at)
                            values (:comparison, :place, :date, :from, :register, :previous, :by, :at)
                            """)).execute();
            of(run, handle.createUpdate(CHILDREN)).execute();
            nameByNumber(run, handle);
            of(run, handle.createUpdate(CANDIDATE + """
                            insert into difference (id, area, kind, child, student, place, home_place, school, class_id, sealed,
                                found_in, last_in)
                            select cast(cast(md5(kind || '|' || child || '|' || :comparison) as uuid) as text),
                                :place, kind, child, student, place, home_place, coalesce(school, ''), class_id,
                                coalesce(
                                    (select sealed from resident where register = :register and mark = candidate.child),
                                    (select max(sealed) from difference d where d.child = candidate.child)),
                                :comparison, :comparison
                            from candidate
                            where not exists (select from difference d where d.kind = candidate.kind and d.child = candidate.child
                                and (d.ended_at is null or d.settled_until >= :date))
                            on conflict (kind, child) where ended_at is null do nothing
                            """)).execute();
            of(run, handle.createUpdate(CANDIDATE + """
                            update difference d set last_in = :comparison, place = candidate.place, home_place = candidate.home_place,
                                student = candidate.student, school = coalesce(candidate.school, ''), class_id = candidate.class_id
                            from candidate
                            where d.area = :place and d.kind = candidate.kind and d.child = candidate.child
                                and (d.ended_at is null or d.settled_until >= :date) and d.last_in <> :comparison
                            """)).execute();
            of(run, handle.createUpdate("""
                            update difference d set ended_at = :at, ended_in = :comparison
                            from comparison_child c
                            where d.area = :place and d.ended_at is null and d.last_in <> :comparison
                                and c.comparison = :comparison and c.child = d.child
                            """)).execute();
            state(of(run, handle.createUpdate("""
                            update comparison_child c set state = coalesce((
                                select a.state from difference d join unnest(:answers, :states) as a (answer, state) on a.answer = d.answer
                                where d.child = c.child and d.kind = case when c.enrolled then 'NOT_SEEN' else 'NOT_ENROLLED' end
                                    and (d.ended_at is null or d.settled_until >= :date)
                                order by d.answered_at desc limit 1), 'UNKNOWN')
                            where c.comparison = :comparison and c.state is null
                            """))).execute();
        });
    }

    /** A child whose number has become known since: what was found of it is found under that; of two that were one, one remains. */
    private static void nameByNumber(Comparison run, Handle handle) {
        of(run, handle.createUpdate("""
                        update difference d set ended_at = :at, ended_in = :comparison from student_number n
                        where n.student = d.student and n.identity_mark <> d.child and d.ended_at is null
                            and exists (select from difference other
                                where other.kind = d.kind and other.child = n.identity_mark and other.ended_at is null)
                        """)).execute();
        handle.execute("""
                update difference d set child = n.identity_mark from student_number n
                where n.student = d.student and n.identity_mark <> d.child
                """);
    }

    private static <S extends SqlStatement<S>> S of(Comparison run, S statement) {
        return statement
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("comparison", run.id())
                .bind("place", run.place())
                .bind("beyond", run.place() + "~")
                .bind("date", run.date())
                .bind("from", run.from())
                .bind("register", run.register())
                .bind("previous", run.previous())
                .bind("by", run.runBy())
                .bind("at", run.runAt().atOffset(ZoneOffset.UTC));
    }

    private static <S extends SqlStatement<S>> S state(S statement) {
        var telling = Arrays.stream(DifferenceAnswer.values())
                .filter(answer -> answer.state().isPresent())
                .toList();
        return statement
                .bindArray(
                        "answers",
                        String.class,
                        telling.stream().map(DifferenceAnswer::name).toList())
                .bindArray(
                        "states",
                        String.class,
                        telling.stream()
                                .map(answer -> answer.state().orElseThrow().name())
                                .toList());
    }

    Optional<Comparison> last(String place) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from comparison where place = :place order by seq desc limit 1")
                        .bind("place", place)
                        .map((row, context) -> comparison(row))
                        .findOne());
    }

    Optional<Comparison> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from comparison where id = :id")
                .bind("id", id)
                .map((row, context) -> comparison(row))
                .findOne());
    }

    /** @param seq in the order in which they were run */
    record Numbered(long seq, Comparison comparison) {}

    /** Those of the place and of places below it. */
    List<Numbered> page(String place, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from comparison
                        where place collate "C" >= :place and place collate "C" < :beyond and seq > :after
                        order by seq limit :limit
                        """)
                .bind("place", place)
                .bind("beyond", place + "~")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Numbered(row.getLong("seq"), comparison(row)))
                .list());
    }

    Coverage coverage(String comparison) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COVERAGE + " from comparison_child where comparison = :comparison")
                .bind("comparison", comparison)
                .map((row, context) -> coverage(row))
                .one());
    }

    /** Place by place, in the order of their codes. */
    List<PlaceCoverage> places(String comparison, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select place, " + COVERAGE + """
                         from comparison_child where comparison = :comparison and place > :after
                        group by place order by place limit :limit
                        """)
                .bind("comparison", comparison)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new PlaceCoverage(row.getString("place"), coverage(row)))
                .list());
    }

    /** What the run found of each kind, and how much of that is open now. */
    List<KindCount> counts(Comparison run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with run as (select seq from comparison where id = :comparison)
                        select kind, count(*) filter (where f.seq = run.seq) as found,
                            count(*) filter (where f.seq < run.seq and l.seq >= run.seq) as again,
                            count(*) filter (where ended_in = :comparison) as gone,
                            count(*) filter (where f.seq <= run.seq and l.seq >= run.seq and ended_at is null) as open
                        from difference d join comparison f on f.id = d.found_in join comparison l on l.id = d.last_in, run
                        where d.area = :place group by kind
                        """)
                .bind("comparison", run.id())
                .bind("place", run.place())
                .map((row, context) -> {
                    var kind = DifferenceKind.valueOf(row.getString("kind"));
                    return new KindCount(
                            kind,
                            kind.owner(),
                            row.getLong("found"),
                            row.getLong("again"),
                            row.getLong("gone"),
                            row.getLong("open"));
                })
                .list());
    }

    /** How many children stood where before and stand where now. */
    List<Move> moves(String comparison, String against) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with stood as (
                            select c.comparison, coalesce(n.identity_mark, c.child) as child, c.state
                            from comparison_child c left join student_number n on n.student = c.student
                            where c.comparison in (:comparison, :against))
                        select before.state as before, after.state as after, count(*) as children
                        from (select * from stood where comparison = :against) before
                        full join (select * from stood where comparison = :comparison) after on after.child = before.child
                        group by before.state, after.state order by before.state nulls last, after.state nulls last
                        """)
                .bind("comparison", comparison)
                .bind("against", against)
                .map((row, context) -> {
                    var before = row.getString("before");
                    var after = row.getString("after");
                    return new Move(
                            before == null ? null : ChildState.valueOf(before),
                            after == null ? null : ChildState.valueOf(after),
                            row.getLong("children"));
                })
                .list());
    }

    private static Coverage coverage(ResultSet row) throws SQLException {
        return new Coverage(
                row.getLong("children"),
                row.getLong("in_school"),
                row.getLong("on_leave"),
                row.getLong("elsewhere"),
                row.getLong("deferred"),
                row.getLong("suspended"),
                row.getLong("out"),
                row.getLong("unknown"),
                row.getLong("not_due"));
    }

    private static Comparison comparison(ResultSet row) throws SQLException {
        return new Comparison(
                row.getString("id"),
                row.getString("place"),
                row.getObject("from_date", LocalDate.class),
                row.getObject("date", LocalDate.class),
                row.getString("register"),
                row.getString("previous"),
                row.getString("run_by"),
                Objects.requireNonNull(row.getObject("run_at", OffsetDateTime.class))
                        .toInstant());
    }
}
