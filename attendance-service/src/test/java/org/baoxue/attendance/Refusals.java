package org.baoxue.attendance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Superuser;
import org.jspecify.annotations.Nullable;

/** How a refusal looks, and that it left nothing behind. */
final class Refusals {

    static final SchoolFixture SCHOOL = new SchoolFixture("BAD", "530113001");

    private Refusals() {}

    /** A Monday at ten past eight: the school has two children in one class, another school stands beside it. */
    static void mondayMorning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
        if (count("select count(*) from school where code = 'BAD'") == 0) {
            SchoolFixture.opens(SCHOOL.code());
            SchoolFixture.opens("OTHER", "530113002", "Asia/Shanghai", false);
            SCHOOL.enrols("BAD-1", "bad-a", "bad-b");
        }
    }

    /** All that a write could have left behind, of any school. */
    static List<Long> kept() {
        return Stream.of("roll_call", "leave", "student", "enrolment", "school_class", "outbox", "idempotent_answer")
                .map(table -> count("select count(*) from " + table))
                .toList();
    }

    static void problem(ValidatableResponse answer, int status, @Nullable String pointer) {
        answer.statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("type", startsWith("urn:baoxue:problem:"))
                .body("status", equalTo(status))
                .body("detail", not(containsString("Exception")));
        if (pointer != null) {
            answer.body("errors[0].pointer", equalTo(pointer));
        }
    }

    static long count(String sql) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
    }
}
