package org.baoxue.notification.vacancy;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.event.Json;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Matter;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Subject;
import org.jdbi.v3.core.Jdbi;

/** The duties that are open. Whoever locks several of them waits for them in the order of their ids, and locks no notice before. */
@ApplicationScoped
class OpenDutyStore {

    /** When each is looked at next. */
    static final String WAITING = "select look_at as due from open_duty";

    private static final String SAVE = """
            insert into open_duty (duty, rule, firing, owner_post, owner_scope, school, place, home_place, class, student, spell,
                matter, due_at, look_at)
            values (:duty, :rule, :firing, :ownerPost, :ownerScope, :school, :place, :homePlace, :class, :student, :spell,
                :matter, :dueAt, :lookAt)
            on conflict (duty) do update set owner_post = excluded.owner_post, owner_scope = excluded.owner_scope,
                due_at = excluded.due_at, look_at = excluded.look_at
            """;

    private final Jdbi jdbi;

    OpenDutyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void lock(Collection<String> duties) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select duty from open_duty where duty = any(:duties) order by duty for update")
                .bindArray("duties", String.class, List.copyOf(duties))
                .mapTo(String.class)
                .list());
    }

    /** What was first said of it stays, but for its owner and its due time. */
    void save(List<Owing.Owed> owed, Instant lookAt) {
        if (owed.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(SAVE);
            for (var one : owed) {
                batch.bind("duty", one.duty())
                        .bind("rule", one.cause().rule())
                        .bind("firing", one.cause().firing())
                        .bind("ownerPost", one.owner().post())
                        .bind("ownerScope", one.owner().scope())
                        .bind("school", one.subject().school())
                        .bind("place", one.subject().place())
                        .bind("homePlace", one.subject().homePlace())
                        .bind("class", one.subject().classId())
                        .bind("student", one.subject().student())
                        .bind("spell", one.subject().spell())
                        .bind("matter", Json.write(one.matter()))
                        .bind("dueAt", one.dueAt())
                        .bind("lookAt", lookAt)
                        .add();
            }
            batch.execute();
        });
    }

    void remove(Collection<String> duties) {
        if (duties.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("delete from open_duty where duty = any(:duties)")
                .bindArray("duties", String.class, List.copyOf(duties))
                .execute());
    }

    /** All that these posts owe. */
    void lookAtAllOf(Collection<PostRef> owners, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with owed as (
                            select duty from open_duty
                            where look_at > :now and (owner_post, owner_scope) in (select * from unnest(:posts, :scopes))
                            order by duty for update)
                        update open_duty set look_at = :now where duty in (select duty from owed)
                        """)
                .bind("now", now)
                .bindArray(
                        "posts",
                        String.class,
                        owners.stream().map(PostRef::post).toList())
                .bindArray(
                        "scopes",
                        String.class,
                        owners.stream().map(PostRef::scope).toList())
                .execute());
    }

    void lookAt(Map<String, Instant> looks) {
        if (looks.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("update open_duty set look_at = :at where duty = :duty");
            looks.forEach((duty, at) -> batch.bind("duty", duty).bind("at", at).add());
            batch.execute();
        });
    }

    List<Owing.Owed> claim(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select duty, rule, firing, owner_post, owner_scope, school, place, home_place, class, student, spell,
                            matter, due_at
                        from open_duty where look_at <= :now order by look_at limit :limit for update skip locked
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    private static Owing.Owed read(ResultSet row) throws SQLException {
        var dueAt = row.getObject("due_at", OffsetDateTime.class).toInstant();
        return new Owing.Owed(
                new Cause(Cause.Kind.DUTY, row.getString("duty"), row.getString("rule"), row.getString("firing")),
                new Subject(
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class"),
                        row.getString("student"),
                        row.getString("spell")),
                Json.read(row.getString("matter"), Matter.class).dueAt(dueAt),
                new PostRef(row.getString("owner_post"), row.getString("owner_scope")),
                dueAt);
    }
}
