package org.baoxue.bench.ours;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.baoxue.bench.ground.Database;
import org.baoxue.bench.ground.Ground;

/**
 * Schools that the attendance service knows with their children, and the escalation service where it runs. The directory tells
 * of the schools; the children are written by SQL, as the services would have written them.
 */
public final class County implements AutoCloseable {
    public static final String CODE = "530113";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database attendance;
    private final Optional<Database> escalation;
    private final Schools schools;

    public County(Ground ground, Attendance attendance, Optional<Escalation> escalation) {
        this.attendance = attendance.database();
        this.escalation = escalation.map(Packaged::database);
        this.schools = new Schools(ground.bootstrap());
    }

    /** So many more schools, known to everybody. No day of theirs ends: that is no part of what is measured. */
    public Pupils grow(String name, int count) {
        var pupils = Pupils.of(name, count);
        pupils.codes().forEach(schools::open);
        await(attendance, "(select count(*) = ? from school where code like ?)", count, like(pupils));
        attendance.run("delete from school_day_due");
        attendance.run(CLASSES, like(pupils));
        attendance.run(STUDENTS, like(pupils));
        attendance.run(ENROLMENTS, like(pupils));
        escalation.ifPresent(database -> {
            await(database, "(select count(*) = ? from post where scope like ?)", 2 * count, like(pupils));
            await(
                    database,
                    "not exists (select from school where least(class_day_next_at, week_next_at, term_next_at) <= baoxue_now())");
            database.run(CHILDREN, like(pupils));
            database.run(
                    "insert into child_class (student, class_id, school) select student, class_id, school from child"
                            + " where school like ? on conflict do nothing",
                    like(pupils));
        });
        return pupils;
    }

    /** The days of their classes, each as it is when the one before was closed. */
    public void open(Pupils pupils, LocalDate from, int days) {
        attendance.run(DAYS, from, days, like(pupils));
    }

    /** What was called on so many days before, everybody present, as both services keep it. */
    public void remember(Pupils pupils, LocalDate before, int days) {
        open(pupils, before.minusDays(days), days);
        attendance.run(ROLL_CALLS, before, days, like(pupils));
        escalation.ifPresent(database -> database.run(ROLL_CALLS_HEARD, before, days, like(pupils)));
    }

    /** Planned for by the databases as if all had always been there. */
    public void settle() {
        attendance.run("vacuum analyze");
        escalation.ifPresent(database -> database.run("vacuum analyze"));
        attendance.run("checkpoint");
    }

    private static String like(Pupils pupils) {
        return pupils.name() + "-%";
    }

    private static void await(Database database, String so, Object... values) {
        if (!database.await(PATIENCE, so, values)) {
            throw new IllegalStateException("never: " + so);
        }
    }

    @Override
    public void close() {
        schools.close();
    }

    private static final String CLASSES = """
            insert into school_class (id, school)
            select code || '-' || n, code from school, generate_series(0, 39) as n where code like ?
            """;
    private static final String STUDENTS = """
            insert into student (id, school, class_id, place, home_place, sealed, revision)
            select 'C-' || class.id || '-' || n, code, class.id, place, place, repeat(md5(class.id || n), 6), 1
            from school join school_class as class on class.school = code, generate_series(0, 44) as n where code like ?
            """;
    private static final String ENROLMENTS = """
            insert into enrolment (student, ordinal, school, class_id, place, home_place, stage, from_date, revision, accepted_at)
            select id, 1, school, class_id, place, home_place, 'JUNIOR', date '2026-02-16', 1, '2026-02-16T00:00:00Z'
            from student where school like ?
            """;
    private static final String CHILDREN = """
            insert into child (student, school, place, class_id, enrolled, revision)
            select 'C-' || code || '-' || class || '-' || n, code, place, code || '-' || class, true, 1
            from school, generate_series(0, 39) as class, generate_series(0, 44) as n where code like ?
            """;
    private static final String DAYS = """
            insert into class_day (date, class_id, school, place, due, members)
            select cast(? as date) + k, class.id, code, place, 3, 45
            from generate_series(0, ? - 1) as k, school join school_class as class on class.school = code where code like ?
            on conflict do nothing
            """;
    private static final String ROLL_CALLS = """
            insert into roll_call (class_id, date, kind, session, revision, school, place, session_order, session_starts,
                present, late, absent, on_leave, unknown, taken_at, taken_by, accepted_at, accepted_from, asked)
            select class.id, date, 'DAILY', session, 1, code, place, session_order, starts,
                (select array_agg('C-' || class.id || '-' || n) from generate_series(0, 44) as n), '{}', '{}', '{}', '{}',
                date + starts, 'T-1', date + starts, 'system-' || code, gen_random_uuid()
            from (select cast(? as date) - k as date from generate_series(1, ?) as k) as day,
                (values ('AM', 1, time '08:00'), ('PM', 2, time '14:00')) as session (session, session_order, starts),
                school join school_class as class on class.school = code where code like ?
            """;
    private static final String ROLL_CALLS_HEARD = """
            insert into roll_call (class_id, date, session, session_order, revision, school, place, taken_at, taken_by,
                accepted_at, present, late, absent, "leave")
            select code || '-' || class, date, session, session_order, 1, code, place, date + starts, 'T-1',
                date + starts, (select array_agg('C-' || code || '-' || class || '-' || n) from generate_series(0, 44) as n),
                '{}', '{}', '{}'
            from (select cast(? as date) - k as date from generate_series(1, ?) as k) as day,
                (values ('AM', 1, time '08:00'), ('PM', 2, time '14:00')) as session (session, session_order, starts),
                school, generate_series(0, 39) as class where code like ?
            """;
}
