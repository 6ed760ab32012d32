package org.baoxue.cases.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Watched returns of children of whom attendance still says that they are absent, by the end of their watch. */
@ApplicationScoped
class WatchStore {

    /** When each watch ends. */
    static final String WAITING = "select watch_ends_at as due from case_file";

    /** @param id of the entry */
    public record Watched(UUID id, String student) {}

    private final Jdbi jdbi;

    WatchStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Watched> over(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, student from case_file where watch_ends_at <= :now order by watch_ends_at limit :limit
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Watched.class))
                .list());
    }

    void putOff(UUID id, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update case_file set watch_ends_at = :until where id = :id and watch_ends_at is not null")
                .bind("id", id)
                .bind("until", until)
                .execute());
    }
}
