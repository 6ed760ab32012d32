package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Idempotency;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class IdempotencyIT {

    @Inject
    Idempotency idempotency;

    @Inject
    Transactions transactions;

    @Test
    void anAnswerIsForgottenWhenNobodySendsItsWriteAgainAnyMore() {
        keeps("old", "31 days");
        keeps("young", "29 days");

        int forgotten = transactions.asWorker(idempotency::prune);

        assertThat(forgotten).isEqualTo(1);
        assertThat(Superuser.jdbi().<List<String>, RuntimeException>withHandle(handle -> handle.select(
                                "select key from idempotent_answer where operation = 'forgetting'")
                        .mapTo(String.class)
                        .list()))
                .containsExactly("young");
    }

    private static void keeps(String key, String age) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into idempotent_answer (caller, operation, key, request_hash, status, body, answered_at)"
                                + " values ('p', 'forgetting', ?, '', 200, '{}', baoxue_now() - cast(? as interval))",
                        key,
                        age));
    }
}
