package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The database repeats the access rules for every row that speaks of a child, whatever the code above it does. */
@QuarkusTest
@WithTestResource(Platform.class)
class RowSecurityIT {

    private static final List<String> TABLES = List.of(
            "student",
            "enrolment",
            "leave",
            "concern",
            "roll_call",
            "ed_fi_event",
            "leave_change",
            "leave_paper",
            "student_number",
            "monitored_household",
            "return_survey",
            "sampling",
            "sampling_unit",
            "class_day",
            "resident_register",
            "resident",
            "comparison",
            "comparison_child",
            "difference",
            "difference_answer");

    @Inject
    Transactions transactions;

    @Inject
    Jdbi jdbi;

    @Test
    void every_table_of_children_is_under_row_level_security() {
        var secured = Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select relname from pg_class where relrowsecurity and relkind = 'r' order by relname")
                .mapTo(String.class)
                .list());
        assertThat(secured).containsExactlyInAnyOrderElementsOf(TABLES);
        var speaking = Superuser.jdbi()
                .withHandle(
                        handle -> handle.createQuery("""
                                select distinct table_name from information_schema.columns
                                where table_schema = 'public' and column_name in ('student', 'home_place', 'absent')
                                """).mapTo(String.class).list());
        assertThat(secured).containsAll(speaking);
    }

    @Test
    void a_scope_sees_its_own_rows_and_no_others() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        for (var code : List.of("RSA", "RSB")) {
            var school =
                    SchoolFixture.opens(code, code.equals("RSA") ? "530113001" : "530114001", "Asia/Shanghai", false);
            school.enrols(code + "-1", code + "-a");
            school.system()
                    .body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                    .put("/v1/classes/%s-1/roll-calls/2026-10-12/AM".formatted(code))
                    .then()
                    .statusCode(201);
        }
        for (var table : List.of("student", "enrolment", "roll_call")) {
            assertThat(schoolsSeen(table, new Scope.School("RSA"))).as(table).containsExactly("RSA");
            assertThat(schoolsSeen(table, new Scope.Classes("RSA", Set.of("RSA-1"))))
                    .as(table)
                    .containsExactly("RSA");
            assertThat(schoolsSeen(table, new Scope.Classes("RSA", Set.of())))
                    .as(table)
                    .isEmpty();
            assertThat(schoolsSeen(table, new Scope.Place("530114")))
                    .as(table)
                    .contains("RSB")
                    .doesNotContain("RSA");
            assertThat(schoolsSeen(table, new Scope.Nothing())).as(table).isEmpty();
        }
    }

    private List<String> schoolsSeen(String table, Scope scope) {
        return transactions.within(
                scope,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select distinct school from " + table + " order by school")
                                .mapTo(String.class)
                                .list()));
    }
}
