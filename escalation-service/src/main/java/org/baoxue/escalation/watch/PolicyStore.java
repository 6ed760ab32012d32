package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** The policies of places, each version kept for ever. */
@ApplicationScoped
public class PolicyStore {
    private final Jdbi jdbi;

    PolicyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All versions, each with the time at which it was set. */
    public Versions all() {
        return new Versions(jdbi.withHandle(handle -> handle.createQuery("select * from policy")
                .map((row, context) -> new Version(
                        new Policy(
                                new Policy.Key(
                                        row.getString("place"),
                                        row.getObject("from_date", LocalDate.class),
                                        row.getInt("version")),
                                values(row.getString("values"))),
                        row.getObject("set_at", OffsetDateTime.class).toInstant()))
                .list()));
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

    record Version(Policy policy, Instant setAt) {}

    /** Policies as they stood: a spell that runs keeps those that were known when it was. */
    public record Versions(List<Version> all) {
        public Policies at(Instant knownAt) {
            return new Policies(all.stream()
                    .filter(version -> !version.setAt().isAfter(knownAt))
                    .map(Version::policy)
                    .toList());
        }
    }
}
