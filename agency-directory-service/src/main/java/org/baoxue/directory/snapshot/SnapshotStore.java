package org.baoxue.directory.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class SnapshotStore {

    private final Jdbi jdbi;

    SnapshotStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void lock(String key) {
        jdbi.useHandle(handle -> handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", key)
                .mapToMap()
                .one());
    }

    long nextRevision() {
        return jdbi.withHandle(handle -> handle.createQuery("select nextval('directory_revision')")
                .mapTo(Long.class)
                .one());
    }
}
