package org.baoxue.directory.shipped;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Which version of which shipped file has been loaded to its end. */
@ApplicationScoped
class ShippedFileStore {

    private final Jdbi jdbi;

    ShippedFileStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    boolean isLoaded(String name, String version) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from shipped_file where name = :name and version = :version)")
                .bind("name", name)
                .bind("version", version)
                .mapTo(Boolean.class)
                .one());
    }

    void loaded(String name, String version) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into shipped_file (name, version, loaded_at) values (:name, :version, baoxue_now())
                        on conflict (name) do update set version = excluded.version, loaded_at = excluded.loaded_at
                        """)
                .bind("name", name)
                .bind("version", version)
                .execute());
    }
}
