package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.baoxue.notification.plan.World;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Messages, their attempts, and which notices each carries. */
@ApplicationScoped
class MessageStore {

    /** When each message falls due that is to be sent or that a carrier has in hand. */
    static final String WAITING = "select next_at as due from message where state in ('PLANNED', 'SENDING')";

    /** @param notices what it carries */
    record New(
            UUID id,
            String channel,
            String recipient,
            @Nullable String person,
            String sealedOrder,
            @Nullable String report,
            Instant nextAt,
            Instant worthUntil,
            boolean lastAddress,
            Collection<UUID> notices) {}

    /** A message as it lies there. */
    record Kept(
            UUID id,
            String channel,
            String recipient,
            @Nullable String person,
            String sealedOrder,
            @Nullable String report,
            @Nullable Instant worthUntil,
            Message.State state) {}

    /** What a notice's messages have come to. */
    record Came(UUID notice, List<Message.State> messages) {}

    private final Jdbi jdbi;

    MessageStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** False when it is there already. */
    boolean insert(New message) {
        return jdbi.withHandle(handle -> {
            int made = handle.createUpdate("""
                            insert into message (id, channel, recipient, person, sealed_order, report, state, next_at, made_at,
                                worth_until, last_address)
                            values (:id, :channel, :recipient, :person, :order, :report, 'PLANNED', :nextAt, baoxue_now(),
                                :worthUntil, :lastAddress)
                            on conflict do nothing
                            """)
                    .bind("id", message.id())
                    .bind("channel", message.channel())
                    .bind("recipient", message.recipient())
                    .bind("person", message.person())
                    .bind("order", message.sealedOrder())
                    .bind("report", message.report())
                    .bind("nextAt", message.nextAt())
                    .bind("worthUntil", message.worthUntil())
                    .bind("lastAddress", message.lastAddress())
                    .execute();
            if (made == 1) {
                handle.createUpdate("insert into message_notice (message, notice)"
                                + " select :id, notice from unnest(cast(:notices as uuid[])) as notice")
                        .bind("id", message.id())
                        .bindArray("notices", UUID.class, List.copyOf(message.notices()))
                        .execute();
            }
            return made == 1;
        });
    }

    /** Leases are counted in the database's real time. */
    List<Message> claim(Instant now, int limit, Duration lease) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select id as due_id, state = 'SENDING' as abandoned from message
                            where (state = 'PLANNED' and next_at <= :now)
                               or (state = 'SENDING' and lease_until < clock_timestamp())
                            order by next_at limit :limit for update skip locked)
                        update message set state = 'SENDING', lease = gen_random_uuid(), attempts = attempts + 1,
                            lease_until = clock_timestamp() + cast(:lease as interval), unknown = unknown or abandoned
                        from due where id = due_id
                        returning id, lease, channel, person, sealed_order, report, attempts, unknown, abandoned,
                            worth_until, last_address,
                            exists (select 1 from message_notice carried join notice n on n.id = carried.notice
                                    where carried.message = message.id and n.overtaken is null) as wanted
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .bind("lease", lease.toString())
                .map((row, context) -> new Message(
                        row.getObject("id", UUID.class),
                        row.getObject("lease", UUID.class),
                        row.getString("channel"),
                        row.getString("person"),
                        row.getString("sealed_order"),
                        row.getString("report"),
                        row.getInt("attempts"),
                        row.getBoolean("unknown"),
                        row.getBoolean("abandoned"),
                        maybe(row, "worth_until"),
                        row.getBoolean("last_address"),
                        row.getBoolean("wanted")))
                .list());
    }

    /** False when the lease was lost: another node has the message now, and what this one knows no longer counts. */
    boolean record(Message message, Course.Step step, @Nullable String providerId) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update message set state = :state, next_at = coalesce(:nextAt, next_at), unknown = :unknown,
                            provider_id = coalesce(:provider, provider_id), lease = null, lease_until = null
                        where id = :id and lease = :lease
                        """)
                        .bind("id", message.id())
                        .bind("lease", message.lease())
                        .bind("state", step.state().name())
                        .bind("nextAt", step.nextAt())
                        .bind("unknown", step.unknown())
                        .bind("provider", providerId)
                        .execute()
                == 1);
    }

    void attempted(UUID message, int number, String outcome, String detail) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into attempt (message, number, at, outcome, detail)"
                        + " values (:message, :number, baoxue_now(), :outcome, :detail) on conflict do nothing")
                .bind("message", message)
                .bind("number", number)
                .bind("outcome", outcome)
                .bind("detail", detail)
                .execute());
    }

    /** What a person found out, after the attempts. */
    void resolved(UUID message, String finding) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into attempt (message, number, at, outcome, detail)
                        select :message, coalesce(max(number), 0) + 1, baoxue_now(), 'Resolved', :finding
                        from attempt where message = :message
                        """)
                .bind("message", message)
                .bind("finding", finding)
                .execute());
    }

    void put(UUID message, Message.State state) {
        jdbi.useHandle(handle -> handle.createUpdate("update message set state = :state where id = :id")
                .bind("id", message)
                .bind("state", state.name())
                .execute());
    }

    Optional<Kept> find(UUID id) {
        return byId(id, "");
    }

    Optional<Kept> lock(UUID id) {
        return byId(id, " for update");
    }

    private Optional<Kept> byId(UUID id, String locking) {
        return jdbi.withHandle(handle -> handle.createQuery(KEPT + " where id = :id" + locking)
                .bind("id", id)
                .map((row, context) -> kept(row))
                .findOne());
    }

    Optional<Kept> lockByProviderId(String providerId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(KEPT + " where provider_id = :id order by made_at limit 1 for update")
                        .bind("id", providerId)
                        .map((row, context) -> kept(row))
                        .findOne());
    }

    /** All messages of a notice. */
    List<Kept> allOf(UUID notice) {
        return allOf(notice, "");
    }

    List<Kept> lockAllOf(UUID notice) {
        return allOf(notice, " for update");
    }

    private List<Kept> allOf(UUID notice, String locking) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        KEPT + " where id in (select message from message_notice where notice = :notice) order by id"
                                + locking)
                .bind("notice", notice)
                .map((row, context) -> kept(row))
                .list());
    }

    int count(UUID notice) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from message_notice where notice = :notice")
                        .bind("notice", notice)
                        .mapTo(Integer.class)
                        .one());
    }

    List<UUID> noticesOf(UUID message) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select notice from message_notice where message = :message order by notice")
                .bind("message", message)
                .mapTo(UUID.class)
                .list());
    }

    /** Those of which a message may still arrive. */
    List<UUID> underWay(Collection<UUID> notices) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct notice from message_notice join message on id = message"
                                + " where notice = any(:notices) and state in ('PLANNED', 'SENDING')")
                        .bindArray("notices", UUID.class, List.copyOf(notices))
                        .mapTo(UUID.class)
                        .list());
    }

    Map<UUID, List<World.Hearing>> hearings(Collection<UUID> notices) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select notice, id, recipient, person from message_notice join message on id = message
                        where notice = any(:notices) and state in ('ACCEPTED', 'DELIVERED', 'UNCLEAR') order by made_at, id
                        """)
                .bindArray("notices", UUID.class, List.copyOf(notices))
                .reduceRows(new HashMap<UUID, List<World.Hearing>>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("notice", UUID.class), none -> new ArrayList<>())
                            .add(new World.Hearing(
                                    row.getColumn("id", UUID.class),
                                    row.getColumn("recipient", String.class),
                                    row.getColumn("person", String.class)));
                    return found;
                }));
    }

    /** By notice of an unreached post: the people whom no message brought what it is about. */
    Map<UUID, Set<String>> unreached(Collection<UUID> notices) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select above.id, person
                        from notice above join notice failed using (cause, cause_id, audience_post, audience_scope)
                             join message_notice on notice = failed.id join message m on m.id = message
                        where above.id = any(:notices) and failed.id <> above.id and m.state = 'FAILED' and person is not null
                        """)
                .bindArray("notices", UUID.class, List.copyOf(notices))
                .reduceRows(new HashMap<UUID, Set<String>>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("id", UUID.class), none -> new HashSet<>())
                            .add(row.getColumn("person", String.class));
                    return found;
                }));
    }

    /** What has become of every notice that the message carries, by all its messages. */
    List<Came> came(UUID message) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select mine.notice, array_agg(m.state) as states
                        from message_notice mine join message_notice every on every.notice = mine.notice
                             join message m on m.id = every.message
                        where mine.message = :message group by mine.notice order by mine.notice
                        """)
                .bind("message", message)
                .map((row, context) -> new Came(row.getObject("notice", UUID.class), states(row.getArray("states"))))
                .list());
    }

    private static final String KEPT =
            "select id, channel, recipient, person, sealed_order, report, worth_until, state from message";

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                row.getString("recipient"),
                row.getString("person"),
                row.getString("sealed_order"),
                row.getString("report"),
                maybe(row, "worth_until"),
                Message.State.valueOf(row.getString("state")));
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<Message.State> states(Array array) throws SQLException {
        var states = new ArrayList<Message.State>();
        for (var name : (String[]) array.getArray()) {
            states.add(Message.State.valueOf(name));
        }
        return states;
    }
}
