package org.baoxue.directory.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.baoxue.directory.Given;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database repeats who may see whom, past every check of the service. */
@QuarkusTest
@WithTestResource(Platform.class)
class HolderRowSecurityIT {

    private static final String MINE = "principal@2153011320";
    private static final String THEIRS = "principal@2153011321";
    private static final String ABOVE = "township-officer@530113106";
    private static final String ELSEWHERE = "township-officer@530113107";

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void two_schools_in_a_township() {
        for (var school : List.of("2153011320", "2153011321")) {
            Given.school(school, "530113106");
            Given.post(school, "principal", school, Given.holder("p-" + school, "2026-09-01"));
        }
        for (var township : List.of("530113106", "530113107")) {
            Given.government(township);
            Given.post(township + "-gov", "township-officer", township, Given.holder("p-" + township, "2026-09-01"));
        }
    }

    @Test
    void a_school_sees_its_own_holders_and_those_above_it() {
        assertEquals(List.of(MINE, ABOVE), seenWithin(new Scope.School("2153011320")));
    }

    @Test
    void a_township_sees_its_schools_and_a_county_all_of_them() {
        assertEquals(List.of(MINE, THEIRS, ABOVE), seenWithin(new Scope.Place("530113106")));
        assertEquals(List.of(MINE, THEIRS, ABOVE, ELSEWHERE), seenWithin(new Scope.Place("530113")));
    }

    @Test
    void who_has_no_scope_sees_nobody() {
        assertEquals(List.of(), seenWithin(new Scope.Nothing()));
        assertEquals(List.of(), seenWithin(new Scope.Place("530102")));
    }

    @Test
    void nobody_changes_a_holder_outside_the_own_scope_nor_above_it() {
        for (var foreign : List.of(THEIRS, ABOVE)) {
            int changed = transactions.within(
                    new Scope.School("2153011320"),
                    () -> jdbi.withHandle(
                            handle -> handle.createUpdate("update post_holder set deputy = true where post_key = :key")
                                    .bind("key", foreign)
                                    .execute()));
            assertEquals(0, changed);
        }
        assertThrows(
                JdbiException.class,
                () -> transactions.within(
                        new Scope.School("2153011320"),
                        () -> jdbi.withHandle(handle ->
                                handle.createUpdate("""
                                        insert into post_holder (post_key, position, person, deputy, held_from, sealed, place, school)
                                        select post_key, 9, person, deputy, held_from, sealed, place, '2153011321'
                                        from post_holder where post_key = :key
                                        """).bind("key", MINE).execute())));
    }

    @Test
    void the_login_role_by_itself_may_touch_nothing() {
        var refused = assertThrows(
                JdbiException.class,
                () -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from post_holder")
                        .mapTo(Long.class)
                        .one()));

        assertTrue(String.valueOf(refused.getMessage()).contains("permission denied"), refused.getMessage());
    }

    private List<String> seenWithin(Scope scope) {
        return transactions.within(
                scope,
                () -> jdbi.withHandle(handle -> handle.createQuery("""
                                select post_key from post_holder where post_key = any (:keys) order by post_key
                                """)
                        .bindArray("keys", String.class, MINE, THEIRS, ABOVE, ELSEWHERE)
                        .mapTo(String.class)
                        .list()));
    }
}
