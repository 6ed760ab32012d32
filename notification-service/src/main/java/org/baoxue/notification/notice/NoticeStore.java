package org.baoxue.notification.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.baoxue.notification.plan.Bundler;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Decision;
import org.baoxue.notification.plan.Matter;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Subject;
import org.baoxue.notification.plan.Window;
import org.baoxue.notification.plan.World;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The rows of notices, for the plan and for what becomes of it.
 *
 * <p>Whoever locks rows that are there does so in one order, so that nobody waits in a ring: first messages by id, then all the
 * notices concerned in one statement by id, then nothing but rows that are new, notices by id. A row that refers to a notice
 * half locks it: its notices are locked before.
 */
@ApplicationScoped
class NoticeStore {

    /** When each planned notice falls due, and when each that waits for its signed report was to be told. */
    static final String WAITING = """
            select due_at as due from notice where state = 'PLANNED' union all
            select at from notice where state = 'PLANNED' and report is null and occasion = '%s' and rule in ('%s')""".formatted(Notice.DONE, String.join("', '", Bundler.WRITTEN));

    private static final String COLUMNS =
            "id, cause, cause_id, rule, firing, occasion, audience_post, audience_scope, school, place, home_place, class,"
                    + " student, spell, matter, at, due_at, window_start, window_minutes, list, actor, corrects, report, state";

    /** What one post hears at once, whatever else waits: a page of some thousand lines is read no better in one message. */
    private static final int OF_ONE_AUDIENCE = 2_000;

    private static final String DUE = """
            with due as (
                select id, window_start, audience_post, audience_scope from notice
                where state = 'PLANNED' and due_at <= :now order by due_at limit :limit
            ), together as (
                select id from notice
                where state = 'PLANNED' and due_at <= :now and window_start is null and (audience_post, audience_scope) in (
                    select audience_post, audience_scope from due where window_start is null)
                order by due_at limit :most
            )
            select %s from notice where state = 'PLANNED' and (id in (select id from due) or id in (select id from together)
                or window_start in (select window_start from due))
            order by id for update
            """.formatted(COLUMNS);

    private final Jdbi jdbi;

    NoticeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Every notice that what was heard may change; their rows are locked, in one order. */
    List<Notice> known(Collection<String> causes, Collection<String> firings, Collection<String> spells) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from notice
                        where cause_id = any(:causes) or firing = any(:firings)
                           or spell = any(:spells)
                        order by id for update
                        """)
                .bindArray("causes", String.class, List.copyOf(causes))
                .bindArray("firings", String.class, List.copyOf(firings))
                .bindArray("spells", String.class, List.copyOf(spells))
                .map((row, context) -> read(row))
                .list());
    }

    /** How many of these the scope of the running transaction reaches. */
    int visible(Collection<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from notice where id = any(:ids)")
                .bindArray("ids", UUID.class, List.copyOf(ids))
                .mapTo(Integer.class)
                .one());
    }

    List<Notice> lock(Collection<UUID> ids) {
        return byId(ids, " order by id for update");
    }

    List<Notice> find(Collection<UUID> ids) {
        return byId(ids, "");
    }

    private List<Notice> byId(Collection<UUID> ids, String locking) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from notice where id = any(:ids)" + locking)
                        .bindArray("ids", UUID.class, List.copyOf(ids))
                        .map((row, context) -> read(row))
                        .list());
    }

    void insert(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into notice (id, cause, cause_id, rule, firing, occasion, audience_post, audience_scope, school,
                        place, home_place, class, student, spell, matter, at, due_at, window_start, window_minutes, list, actor,
                        corrects, state, planned_at)
                    values (:id, :cause, :causeId, :rule, :firing, :occasion, :audiencePost, :audienceScope, :school,
                        :place, :homePlace, :class, :student, :spell, :matter, :at, :dueAt, :window, :minutes, :list, :actor,
                        :corrects, 'PLANNED', baoxue_now())
                    on conflict do nothing
                    """);
            for (var notice : sorted(notices)) {
                batch.bind("id", notice.id())
                        .bind("cause", notice.cause().kind().name())
                        .bind("causeId", notice.cause().id())
                        .bind("rule", notice.cause().rule())
                        .bind("firing", notice.cause().firing())
                        .bind("occasion", notice.occasion())
                        .bind("audiencePost", notice.audience().post())
                        .bind("audienceScope", notice.audience().scope())
                        .bind("school", notice.subject().school())
                        .bind("place", notice.subject().place())
                        .bind("homePlace", notice.subject().homePlace())
                        .bind("class", notice.subject().classId())
                        .bind("student", notice.subject().student())
                        .bind("spell", notice.subject().spell())
                        .bind("matter", Json.write(notice.matter()))
                        .bind("at", notice.at())
                        .bind("dueAt", notice.dueAt())
                        .bind("window", startOf(notice.window()))
                        .bind("minutes", minutesOf(notice.window()))
                        .bind("list", notice.list())
                        .bind("actor", notice.actor())
                        .bind("corrects", notice.corrects())
                        .add();
            }
            batch.execute();
        });
    }

    private static List<Notice> sorted(List<Notice> notices) {
        return notices.stream().sorted(Comparator.comparing(Notice::id)).toList();
    }

    void silence(Map<UUID, Notice.Silence> silenced) {
        if (silenced.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(
                    "update notice set state = 'SILENCED', reason = :reason, settled_at = baoxue_now()"
                            + " where id = :id and state = 'PLANNED'");
            silenced.forEach((id, reason) ->
                    batch.bind("id", id).bind("reason", reason.name()).add());
            batch.execute();
        });
    }

    /** The report that goes with a planned notice; it waits no longer. */
    void sign(Map<UUID, String> signed) {
        if (signed.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(
                    "update notice set report = :report, due_at = at where id = :id and state = 'PLANNED'");
            signed.forEach(
                    (id, report) -> batch.bind("id", id).bind("report", report).add());
            batch.execute();
        });
    }

    void waitUntil(List<Decision.Wait> waits) {
        if (waits.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("update notice set due_at = :dueAt, window_start = :window where id = :id");
            waits.forEach(wait -> batch.bind("id", wait.notice())
                    .bind("dueAt", wait.dueAt())
                    .bind("window", startOf(wait.window()))
                    .add());
            batch.execute();
        });
    }

    /**
     * The due notices, what else is due to the same posts, and the planned ones that share a window with them; only one node plans
     * at a time, so that a window is decided as a whole and a person gets one message.
     */
    List<Notice> due(Instant now, int limit) {
        return jdbi.withHandle(handle -> {
            boolean mine = handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended('notice-plan', 0))")
                    .mapTo(Boolean.class)
                    .one();
            return !mine
                    ? List.<Notice>of()
                    : handle.createQuery(DUE)
                            .bind("now", now)
                            .bind("limit", limit)
                            .bind("most", OF_ONE_AUDIENCE)
                            .map((row, context) -> read(row))
                            .list();
        });
    }

    List<World.Told> told(Collection<Instant> windows) {
        return jdbi.withHandle(handle -> handle.createQuery("select told_group, window_start from told_window"
                        + " where window_start = any(cast(:windows as timestamptz[]))")
                .bindArray(
                        "windows",
                        String.class,
                        windows.stream().map(Instant::toString).toList())
                .map((row, context) -> new World.Told(row.getString(1), instant(row, "window_start")))
                .list());
    }

    void close(World.Told window) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into told_window (told_group, window_start) values (:group, :window)")
                .bind("group", window.group())
                .bind("window", window.window())
                .execute());
    }

    void sending(UUID notice, boolean insteadOf) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update notice set state = 'SENDING', instead_of = :insteadOf where id = :id")
                .bind("id", notice)
                .bind("insteadOf", insteadOf)
                .execute());
    }

    /** As if it had never been looked at, and at once: whoever asks for it does not wait for the next window. */
    void planAgain(UUID notice, Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update notice set state = 'PLANNED', reason = null, due_at = :now,"
                                + " window_start = null, settled_at = null where id = :id")
                        .bind("id", notice)
                        .bind("now", now)
                        .execute());
    }

    void settle(UUID notice, Notice.State state, @Nullable String reason) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update notice set state = :state, reason = :reason, settled_at = baoxue_now() where id = :id")
                .bind("id", notice)
                .bind("state", state.name())
                .bind("reason", reason)
                .execute());
    }

    /** Notices that nobody acknowledged yet, of those given; they are now. */
    List<Notice> acknowledge(Collection<UUID> notices, String person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "update notice set acknowledged_at = baoxue_now(), acknowledged_by = :person"
                                + " where id = any(:ids) and acknowledged_at is null returning " + COLUMNS)
                .bind("person", person)
                .bindArray("ids", UUID.class, List.copyOf(notices))
                .map((row, context) -> read(row))
                .list());
    }

    void saveContact(String student, java.time.LocalDate date, String outcome, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into contact_outcome (student, date, outcome, at) values (:student, :date, :outcome, :at)
                        on conflict (student, date) do update set outcome = excluded.outcome, at = excluded.at
                        where contact_outcome.at <= excluded.at
                        """)
                .bind("student", student)
                .bind("date", date)
                .bind("outcome", outcome)
                .bind("at", at)
                .execute());
    }

    /** By {@code student/date}: what came of calling the guardians. */
    Map<String, String> contacts(Collection<String> students) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select student || '/' || date as about, outcome from contact_outcome"
                                + " where student = any(:students)")
                        .bindArray("students", String.class, List.copyOf(students))
                        .reduceRows(new java.util.HashMap<String, String>(), (found, row) -> {
                            found.put(row.getColumn("about", String.class), row.getColumn("outcome", String.class));
                            return found;
                        }));
    }

    static Notice read(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                new Cause(
                        Cause.Kind.valueOf(row.getString("cause")),
                        row.getString("cause_id"),
                        row.getString("rule"),
                        row.getString("firing")),
                row.getString("occasion"),
                new PostRef(row.getString("audience_post"), row.getString("audience_scope")),
                new Subject(
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class"),
                        row.getString("student"),
                        row.getString("spell")),
                Json.read(row.getString("matter"), Matter.class),
                instant(row, "at"),
                instant(row, "due_at"),
                window(row),
                row.getBoolean("list"),
                row.getString("actor"),
                row.getObject("corrects", UUID.class),
                row.getString("report"),
                Notice.State.valueOf(row.getString("state")));
    }

    private static @Nullable Window window(ResultSet row) throws SQLException {
        if (row.getObject("window_start") == null) {
            return null;
        }
        int minutes = row.getInt("window_minutes");
        return new Window(instant(row, "window_start"), row.wasNull() ? Window.USUAL : Duration.ofMinutes(minutes));
    }

    private static @Nullable Instant startOf(@Nullable Window window) {
        return window == null ? null : window.start();
    }

    private static @Nullable Long minutesOf(@Nullable Window window) {
        return window == null ? null : window.length().toMinutes();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
