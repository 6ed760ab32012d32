package org.baoxue.attendance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.baoxue.testkit.Superuser;
import org.jspecify.annotations.Nullable;

/** How a refusal looks, and that it left nothing behind. */
final class Refusals {

    private Refusals() {}

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
