package org.baoxue.kit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.baoxue.kit.due.DueWork;
import org.baoxue.kit.store.Changed;
import org.baoxue.kit.store.Transactions;
import org.jdbi.v3.core.Jdbi;

/** Due work as every service has it: a row rings once, when its time has come. */
@ApplicationScoped
class Alarms implements DueWork {

    private final Jdbi jdbi;
    private final Transactions transactions;
    private final Event<Changed> changed;

    Alarms(Jdbi jdbi, Transactions transactions, Event<Changed> changed) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.changed = changed;
    }

    void set(String name, Instant at) {
        transactions.asWorker(() -> {
            jdbi.useHandle(handle -> handle.createUpdate("insert into alarm (name, at) values (:name, :at)")
                    .bind("name", name)
                    .bind("at", at)
                    .execute());
            changed.fire(new Changed());
        });
    }

    /** How late it rang, or empty while it has not. */
    Optional<Long> millisLate(String name) {
        return transactions.asWorker(() -> jdbi.withHandle(
                handle -> handle.createQuery("select cast(extract(epoch from rung_at - at) * 1000 as bigint) from alarm"
                                + " where name = :name and rung_at is not null")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne()));
    }

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public int work(Instant now, int limit) {
        return transactions.asWorker(() -> jdbi.withHandle(handle -> handle.createQuery("""
                        update alarm set rung_at = :now
                        where name in (select name from alarm where rung_at is null and at <= :now
                            order by at limit :limit for update skip locked)
                        returning rung_at
                        """)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(OffsetDateTime.class)
                .list()
                .size()));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of("select at as due from alarm where rung_at is null");
    }
}
