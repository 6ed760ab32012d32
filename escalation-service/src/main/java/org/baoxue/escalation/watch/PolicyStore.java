package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The policies of places and the shipped ones, each version kept for ever. */
@ApplicationScoped
public class PolicyStore {
    private final Jdbi jdbi;
    private volatile Read read = new Read(new Stand(0, 0), new Versions(List.of()));

    PolicyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How many versions there are, and the number of the last: none is ever changed, so these say whether there is another. */
    private record Stand(long count, long last) {}

    private record Read(Stand stand, Versions versions) {}

    /** All versions, each with the time at which it was set; read anew only when there is another. */
    public Versions all() {
        Stand stand = jdbi.withHandle(
                handle -> handle.createQuery("select count(*) as count, coalesce(max(n), 0) as last from policy")
                        .map((row, context) -> new Stand(row.getLong("count"), row.getLong("last")))
                        .one());
        Read known = read;
        if (!known.stand().equals(stand)) {
            known = new Read(stand, readAll());
            read = known;
        }
        return known.versions();
    }

    /**
     * While an upgrade goes on, a newer node has kept a shipped version that this one cannot read and does not go by. An older one
     * gets what this program asks for and that one has not.
     */
    private Versions readAll() {
        Policy shipped = Policies.shipped();
        return new Versions(jdbi.withHandle(
                handle -> handle.createQuery("select * from policy where place <> '' or version <= :mine")
                        .bind("mine", shipped.key().version())
                        .map((row, context) -> version(row, shipped))
                        .list()));
    }

    private static Version version(ResultSet row, Policy shipped) throws SQLException {
        Policy kept = new Policy(
                new Policy.Key(
                        row.getString("place"), row.getObject("from_date", LocalDate.class), row.getInt("version")),
                values(row.getString("values")));
        return new Version(
                kept.key().place().equals(Policy.EVERYWHERE) ? kept.completedFrom(shipped) : kept,
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                row.getString("set_by"));
    }

    /** Nobody else sets any policy before the transaction has ended: each is looked at together with all others. */
    void lock() {
        jdbi.useHandle(handle -> handle.execute("select pg_advisory_xact_lock(hashtextextended('policies', 0))"));
    }

    /** Returns false where this version is kept already. */
    boolean add(Version version) {
        Policy policy = version.policy();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into policy (place, from_date, version, "values", set_at, set_by)
                        values (:place, :from, :version, cast(:values as jsonb), :now, :by) on conflict do nothing
                        """)
                        .bind("place", policy.key().place())
                        .bind("from", policy.key().from())
                        .bind("version", policy.key().version())
                        .bind("values", Json.write(new TreeMap<>(policy.values())))
                        .bind("now", version.setAt())
                        .bind("by", version.setBy())
                        .execute())
                == 1;
    }

    /** Whether any shipped version is kept here. */
    boolean keepsShipped() {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from policy where place = '')")
                .mapTo(Boolean.class)
                .one());
    }

    /** When the policy was put on the topic; empty where it is not there. */
    Optional<Instant> publishedAt(Policy.Key key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select published_at from policy_published
                        where place = :place and from_date = :from and version = :version
                        """)
                .bind("place", key.place())
                .bind("from", key.from())
                .bind("version", key.version())
                .map((row, context) ->
                        row.getObject("published_at", OffsetDateTime.class).toInstant())
                .findOne());
    }

    /** Says that the policy is on the topic; false where it was before. */
    boolean markPublished(Policy.Key key, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into policy_published (place, from_date, version, published_at)
                        values (:place, :from, :version, :now) on conflict do nothing
                        """)
                        .bind("place", key.place())
                        .bind("from", key.from())
                        .bind("version", key.version())
                        .bind("now", now)
                        .execute())
                == 1;
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

    /** @param setBy the person; null of what was set by nobody's hand */
    public record Version(
            Policy policy, Instant setAt, @Nullable String setBy) {}

    /**
     * Policies as they stood: a spell that runs keeps those that were known when it was, the shipped one among them. What became
     * known before any shipped one was kept lies under the first.
     */
    public static final class Versions {
        /** Where on earth a date begins first. */
        static final ZoneOffset FIRST_TO_BEGIN = ZoneOffset.ofHours(14);

        private final List<Version> all;
        private final Optional<Policy> tried;
        private final Map<Integer, Policies> byCount = new ConcurrentHashMap<>();

        public Versions(List<Version> all) {
            this(all, Optional.empty());
        }

        private Versions(List<Version> all, Optional<Policy> tried) {
            this.all = all.stream().sorted(Comparator.comparing(Version::setAt)).toList();
            this.tried = tried;
        }

        /** The same, were {@code policy} to hold on top of them everywhere and always. */
        public Versions trying(Policy policy) {
            return new Versions(all, Optional.of(policy));
        }

        /**
         * The same, were {@code policy} all that its place has ever set: what it does not name is inherited, and what places below
         * have set stands over it. Not for the place of the shipped ones, which no bureau may try: the backtest refuses it.
         */
        public Versions replacing(Policy policy) {
            Stream<Version> others = all.stream()
                    .filter(version ->
                            !version.policy().key().place().equals(policy.key().place()));
            return new Versions(
                    Stream.concat(Stream.of(new Version(policy, Instant.MIN, null)), others)
                            .toList(),
                    tried);
        }

        /** What was set by then; between two settings it is the same book, whose policies are merged once. */
        public Policies at(Instant knownAt) {
            int known = (int) all.stream()
                    .takeWhile(version -> !version.setAt().isAfter(knownAt))
                    .count();
            return byCount.computeIfAbsent(
                    known,
                    count -> new Policies(
                            Stream.concat(firstShipped().stream(), all.stream().limit(count))
                                    .map(Version::policy)
                                    .toList(),
                            tried));
        }

        private Optional<Version> firstShipped() {
            return all.stream()
                    .filter(version -> version.policy().key().place().equals(Policy.EVERYWHERE))
                    .findFirst();
        }

        /**
         * The policy of an absence that opened on the date: as it was in force there when the absence became known, or when the
         * date began, where it became known as one of an earlier date. No place sets one for a date that has begun. A shipped one
         * holds from the instant at which it was kept: for absences that become known after it, also those of earlier dates.
         */
        Policy of(String place, LocalDate openedOn, Instant knownAt) {
            Instant begun = openedOn.atStartOfDay(FIRST_TO_BEGIN).toInstant();
            return at(begun.isAfter(knownAt) ? begun : knownAt).inForce(place, openedOn);
        }

        public Optional<Version> latest(String place, LocalDate from) {
            return all.stream()
                    .filter(version -> version.policy().key().place().equals(place)
                            && version.policy().key().from().equals(from))
                    .max(Comparator.comparingInt(
                            version -> version.policy().key().version()));
        }
    }
}
