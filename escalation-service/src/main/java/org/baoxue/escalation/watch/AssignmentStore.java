package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.baoxue.escalation.duty.Post;
import org.jdbi.v3.core.Jdbi;

/** Who gave a duty to whom, and why: only ever added to. */
@ApplicationScoped
class AssignmentStore {
    private final Jdbi jdbi;

    AssignmentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void keep(String duty, Post from, Post to, String why, String by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into duty_assignment (duty, from_post, from_scope, to_post, to_scope, why, by_whom, at)
                        values (:duty, :fromPost, :fromScope, :toPost, :toScope, :why, :by, :at)
                        """)
                .bind("duty", duty)
                .bind("fromPost", from.post())
                .bind("fromScope", from.scope())
                .bind("toPost", to.post())
                .bind("toScope", to.scope())
                .bind("why", why)
                .bind("by", by)
                .bind("at", at)
                .execute());
    }
}
