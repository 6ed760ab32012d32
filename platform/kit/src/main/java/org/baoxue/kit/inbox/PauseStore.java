package org.baoxue.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Which topics are paused. Call it inside a worker's transaction. */
@ApplicationScoped
class PauseStore {

    private final Jdbi jdbi;

    PauseStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Pause> all() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select topic, paused_by as by, reason, paused_at as since from inbox_pause order by topic")
                .map(ConstructorMapper.of(Pause.class))
                .list());
    }

    /** Whether nothing may be taken in; asked after the mark is locked. */
    boolean isPaused(String topic) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from inbox_pause where topic = :topic)")
                        .bind("topic", topic)
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * Writes the pause and waits for whatever is being taken in just now: behind these locks everybody sees it.
     *
     * @return false where it was paused before: that pause stands
     */
    boolean pause(String topic, String by, String reason) {
        return jdbi.withHandle(handle -> {
            int written = handle.createUpdate("""
                            insert into inbox_pause (topic, paused_by, reason, paused_at)
                            values (:topic, :by, :reason, baoxue_now()) on conflict do nothing
                            """)
                    .bind("topic", topic)
                    .bind("by", by)
                    .bind("reason", reason)
                    .execute();
            handle.createQuery(
                            "select partition from inbox_mark where topic = :topic order by topic_id, partition for update")
                    .bind("topic", topic)
                    .mapTo(Integer.class)
                    .list();
            return written > 0;
        });
    }

    boolean resume(String topic) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from inbox_pause where topic = :topic")
                        .bind("topic", topic)
                        .execute())
                > 0;
    }
}
