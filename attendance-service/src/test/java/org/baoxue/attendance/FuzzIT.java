package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.baoxue.testkit.fuzz.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is sent: an answer that is documented, no error of ours, and a refusal that changes nothing and repeats nothing. */
@QuarkusTest
@WithTestResource(Platform.class)
class FuzzIT {

    private static final List<String> PERSONAL = List.of("欧阳金丝雀", "+8613900001111", "530113201512317776");

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whatever_is_sent_gets_an_answer_that_is_documented() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        var school = SchoolFixture.opens("770001");
        school.enrols("770001-1", "fz-a", "fz-b");
        school.giveClassTo("770001-1", "T-FZ");
        var known = Map.ofEntries(
                Map.entry("classId", List.of("770001-1", "770001-2")),
                Map.entry("class", List.of("770001-1", "770001-2")),
                Map.entry("studentId", List.of("fz-a", "fz-b", "fz-c")),
                Map.entry("student", List.of("fz-a", "fz-b", "fz-c")),
                Map.entry("schoolId", List.of("770001")),
                Map.entry("studentUniqueId", List.of("fz-a", "fz-b", "fz-c")),
                Map.entry("eventDate", List.of("2026-10-12", "2026-10-09")),
                Map.entry("sessionName", List.of("Fall")),
                Map.entry("attendanceEventCategoryDescriptor", List.of("Tardy", "Unexcused Absence")),
                Map.entry("school", List.of("770001")),
                Map.entry("session", List.of("AM", "PM")),
                Map.entry("date", List.of("2026-10-12", "2026-10-09")),
                Map.entry("from", List.of("2026-09-01", "2026-10-12")),
                Map.entry("to", List.of("2026-10-12", "2026-10-20")),
                Map.entry("place", List.of("530113001", "530113")),
                Map.entry("homePlace", List.of("530113001")),
                Map.entry("Idempotency-Key", List.of("k1", "k2", "k3")),
                Map.entry("If-Match", List.of("\"1\"", "\"2\"")),
                Map.entry("Upload-Offset", List.of("0", "10")),
                Map.entry("Upload-Complete", List.of("?1", "?0")),
                Map.entry("name", List.of(PERSONAL.get(0))),
                Map.entry("phone", List.of(PERSONAL.get(1))),
                Map.entry("identityNumber", List.of(PERSONAL.get(2))),
                Map.entry("ref", List.of("G-1")),
                Map.entry("language", List.of("zh")));
        var tokens = List.of(
                Tokens.ofSchool("school-system", "client-FZ", "770001"),
                Tokens.ofSchool("academic-office", "office-FZ", "770001"),
                Tokens.ofSchool("principal", "P-FZ", "770001"),
                Tokens.ofSchool("class-teacher", "T-FZ", "770001"),
                Tokens.ofPlace("county-bureau", "O-FZ", "530113"),
                Tokens.ofPlace("township-officer", "O-FZ-1", "530113001"),
                Tokens.ofPlace("county-system", "county-system", "530113"));
        var found = Fuzz.of(new Fuzz.World(known, tokens, PERSONAL, FuzzIT::kept));
        assertThat(found.faults())
                .as("seed " + found.seed() + ": -Dbaoxue.fuzz.seed=" + found.seed() + " asks the same again")
                .isEmpty();
        assertThat(found.statuses()).as("some are right").containsKeys(200, 201);
    }

    /** Rows of everything that a refusal must leave alone. */
    private static List<Long> kept() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                                select array[(select count(*) from student), (select count(*) from enrolment),
                                    (select count(*) from roll_call), (select coalesce(sum(revision), 0) from leave),
                                    (select count(*) from leave_change), (select count(*) from leave_paper),
                                    (select count(*) from concern), (select count(*) from student_number),
                                    (select count(*) from monitored_household), (select count(*) from sampling),
                                    (select count(*) from roll_call_file), (select count(*) from roll_call_file_refusal),
                                    (select count(*) from ed_fi_event), (select count(*) from school_class),
                                    (select coalesce(max(seq), 0) from outbox)]
                                """)
                .map((row, context) -> List.of((Long[]) row.getArray(1).getArray()))
                .one());
    }
}
