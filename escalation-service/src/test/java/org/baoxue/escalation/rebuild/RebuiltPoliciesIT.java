package org.baoxue.escalation.rebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.ThrownAway;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What a database that is told anew keeps of the policies that were published. */
@QuarkusTest
@WithTestResource(Platform.class)
class RebuiltPoliciesIT {
    private static final String PUBLISHED = "2001-01-01T00:00:00Z";

    @Inject
    RebuildStore store;

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @Test
    void a_shipped_version_from_before_any_was_kept_is_not_kept_now() {
        var kept = ThrownAway.asWorker(transactions, () -> {
            store.keep(
                    RebuildStore.Kept.POLICIES,
                    List.of(
                            set(0, "", "2000-02-02", 1),
                            set(1, "", "2000-02-02", 2),
                            set(2, "539998", "2000-02-02", 1)));
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select place || '/' || version from policy where from_date = '2000-02-02' order by place")
                    .mapTo(String.class)
                    .list());
        });
        assertEquals(List.of("/2", "539998/1"), kept);
    }

    private static Map<String, Object> set(int n, String place, String from, int version) {
        return Map.of(
                "n",
                n,
                "said",
                Map.of("place", place, "from", from, "version", version, "values", Map.of(), "at", PUBLISHED));
    }
}
