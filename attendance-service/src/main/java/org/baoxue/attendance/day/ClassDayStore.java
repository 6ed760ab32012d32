package org.baoxue.attendance.day;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** How each class's day stands. A set of sessions is a number: a bit for each, by their order in the school's day. */
@ApplicationScoped
public class ClassDayStore {

    /**
     * What a daily roll call says of a class's day.
     *
     * @param late it came when the day was complete
     * @param members who belongs to the class on the date, marked or not
     */
    public record Posted(
            String classId,
            LocalDate date,
            String school,
            String place,
            int sessionOrder,
            boolean late,
            int members,
            Counts counts) {}

    /** By the last roll call of the day. */
    public record Counts(int present, int late, int absent, int onLeave) {}

    /** One class that is to be called on a date. */
    record Opened(String classId, int members) {}

    /**
     * @param name the code of a place or school
     * @param missing sessions that were due and of which nothing was posted, class by class
     */
    record Sum(
            String name,
            int classes,
            int complete,
            int due,
            int posted,
            int late,
            int missing,
            int members,
            int marked,
            Counts counts) {}

    private final Jdbi jdbi;

    ClassDayStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Any number of roll calls, each of another class and day; the last session of a day has the word. */
    public void keep(List<Posted> all) {
        if (all.isEmpty()) {
            return;
        }
        // in one order for everybody, so that nobody waits in a circle
        var posted = all.stream()
                .sorted(Comparator.comparing(Posted::classId).thenComparing(Posted::date))
                .toList();
        jdbi.useHandle(handle -> {
            var update = handle.createUpdate("""
                    insert into class_day as kept (date, class_id, school, place, posted, late, last_order, members,
                        present, late_marks, absent, on_leave)
                    select date, class_id, school, place, 1 << (session_order - 1), case when late then 1 << (session_order - 1) else 0 end,
                        session_order, members, present, late_marks, absent, on_leave
                    from unnest(cast(:dates as date[]), :classes, :schools, :places, cast(:orders as int[]), cast(:late as boolean[]),
                        cast(:members as int[]), cast(:present as int[]), cast(:lateMarks as int[]), cast(:absent as int[]),
                        cast(:onLeave as int[])) as r (date, class_id, school, place, session_order, late, members, present,
                        late_marks, absent, on_leave)
                    on conflict (date, class_id) do update set
                        posted = kept.posted | excluded.posted,
                        late = kept.late | (excluded.late & ~kept.posted),
                        last_order = greatest(kept.last_order, excluded.last_order),
                        members = excluded.members,
                        present = case when excluded.last_order >= kept.last_order then excluded.present else kept.present end,
                        late_marks = case when excluded.last_order >= kept.last_order then excluded.late_marks else kept.late_marks end,
                        absent = case when excluded.last_order >= kept.last_order then excluded.absent else kept.absent end,
                        on_leave = case when excluded.last_order >= kept.last_order then excluded.on_leave else kept.on_leave end
                    """);
            texts(update, "dates", posted, one -> one.date().toString());
            texts(update, "classes", posted, Posted::classId);
            texts(update, "schools", posted, Posted::school);
            texts(update, "places", posted, Posted::place);
            texts(update, "orders", posted, one -> String.valueOf(one.sessionOrder()));
            texts(update, "late", posted, one -> String.valueOf(one.late()));
            texts(update, "members", posted, one -> String.valueOf(one.members()));
            texts(update, "present", posted, one -> String.valueOf(one.counts().present()));
            texts(
                    update,
                    "lateMarks",
                    posted,
                    one -> String.valueOf(one.counts().late()));
            texts(update, "absent", posted, one -> String.valueOf(one.counts().absent()));
            texts(update, "onLeave", posted, one -> String.valueOf(one.counts().onLeave()));
            update.execute();
        });
    }

    private static void texts(Update update, String name, List<Posted> posted, Function<Posted, String> text) {
        update.bindArray(name, String.class, posted.stream().map(text).toList());
    }

    /** The classes of a school that have a member on a date. */
    List<Opened> classes(String school, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select class_id, count(*) as members from enrolment
                        where school = :school and :date between from_date and coalesce(to_date, 'infinity')
                        group by class_id order by class_id
                        """)
                .bind("school", school)
                .bind("date", date)
                .map((row, context) -> new Opened(row.getString("class_id"), row.getInt("members")))
                .list());
    }

    /** After a date nothing is to be called any more of which nothing came. */
    void forget(String school, LocalDate after) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from class_day where school = :school and date > :after and posted = 0")
                .bind("school", school)
                .bind("after", after)
                .execute());
    }

    /** These are to be called on the date. */
    void open(String school, String place, LocalDate date, int due, List<Opened> classes) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into class_day (date, class_id, school, place, due, members)
                            select :date, class_id, :school, :place, :due, members
                            from unnest(:classes, cast(:members as int[])) as r (class_id, members)
                            on conflict (date, class_id) do update set due = excluded.due,
                                members = case when class_day.posted = 0 then excluded.members else class_day.members end
                            """)
                    .bind("school", school)
                    .bind("place", place)
                    .bind("date", date)
                    .bind("due", due)
                    .bindArray(
                            "classes",
                            String.class,
                            classes.stream().map(Opened::classId).toList())
                    .bindArray(
                            "members",
                            String.class,
                            classes.stream()
                                    .map(one -> String.valueOf(one.members()))
                                    .toList())
                    .execute();
        });
    }

    /** Everything of a place; nothing where no class of it is to be called or was. */
    Optional<Sum> sum(String place, LocalDate date) {
        return sums("place", "date", place, date, "", 1).stream().findFirst();
    }

    /** @param length of the codes of places by which is summed up, in their order */
    List<Sum> sumsOfPlaces(String place, LocalDate date, int length, String after, int limit) {
        var code = "left(place, %d)".formatted(length);
        return sums(code, code, place, date, after, limit);
    }

    /** School by school, in the order of their codes. */
    List<Sum> sumsOfSchools(String place, LocalDate date, String after, int limit) {
        return sums("school", "school", place, date, after, limit);
    }

    /**
     * @param shown a column of the group
     * @param by what makes a group
     */
    private List<Sum> sums(String shown, String by, String place, LocalDate date, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select min(<shown>) as name, count(*) as classes, count(*) filter (where due & ~posted = 0) as complete,
                            sum(bit_count(due::bit(32))) as due, sum(bit_count(posted::bit(32))) as posted,
                            sum(bit_count(late::bit(32))) as late, sum(bit_count((due & ~posted)::bit(32))) as missing,
                            sum(members) as members, sum(present) as present, sum(late_marks) as late_marks,
                            sum(absent) as absent, sum(on_leave) as on_leave
                        from class_day
                        where date = :date and place collate "C" >= :place and place collate "C" < :beyond and <shown> > :after
                        group by <by> order by <by> limit :limit
                        """)
                .define("shown", shown)
                .define("by", by)
                .bind("date", date)
                .bind("place", place)
                .bind("beyond", place + "~")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> {
                    var counts = new Counts(
                            row.getInt("present"),
                            row.getInt("late_marks"),
                            row.getInt("absent"),
                            row.getInt("on_leave"));
                    return new Sum(
                            row.getString("name"),
                            row.getInt("classes"),
                            row.getInt("complete"),
                            row.getInt("due"),
                            row.getInt("posted"),
                            row.getInt("late"),
                            row.getInt("missing"),
                            row.getInt("members"),
                            counts.present() + counts.late() + counts.absent() + counts.onLeave(),
                            counts);
                })
                .list());
    }
}
