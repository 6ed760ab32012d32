package org.baoxue.cases.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Rows of the history; the child's lock makes the numbering safe. */
@ApplicationScoped
class HistoryStore {

    private final Jdbi jdbi;

    HistoryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(UUID caseId, Instant at, History.What what, @Nullable String by, Object details) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into case_history (case_id, n, at, what, by_person, details)
                        select :case, coalesce(max(n), 0) + 1, :at, :what, :by, cast(:details as jsonb)
                        from case_history where case_id = :case
                        """)
                .bind("case", caseId)
                .bind("at", at)
                .bind("what", what)
                .bind("by", by)
                .bind("details", Json.write(details))
                .execute());
    }
}
