package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What others had published is read before anything that falls due is worked. */
@QuarkusTest
@WithTestResource(Platform.class)
class BacklogIT {

    @Inject
    Backlog backlog;

    @Inject
    Alarms alarms;

    @Inject
    SuiteClock clock;

    @Test
    void nothingIsWorkedBeforeWhatWasPublishedIsRead() {
        await().until(backlog::isRead);
        Superuser.jdbi().useTransaction(handle -> {
            // the mark of no partition can be raised: nobody takes anything in
            handle.execute("lock table inbox_mark in exclusive mode");
            EventProbe.publish("baoxue.test.v1", "backlog", "org.baoxue.test.entry.v1", Map.of("worth", 5));
            backlog.hearAnew();
            alarms.set("behind", clock.now().minusSeconds(60));
            await().during(Duration.ofSeconds(2))
                    .until(() -> alarms.millisLate("behind").isEmpty() && !backlog.isRead());
            assertThat(entries(handle)).isZero();
        });
        await().until(() -> alarms.millisLate("behind").isPresent());
        assertThat(backlog.isRead()).isTrue();
        assertThat(Superuser.jdbi().withHandle(BacklogIT::entries)).isEqualTo(1);
    }

    private static int entries(Handle handle) {
        return handle.createQuery("select count(*) from ledger where key = 'backlog'")
                .mapTo(Integer.class)
                .one();
    }
}
