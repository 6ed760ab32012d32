package org.baoxue.notification.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Matter;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What callers read; row-level security cuts it to their scope. */
@ApplicationScoped
class NoticeReadStore {

    /** @param seq the place in the list */
    record Numbered(long seq, NoticeView notice) {}

    /** What a list is cut to; a null asks for any. */
    record Wanted(
            Notice.@Nullable State state,
            @Nullable String student,
            @Nullable String school,
            @Nullable String audience) {}

    private static final String SELECT = """
            select seq, id, cause, cause_id, rule, occasion, audience_post, audience_scope, school, place, class, student, matter,
                state, reason, at, due_at, instead_of, corrects, report, settled_at, acknowledged_at, acknowledged_by
            from notice
            """;

    private final Jdbi jdbi;

    NoticeReadStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Newest first, below {@code before}. */
    List<Numbered> list(Wanted wanted, long before, int limit) {
        var state = wanted.state();
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                         where seq < :before and (cast(:state as text) is null or state = :state)
                          and (cast(:student as text) is null or student = :student)
                          and (cast(:school as text) is null or school = :school)
                          and (cast(:audience as text) is null or audience_post = :audience)
                        order by seq desc limit :limit
                        """)
                .bind("before", before)
                .bind("state", state == null ? null : state.name())
                .bind("student", wanted.student())
                .bind("school", wanted.school())
                .bind("audience", wanted.audience())
                .bind("limit", limit)
                .map((row, context) -> new Numbered(row.getLong("seq"), view(row)))
                .list());
    }

    Optional<NoticeView> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where id = :id")
                        .bind("id", id)
                        .map((row, context) -> view(row))
                        .findOne())
                .map(notice -> notice.with(sent(id)));
    }

    boolean knowsStudent(String student) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select 1 from roster_copy where student = :student)")
                        .bind("student", student)
                        .mapTo(Boolean.class)
                        .one());
    }

    private List<NoticeView.Sent> sent(UUID notice) {
        var messages = new LinkedHashMap<UUID, NoticeView.Sent>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select m.id, m.channel, m.state, m.made_at, a.number, a.at, a.outcome, a.detail
                        from message_notice mn join message m on m.id = mn.message left join attempt a on a.message = m.id
                        where mn.notice = :notice order by m.made_at, m.id, a.number
                        """)
                .bind("notice", notice)
                .map((row, context) -> {
                    var message = messages.computeIfAbsent(row.getObject("id", UUID.class), id -> sent(id, row));
                    if (row.getObject("number") != null) {
                        message.attempts()
                                .add(new NoticeView.Try(
                                        row.getInt("number"),
                                        instant(row, "at"),
                                        row.getString("outcome"),
                                        row.getString("detail")));
                    }
                    return message;
                })
                .list());
        return List.copyOf(messages.values());
    }

    private static NoticeView.Sent sent(UUID id, ResultSet row) {
        try {
            return new NoticeView.Sent(
                    id, row.getString("channel"), row.getString("state"), instant(row, "made_at"), new ArrayList<>());
        } catch (SQLException unreadable) {
            throw new IllegalStateException("a message cannot be read", unreadable);
        }
    }

    private static NoticeView view(ResultSet row) throws SQLException {
        boolean duty = Cause.Kind.valueOf(row.getString("cause")) == Cause.Kind.DUTY;
        var state = Notice.State.valueOf(row.getString("state"));
        return new NoticeView(
                row.getObject("id", UUID.class),
                duty ? row.getString("cause_id") : null,
                duty ? null : row.getString("cause_id"),
                row.getString("rule"),
                row.getString("occasion"),
                new PostRef(row.getString("audience_post"), row.getString("audience_scope")),
                row.getString("school"),
                row.getString("place"),
                row.getString("class"),
                row.getString("student"),
                Json.read(row.getString("matter"), Matter.class).date(),
                state,
                row.getString("reason"),
                instant(row, "at"),
                state == Notice.State.PLANNED ? instant(row, "due_at") : null,
                row.getBoolean("instead_of"),
                row.getObject("corrects", UUID.class),
                row.getString("report"),
                maybe(row, "settled_at"),
                maybe(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
