package org.baoxue.cases.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Watched returns that attendance never confirmed, by the end of their watch. */
@ApplicationScoped
class WatchStore {

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

    long countOver(Instant now) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from case_file where watch_ends_at <= :now")
                        .bind("now", now)
                        .mapTo(Long.class)
                        .one());
    }

    Optional<Instant> next() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select watch_ends_at from case_file where watch_ends_at is not null order by 1 limit 1")
                .mapTo(Instant.class)
                .findOne());
    }

    void putOff(UUID id, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update case_file set watch_ends_at = :until where id = :id and watch_ends_at is not null")
                .bind("id", id)
                .bind("until", until)
                .execute());
    }
}
