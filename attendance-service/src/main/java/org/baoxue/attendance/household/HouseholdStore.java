package org.baoxue.attendance.household;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Monitored households, as far as the running transaction sees their children. */
@ApplicationScoped
class HouseholdStore {

    private final Jdbi jdbi;

    HouseholdStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Household> find(String student) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from monitored_household where student = :student")
                .bind("student", student)
                .map((row, context) -> new Household(
                        row.getString("student"),
                        Household.Category.valueOf(row.getString("category")),
                        row.getString("source"),
                        row.getObject("since", LocalDate.class),
                        row.getString("recorded_by"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .findOne());
    }

    void save(Household household) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into monitored_household (student, category, source, since, recorded_by, recorded_at)
                        values (:student, :category, :source, :since, :by, :at)
                        on conflict (student) do update set category = excluded.category, source = excluded.source,
                            since = excluded.since, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                        """)
                .bind("student", household.student())
                .bind("category", household.category().name())
                .bind("source", household.source())
                .bind("since", household.since())
                .bind("by", household.recordedBy())
                .bind("at", household.recordedAt().atOffset(ZoneOffset.UTC))
                .execute());
    }

    void delete(String student) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from monitored_household where student = :student")
                .bind("student", student)
                .execute());
    }
}
