package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.baoxue.escalation.duty.Outage;
import org.jdbi.v3.core.Jdbi;

/** The last sign of life, by the database's own time, and the outages, by the suite's. */
@ApplicationScoped
class OutageStore {
    private final Jdbi jdbi;

    OutageStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    boolean standsStill(Duration limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from sign_of_life where at < clock_timestamp() - cast(:limit as interval))")
                .bind("limit", limit.toString())
                .mapTo(Boolean.class)
                .one());
    }

    /** From the last sign of life until now, if that is longer than {@code limit}; whoever asks next waits for this one. */
    Optional<Outage> standstill(Duration limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select baoxue_now() - (clock_timestamp() - at) as from_at, baoxue_now() as to_at
                        from sign_of_life where at < clock_timestamp() - cast(:limit as interval) for update
                        """)
                .bind("limit", limit.toString())
                .map((row, context) -> new Outage(
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        row.getObject("to_at", OffsetDateTime.class).toInstant()))
                .findOne());
    }

    void giveSign(Duration every) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update sign_of_life set at = clock_timestamp() where at < clock_timestamp() - cast(:every as interval)")
                .bind("every", every.toString())
                .execute());
    }

    void add(Outage outage) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into outage (from_at, to_at) values (:from, :to) on conflict do nothing")
                .bind("from", outage.from())
                .bind("to", outage.to())
                .execute());
    }

    List<Outage> since(Instant instant) {
        return jdbi.withHandle(handle -> handle.createQuery("select from_at, to_at from outage where to_at >= :since")
                .bind("since", instant)
                .map((row, context) -> new Outage(
                        row.getObject("from_at", OffsetDateTime.class).toInstant(),
                        row.getObject("to_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    /** Duties that nobody ended before and that fell due while the suite stood still. */
    long dueWithin(Outage outage) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from open_duty where due_at between :from and :to")
                        .bind("from", outage.from())
                        .bind("to", outage.to())
                        .mapTo(Long.class)
                        .one());
    }
}
