package org.baoxue.bench.ours;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baoxue.bench.ground.Database;
import org.baoxue.bench.ours.Schools.Call;
import org.baoxue.local.process.Await;

/**
 * Missing children in any number. One class comes in over Kafka and is decided by the service itself; its rows are then
 * copied under other names, in other classes of other schools, so that what is pending was made by the service and yet a
 * million stand in minutes. Names are digests: the order in which children fall due has nothing to do with their schools.
 */
public final class Population {
    public static final int ABSENT = 5;
    private static final String SCHOOL = "T";
    private static final int CLASSES_OF_A_SCHOOL = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Database database;

    private Population(Database database) {
        this.database = database;
    }

    /** The class that all are copies of: five of its children missing since the first session of Monday. */
    public static Population template(Escalation service, Schools schools) {
        var database = service.database();
        schools.open(SCHOOL);
        await(database, "select count(*) = 2 from post where scope = 'T'", "the directory's word");
        schools.call(new Call(SCHOOL, 0, Schools.MONDAY, false, ABSENT));
        schools.flush();
        await(
                database,
                "select count(*) = " + 3 * ABSENT + " from duty where state = 'OPEN' and student is not null",
                "the template's duties");
        await(
                database,
                "not exists (select from school where least(term_next_at, week_next_at) <= baoxue_now())",
                "the look at the template's school");
        database.run("create schema template");
        for (var table : new String[] {"school", "child", "child_class", "roll_call", "spell", "duty"}) {
            database.run("create table template." + table + " as select * from " + table
                    + (table.equals("duty") ? " where student is not null" : ""));
        }
        return new Population(database);
    }

    private static void await(Database database, String so, String what) {
        if (!Await.until(() -> database.is(so), PATIENCE, Duration.ofMillis(100))) {
            throw new IllegalStateException(what + " did not come: see the service's log");
        }
    }

    /** Children of all schools are forgotten, with all that was told about them. */
    public void clear() {
        database.run(
                "truncate child, child_class, roll_call, spell, firing, duty, open_duty, duty_evidence, duty_assignment, week_list, as_it_was,"
                        + " outbox restart identity");
        database.run("delete from school; insert into school select * from template.school;"
                + " update school set class_day_next_at = null");
    }

    /**
     * So many missing children, and what each is owed.
     *
     * @param apart so much later was each class called than the one before
     */
    public void grow(int children, Duration apart) {
        int classes = (children + ABSENT - 1) / ABSENT;
        database.run(
                "insert into school (code, place, zone, day_complete_at, exceptions_only, sessions, term_next_at, week_next_at)"
                        + " select code || '-' || k, place, zone, day_complete_at, exceptions_only, sessions, term_next_at, week_next_at"
                        + " from template.school, generate_series(0, " + classes / CLASSES_OF_A_SCHOOL + ") as k");
        CHANGED.forEach((table, changed) -> copy(table, changed, classes, apart));
    }

    /** Planned for by the database as if they had always been there. */
    public void settle() {
        database.run("vacuum analyze");
        database.run("checkpoint");
    }

    /** Every column as it is, but for those that name something or say when. */
    private void copy(String table, Map<String, String> changed, int classes, Duration apart) {
        var columns = database.texts(
                "select column_name from information_schema.columns where table_schema = 'public' and table_name = ?",
                table);
        var values = columns.stream()
                .map(column -> Optional.ofNullable(changed.get(column)).orElse('"' + column + '"'))
                .collect(Collectors.joining(", "));
        var names = columns.stream().collect(Collectors.joining("\", \"", "\"", "\""));
        database.run(
                "insert into " + table + " (" + names + ") select " + values + " from template." + table
                        + ", generate_series(1, ?) as k cross join lateral (select k * ? * interval '1 microsecond' as later) as l",
                classes,
                apart.toNanos() / 1000);
    }

    public static int rounded(int children) {
        return (children + ABSENT - 1) / ABSENT * ABSENT;
    }

    private static final String OF_SCHOOL = "school || '-' || k / " + CLASSES_OF_A_SCHOOL;
    private static final String OF_CLASS = OF_SCHOOL + " || '-' || k";
    private static final String STUDENT = "md5(student || k)";

    private static Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(Map.of("school", OF_SCHOOL, "class_id", OF_CLASS));
        all.putAll(more);
        return all;
    }

    private static final Map<String, Map<String, String>> CHANGED = Map.of(
            "child",
            with(Map.of(
                    "student",
                    STUDENT,
                    "next_due_at",
                    "next_due_at + later",
                    "only_lapses_next",
                    "only_lapses_next + later",
                    "only_lapses_until",
                    "only_lapses_until + later")),
            "child_class",
            with(Map.of("student", STUDENT)),
            "roll_call",
            with(Map.of(
                    "taken_at", "taken_at + later",
                    "accepted_at", "accepted_at + later",
                    "absent", "(select array_agg(md5(one || k)) from unnest(absent) as one)")),
            "spell",
            with(Map.of(
                    "id", "md5(id || k)::uuid::text",
                    "student", STUDENT,
                    "opened_at", "opened_at + later",
                    "missed", """
                                    jsonb_set(missed, '{0,takenAt}', to_jsonb(to_char(
                                        (cast(missed -> 0 ->> 'takenAt' as timestamptz) + later) at time zone 'UTC',
                                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                                    """)),
            "duty",
            with(Map.of(
                    "id", "md5(id || k)::uuid::text",
                    "subject", "md5(subject || k)::uuid::text",
                    "opened_for", "md5(opened_for || k)::uuid::text",
                    "student", STUDENT,
                    "base", "base + later",
                    "due_at", "case when rule = 'verify-same-day' then due_at else due_at + later end",
                    "owner_scope",
                            "case owner_post when 'class-teacher' then " + OF_CLASS + " else " + OF_SCHOOL + " end")));
}
