package org.baoxue.escalation.backtest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.baoxue.escalation.backtest.Views.Counts;
import org.baoxue.escalation.backtest.Views.DifferenceView;
import org.baoxue.escalation.backtest.Views.OfPlace;
import org.baoxue.escalation.backtest.Views.OfRule;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.store.Prunable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Backtests, the children that they have still to look at, and what they found. */
@ApplicationScoped
class BacktestStore implements Prunable {
    private static final String SUMS = """
            count(*) filter (where change = 'GAINED') as gained,
            count(*) filter (where change = 'LOST') as lost,
            count(*) filter (where change = 'MOVED') as moved,
            count(*) filter (where change = 'ENDED_OTHERWISE') as ended_otherwise,
            count(distinct student) as children
            """;

    private final Jdbi jdbi;
    private final String keep;

    BacktestStore(Jdbi jdbi, @ConfigProperty(name = "baoxue.backtest.keep") Duration keep) {
        this.jdbi = jdbi;
        this.keep = keep.toString();
    }

    /** A child whose past is still to be played. */
    record Part(String backtest, int number, String student) {}

    /** A child with what would have been otherwise. */
    record Found(WatchedChild child, List<Difference> differences) {}

    void add(Backtest backtest) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into backtest (id, bureau, place, from_date, to_date, candidate, "values", as_of, asked_at, state)
                        values (:id, :bureau, :place, :from, :to, :candidate, cast(:values as jsonb), :asOf, :askedAt, :state)
                        """)
                .bind("id", backtest.id())
                .bind("bureau", backtest.bureau())
                .bind("place", backtest.place())
                .bind("from", backtest.from())
                .bind("to", backtest.to())
                .bind("candidate", backtest.candidate())
                .bind("values", Json.write(new TreeMap<>(backtest.values())))
                .bind("asOf", backtest.asOf())
                .bind("askedAt", backtest.askedAt())
                .bind("state", backtest.state().name())
                .execute());
    }

    int unfinished() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from backtest where state in ('WAITING', 'RUNNING')")
                        .mapTo(Integer.class)
                        .one());
    }

    /** Of those that the bureau of a place asked for. */
    int unfinished(String bureau) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from backtest
                        where state in ('WAITING', 'RUNNING') and coalesce(bureau, place) = :bureau
                        """)
                .bind("bureau", bureau)
                .mapTo(Integer.class)
                .one());
    }

    boolean sees(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from backtest where id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }

    List<Backtest> backtests(Collection<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select b.*, coalesce(b.bureau, b.place) as asker,
                            (select count(*) from backtest_child c where c.backtest = b.id and not c.failed) as left,
                            (select count(*) from backtest_child c where c.backtest = b.id and c.failed) as failed
                        from backtest b where id = any(:ids) order by id
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> backtest(row))
                .list());
    }

    boolean knowsPlace(String place) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from place where code = :place)")
                .bind("place", place)
                .mapTo(Boolean.class)
                .one());
    }

    /** Finds the children of those that wait, class by class: whoever is worked together shares roll calls. */
    void begin() {
        jdbi.useHandle(handle -> handle.execute("""
                with begun as materialized (
                    select id, place from backtest where state = 'WAITING' order by id for update skip locked
                ), found as (
                    insert into backtest_child (backtest, number, student)
                    select b.id, row_number() over (partition by b.id order by c.school, c.class_id, c.student), c.student
                    from begun b join child c on starts_with(c.place, b.place)
                    returning backtest
                )
                update backtest set state = 'RUNNING',
                    children = (select count(*) from found where found.backtest = backtest.id)
                where id in (select id from begun)
                """));
    }

    /** Of each bureau's oldest the same share, those first of which the fewest children are worked: bureaus take turns. */
    List<Part> claim(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with turn as (
                            select distinct on (coalesce(b.bureau, b.place)) b.id, b.asked_at from backtest b
                            where b.state = 'RUNNING'
                              and exists (select from backtest_child c where c.backtest = b.id and not c.failed)
                            order by coalesce(b.bureau, b.place), b.asked_at, b.id
                        ), share as (
                            select id, asked_at, ceil(cast(:limit as numeric) / count(*) over ())::bigint as children from turn
                        )
                        select c.backtest, c.number, c.student
                        from share cross join lateral (
                            select * from backtest_child c where c.backtest = share.id and not c.failed
                            order by c.number limit share.children for update skip locked) c
                        order by c.number, share.asked_at, c.backtest limit :limit
                        """)
                .bind("limit", limit)
                .map((row, context) ->
                        new Part(row.getString("backtest"), row.getInt("number"), row.getString("student")))
                .list());
    }

    void worked(List<Part> parts) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        delete from backtest_child c
                        using jsonb_to_recordset(cast(:rows as jsonb)) as r (backtest text, number int)
                        where c.backtest = r.backtest and c.number = r.number
                        """).bind("rows", Json.write(parts)).execute());
    }

    void fail(Part part) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update backtest_child set failed = true where backtest = :backtest and number = :number")
                .bind("backtest", part.backtest())
                .bind("number", part.number())
                .execute());
    }

    /** Those of which no child is left: also none that another node is just working. */
    void finish(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update backtest set state = 'DONE', ended_at = :now where state = 'RUNNING'
                            and not exists (select from backtest_child c where c.backtest = backtest.id and not c.failed)
                        """).bind("now", now).execute());
    }

    /** Ends it, unless it has ended; what was found so far stays to be read. */
    void cancel(String id, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update backtest set state = 'CANCELLED', ended_at = :now
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """).bind("id", id).bind("now", now).execute());
    }

    void addDifferences(String backtest, List<Found> found) {
        List<Map<String, Object>> rows = new ArrayList<>();
        found.forEach(one -> {
            int number = 0;
            for (Difference difference : one.differences()) {
                rows.add(row(backtest, one.child(), ++number, difference));
            }
        });
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle ->
                    handle.createUpdate("""
                            insert into backtest_difference
                            select * from jsonb_populate_recordset(null::backtest_difference, cast(:rows as jsonb))
                            """).bind("rows", Json.write(rows)).execute());
        }
    }

    List<DifferenceView> differences(String id, String afterStudent, int afterNumber, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select number, difference from backtest_difference
                        where backtest = :id and (student, number) > (:student collate "C", :number)
                        order by student, number limit :limit
                        """)
                .bind("id", id)
                .bind("student", afterStudent)
                .bind("number", afterNumber)
                .bind("limit", limit)
                .map((row, context) -> Json.read(row.getString("difference"), DifferenceView.class))
                .list());
    }

    List<OfRule> byRule(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select rule, what, " + SUMS
                        + " from backtest_difference where backtest = :id group by rule, what order by rule, what")
                .bind("id", id)
                .map((row, context) -> new OfRule(row.getString("rule"), row.getString("what"), counts(row)))
                .list());
    }

    List<OfPlace> byPlace(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select place, " + SUMS
                        + " from backtest_difference where backtest = :id group by place order by place")
                .bind("id", id)
                .map((row, context) -> new OfPlace(row.getString("place"), counts(row)))
                .list());
    }

    @Override
    public String name() {
        return "backtest";
    }

    @Override
    public int prune() {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from backtest where ended_at < baoxue_now() - cast(:keep as interval)")
                .bind("keep", keep)
                .execute());
    }

    private static Map<String, Object> row(String backtest, WatchedChild child, int number, Difference difference) {
        Map<String, Object> row = new HashMap<>();
        row.put("backtest", backtest);
        row.put("student", child.student());
        row.put("number", number);
        row.put("school", child.school());
        row.put("place", child.place());
        Optional.ofNullable(child.homePlace()).ifPresent(home -> row.put("home_place", home));
        row.put("class_id", child.classId());
        row.put("rule", difference.name().rule());
        row.put("what", difference.name().what());
        row.put("change", difference.change());
        row.put("difference", DifferenceView.of(child, number, difference));
        return row;
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("gained"),
                row.getLong("lost"),
                row.getLong("moved"),
                row.getLong("ended_otherwise"),
                row.getLong("children"));
    }

    private static Map<String, Policy.Value> values(String json) {
        Map<String, Policy.Value> values = new TreeMap<>();
        Json.tree(json)
                .properties()
                .forEach(value -> values.put(
                        value.getKey(),
                        new Policy.Value(
                                value.getValue().path("text").asText(),
                                value.getValue().path("clause").asText())));
        return values;
    }

    private static Backtest backtest(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Backtest(
                row.getString("id"),
                row.getString("asker"),
                row.getString("place"),
                row.getObject("from_date", LocalDate.class),
                row.getObject("to_date", LocalDate.class),
                row.getString("candidate"),
                values(row.getString("values")),
                row.getObject("as_of", OffsetDateTime.class).toInstant(),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                Backtest.State.valueOf(row.getString("state")),
                row.getInt("children"),
                row.getInt("left"),
                row.getInt("failed"),
                ended == null ? null : ended.toInstant());
    }
}
