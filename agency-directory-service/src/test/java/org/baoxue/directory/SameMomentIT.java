package org.baoxue.directory;

import static org.baoxue.directory.Given.events;
import static org.baoxue.directory.Given.operator;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** Writers of one key at the same moment wait for each other, and the topic ends with what the database ends with. */
@QuarkusTest
@WithTestResource(Platform.class)
class SameMomentIT {

    private static final int WRITERS = 6;

    @Test
    void the_first_of_many_equal_writes_counts() throws Exception {
        Given.school("2153011360", "530113102");
        var writes = Map.<String, Map<String, Object>>of(
                "/v1/places/530113001971", Map.of("name", "社区", "level", "VILLAGE"),
                "/v1/organisations/2153011361", Given.schoolBody("530113102"),
                "/v1/organisations/2153011360/posts/principal/2153011360",
                        Map.of("holders", List.of(Given.holder("p-1", "2026-09-01"))),
                "/v1/calendars/school/2153011360", Given.calendarBody(Given.day("2026-11-05", false)));

        for (var write : writes.entrySet()) {
            var statuses = together(
                    i -> operator().body(write.getValue()).put(write.getKey()).statusCode());
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), write.getKey() + statuses);
            assertEquals(
                    WRITERS - 1,
                    statuses.stream().filter(status -> status == 200).count(),
                    write.getKey() + statuses);
        }
        assertEquals(1, events("place/530113001971"));
        assertEquals(1, events("organisation/2153011361"));
        assertEquals(1, events("post/principal@2153011360"));
        assertEquals(1, events("calendar/2153011360"));
    }

    @Test
    void a_publication_of_everything_overtakes_no_change() throws Exception {
        var school = "/v1/organisations/2153011362";
        together(i -> i == 0
                ? operator().post("/v1/directory/republish").statusCode()
                : operator().body(named("name " + i)).put(school).statusCode());
        operator().body(named("last")).put(school).then().statusCode(200);

        var kept = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select name from organisation where code = '2153011362'")
                        .mapTo(String.class)
                        .one());
        int appended = events("organisation/2153011362");
        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            var seen = probe.awaitAll(appended, event -> event.key().equals("organisation/2153011362"));
            assertEquals(kept, seen.getLast().text("name"));
        }
    }

    private static Map<String, Object> named(String name) {
        var body = new HashMap<>(Given.schoolBody("530113102"));
        body.put("name", name);
        return body;
    }

    private interface Write {
        int status(int writer);
    }

    private static List<Integer> together(Write write) throws Exception {
        var barrier = new CyclicBarrier(WRITERS);
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                calls.add(() -> {
                    barrier.await();
                    return write.status(writer);
                });
            }
            var statuses = new ArrayList<Integer>();
            for (var call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            return statuses;
        }
    }
}
