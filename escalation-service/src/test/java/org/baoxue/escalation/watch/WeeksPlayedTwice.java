package org.baoxue.escalation.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.escalation.ThrownAway;
import org.baoxue.escalation.watch.PlayedWeeks.Means;
import org.baoxue.escalation.watch.PlayedWeeks.Played;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Plays generated weeks twice on the real tables, with the short way and with none, each in a transaction that is thrown away:
 * what is stored and told must be the same.
 */
abstract class WeeksPlayedTwice {
    private static final String CLOCK = "baoxue_now()";
    private static final int MOST_SECONDS = 600;

    @Inject
    ChildStore children;

    @Inject
    BareLapses lapses;

    @Inject
    Watch watch;

    @Inject
    Recorder recorder;

    @Inject
    Jdbi jdbi;

    @Inject
    Transactions transactions;

    @Inject
    TransactionManager manager;

    @Inject
    Backlog backlog;

    @Inject
    @Any
    Instance<EventHandler> listeners;

    private String clock = "";

    /** In a transaction that says what time it is the clock stands still; everybody else's goes on. */
    @BeforeEach
    void stillClock() {
        clock = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select pg_get_functiondef(cast(:clock as regprocedure))")
                        .bind("clock", CLOCK)
                        .mapTo(String.class)
                        .one());
        define("""
                create or replace function baoxue_now() returns timestamptz
                    language sql volatile security definer set search_path = public
                as $$
                    select coalesce(cast(nullif(current_setting('baoxue.still', true), '') as timestamptz),
                        clock_timestamp() + offset_us * interval '1 microsecond') from suite_clock
                $$
                """);
        await().until(backlog::isRead);
    }

    @AfterEach
    void clockAsItWas() {
        define(clock);
    }

    /**
     * Fails where it is not the same.
     *
     * @param claiming says of the children that are due whether the short way may be taken
     * @return how often the short way was taken
     */
    long compared(long seed, ChildStore claiming) {
        Played whole = played(seed, claiming, false);
        Played bare = played(seed, claiming, true);
        String where = "seed " + seed;
        assertEquals(without(whole.rows(), bare.rows()), without(bare.rows(), whole.rows()), where);
        assertEquals(whole.rows(), bare.rows(), where);
        assertEquals(0, whole.taken(), where);
        return bare.taken();
    }

    private static String without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        left.removeAll(others);
        return String.join("\n", left);
    }

    private Played played(long seed, ChildStore claiming, boolean bare) {
        try {
            manager.setTransactionTimeout(MOST_SECONDS);
            return playedAtLeisure(seed, claiming, bare);
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        } finally {
            ofEverybody();
        }
    }

    private void ofEverybody() {
        try {
            manager.setTransactionTimeout(0);
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private Played playedAtLeisure(long seed, ChildStore claiming, boolean bare) {
        List<EventHandler> all = listeners.stream().toList();
        return ThrownAway.asWorker(transactions, () -> {
            unhurried();
            var means = new Means(claiming, lapses, watch, recorder, backlog, jdbi, all, bare);
            return new PlayedWeeks(means, seed).played();
        });
    }

    /** Weeks in one transaction may take a slow machine longer than any work of the service may. */
    private void unhurried() {
        jdbi.useHandle(handle -> handle.createQuery("select set_config('transaction_timeout', '0', true)"
                        + " || set_config('idle_in_transaction_session_timeout', '0', true)")
                .mapTo(String.class)
                .one());
    }

    private static void define(String function) {
        Superuser.jdbi().useHandle(handle -> handle.execute(function));
    }
}
