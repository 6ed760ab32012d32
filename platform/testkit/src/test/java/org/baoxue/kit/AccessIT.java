package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Planted;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class AccessIT {

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void children() {
        Superuser.jdbi().useHandle(handle -> handle.execute("""
                insert into child values
                    ('ana', '530113001', null, 'S1', 'S1-1'),
                    ('bo', '530113001', null, 'S1', 'S1-2'),
                    ('cai', '530113002', '530200001', 'S2', 'S2-1')
                on conflict do nothing
                """));
    }

    @Test
    void theDatabaseShowsOnlyTheChildrenWithinTheScope() {
        assertThat(seenWithin(new Scope.School("S1"))).containsExactly("ana", "bo");
        assertThat(seenWithin(new Scope.Classes("S1", Set.of("S1-2")))).containsExactly("bo");
        assertThat(seenWithin(new Scope.Classes("S1", Set.of()))).isEmpty();
        assertThat(seenWithin(new Scope.Place("530113"))).containsExactly("ana", "bo", "cai");
        assertThat(seenWithin(new Scope.Place("5302"))).containsExactly("cai");
        assertThat(seenWithin(new Scope.Place("54"))).isEmpty();
        assertThat(seenWithin(new Scope.Nothing())).isEmpty();
    }

    @Test
    void aTenantFilterThatIsOffIsNoticed() throws Exception {
        try {
            Planted.isCaught(
                    "tenant filter off",
                    "theDatabaseShowsOnlyTheChildrenWithinTheScope",
                    () -> this,
                    () -> {
                        filter("disable");
                        return this;
                    },
                    AccessIT::theDatabaseShowsOnlyTheChildrenWithinTheScope);
        } finally {
            filter("enable");
        }
    }

    private static void filter(String how) {
        Superuser.jdbi().useHandle(handle -> handle.execute("alter table child " + how + " row level security"));
    }

    @Test
    void theLoginRoleAloneReadsNothing() {
        assertThatThrownBy(() -> jdbi.withHandle(handle -> handle.createQuery("select id from child")
                        .mapTo(String.class)
                        .list()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aStatementThatFailsTellsNothingOfWhatItWasGiven() {
        assertThatThrownBy(() -> transactions.asWorker(() -> jdbi.useHandle(
                        handle -> handle.createUpdate("insert into ledger values (:key, gen_random_uuid(), 1000)")
                                .bind("key", "a free text")
                                .execute())))
                .hasMessageContaining("ledger_worth_check")
                .message()
                .doesNotContain("a free text");
    }

    private List<String> seenWithin(Scope scope) {
        return transactions.within(
                scope,
                () -> jdbi.withHandle(handle -> handle.createQuery("select id from child order by id")
                        .mapTo(String.class)
                        .list()));
    }
}
