package org.baoxue.directory.organisation;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** What hangs on an organisation. */
@ApplicationScoped
class OrganisationStore {

    private final Jdbi jdbi;

    OrganisationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps the organisation from being removed or changed until the transaction ends. */
    void hold(String code) {
        lock("select code from organisation where code = :code for share", code);
    }

    /** Waits until nobody holds the organisation. */
    void holdAlone(String code) {
        lock("select code from organisation where code = :code for update", code);
    }

    private void lock(String sql, String code) {
        jdbi.useHandle(handle ->
                handle.createQuery(sql).bind("code", code).mapTo(String.class).list());
    }

    boolean isInUse(String code) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select exists (select from post where organisation = :code)
                            or exists (select from calendar where owner = :code or school = :code)
                        """).bind("code", code).mapTo(Boolean.class).one());
    }

    /** Holders are guarded by the place of their organisation: when it moves, they move with it. */
    void moveHolders(String code, String place) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update post_holder h set place = :place
                        from post p where p.key = h.post_key and p.organisation = :code
                        """).bind("code", code).bind("place", place).execute());
    }
}
