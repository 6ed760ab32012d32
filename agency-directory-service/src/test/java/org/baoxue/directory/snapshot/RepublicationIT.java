package org.baoxue.directory.snapshot;

import static org.baoxue.directory.Given.operator;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.baoxue.directory.Given;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class RepublicationIT {

    private static final List<String> KEYS =
            List.of("place/530113001", "calendar/CN", "organisation/2153011380", "post/principal@2153011380");

    @Test
    void everything_is_published_again_as_it_was_under_ids_that_no_consumer_has_seen() {
        Given.school("2153011380", "530113102");
        Given.post("2153011380", "principal", "2153011380", Given.holder("p-1", "2026-09-01"));

        var before = KEYS.stream().map(Given::events).toList();

        operator()
                .post("/v1/directory/republish")
                .then()
                .statusCode(200)
                .body("published.place", greaterThan(45_979))
                .body("published.organisation", greaterThanOrEqualTo(1))
                .body("published.post", greaterThanOrEqualTo(1))
                .body("published.calendar", greaterThanOrEqualTo(1));

        assertEquals(
                before.stream().map(count -> count + 1).toList(),
                KEYS.stream().map(Given::events).toList());
        operator().post("/v1/directory/republish").then().statusCode(200);
        for (var key : KEYS) {
            assertEquals(Given.events(key), distinct("id", key), key);
            assertEquals(1, latest(key), key);
        }
    }

    private static int distinct(String column, String key) {
        return count("select count(distinct %s) from outbox where aggregateid = :key".formatted(column), key);
    }

    /** How many different contents the last three events of a key have: the change and its two repetitions. */
    private static int latest(String key) {
        return count("""
                select count(distinct payload) from (
                    select payload from outbox where aggregateid = :key order by seq desc limit 3) as last
                """, key);
    }

    private static int count(String sql, String key) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(sql)
                .bind("key", key)
                .mapTo(Integer.class)
                .one());
    }
}
