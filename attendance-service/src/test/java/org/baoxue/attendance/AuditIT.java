package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has read of a child can be answered for every list as well. */
@QuarkusTest
@WithTestResource(Platform.class)
class AuditIT {

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_list_leaves_a_row_for_each_child_on_the_page_that_was_read() {
        var school = SchoolFixture.opens("880001");
        school.enrols("880001-1", "au1-a", "au1-b", "au1-c");
        reads(school, "/v1/schools/880001/classes/880001-1/students?limit=2");
        assertThat(rows("listClassStudents")).containsExactly("au1-a", "au1-b");

        reads(school, "/v1/schools/880001/arrivals?from=2026-10-12&to=2026-10-12&limit=2");
        assertThat(rows("listNotArrived")).containsExactly("au1-a", "au1-b");

        var rollCall = "/v1/classes/880001-1/roll-calls/2026-10-12/AM";
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                .put(rollCall)
                .then()
                .statusCode(201);
        reads(school, rollCall);
        assertThat(rows("readRollCall")).containsExactly("au1-a", "au1-b", "au1-c");

        for (var student : List.of("au1-a", "au1-b")) {
            EdFiEvents.post(school.system(), EdFiEvents.event("880001", student, "2026-10-09", "Tardy"))
                    .then()
                    .statusCode(201);
        }
        reads(school, EdFiEvents.PATH + "?schoolId=880001");
        reads(school, EdFiEvents.PATH + "?studentUniqueId=au1-b");
        reads(school, EdFiEvents.PATH + "?studentUniqueId=nobody");
        assertThat(rows("listEdFiAttendanceEvents")).containsExactly("au1-a", "au1-b", "au1-b");
    }

    private static void reads(SchoolFixture school, String path) {
        school.as("principal", "P-AU1").get(path).then().statusCode(200);
    }

    private static List<String> rows(String operation) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select subject from access_audit where person = 'P-AU1' and operation = :operation"
                                + " order by subject")
                .bind("operation", operation)
                .mapTo(String.class)
                .list());
    }
}
