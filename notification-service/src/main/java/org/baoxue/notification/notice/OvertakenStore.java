package org.baoxue.notification.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.baoxue.notification.plan.Notice;
import org.jdbi.v3.core.Jdbi;

/** Which notices stopped being true after their messages were made, and which wait for a person. */
@ApplicationScoped
class OvertakenStore {

    private final Jdbi jdbi;

    OvertakenStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The first reason stays. */
    void save(Map<UUID, Notice.Silence> overtaken) {
        if (overtaken.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch =
                    handle.prepareBatch("update notice set overtaken = :reason where id = :id and overtaken is null");
            overtaken.forEach((id, reason) ->
                    batch.bind("id", id).bind("reason", reason.name()).add());
            batch.execute();
        });
    }

    Optional<String> reason(UUID notice) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select overtaken from notice where id = :id and overtaken is not null")
                        .bind("id", notice)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Whether at least one of them is still true. */
    boolean isAnyTrue(Collection<UUID> notices) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select 1 from notice where id = any(:ids) and overtaken is null)")
                .bindArray("ids", UUID.class, List.copyOf(notices))
                .mapTo(Boolean.class)
                .one());
    }

    /** What failed and went to nobody else: the whole line is vacant, or it is told further to nobody. */
    long countUntold() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from notice where state = 'FAILED' and overtaken is null
                          and (reason = :nobody or list or corrects is not null or occasion = :unreached)
                        """)
                .bind("nobody", Notices.NOBODY_REACHABLE)
                .bind("unreached", Notice.POST_UNREACHED)
                .mapTo(Long.class)
                .one());
    }

    long count(Notice.State state) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from notice"
                        + " where state in ('FAILED', 'UNCLEAR') and state = :state and overtaken is null")
                .bind("state", state.name())
                .mapTo(Long.class)
                .one());
    }
}
