package org.baoxue.notification.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.jdbi.v3.core.Jdbi;

/** Which posts' own notices tell the level above that nobody holds them. */
@ApplicationScoped
class ClimbingStore {

    private final Jdbi jdbi;

    ClimbingStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** By duty: those that are still to hear of it, or in whose stead somebody heard, or in vain nobody could. */
    Map<String, List<PostRef>> of(Collection<String> duties) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select cause_id, audience_post, audience_scope from notice
                        where cause_id = any(:duties) and cause = 'DUTY' and occasion in (:opened, :handedOver) and not list
                          and (state = 'PLANNED' or instead_of or reason = :nobody)
                        """)
                .bindArray("duties", String.class, List.copyOf(duties))
                .bind("opened", Notice.OPENED)
                .bind("handedOver", Notice.HANDED_OVER)
                .bind("nobody", Notices.NOBODY_REACHABLE)
                .reduceRows(new HashMap<String, List<PostRef>>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("cause_id", String.class), none -> new ArrayList<>())
                            .add(new PostRef(
                                    row.getColumn("audience_post", String.class),
                                    row.getColumn("audience_scope", String.class)));
                    return found;
                }));
    }
}
