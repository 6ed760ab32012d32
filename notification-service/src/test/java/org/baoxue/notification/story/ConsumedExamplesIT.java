package org.baoxue.notification.story;

import static org.baoxue.notification.story.TellingIT.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** Reads every example of the publishers' contracts, as if they had published them. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class ConsumedExamplesIT {

    @Test
    void ofTheDirectory() {
        read(
                "../agency-directory-service/contracts",
                "baoxue.directory.v1",
                "org.baoxue.directory.",
                Set.of("place.v1", "organisation.v1", "post.v1", "calendar.v1"),
                (name, json) -> {
                    var body = Json.tree(json);
                    return name.equals("post.v1")
                            ? "post/" + body.path("post").asText() + "@"
                                    + body.path("scope").asText()
                            : name.replace(".v1", "/") + body.path("code").asText();
                });
        eventually(() -> assertEquals(
                1,
                School.count(
                        "select count(*) from post_copy where post = 'class-teacher' and scope = '2153011301-0701'")));
    }

    @Test
    void ofTheRoster() {
        read(
                "../attendance-service/contracts",
                "baoxue.roster.v1",
                "org.baoxue.roster.",
                Set.of("enrolment.v1"),
                ConsumedExamplesIT::student);
    }

    @Test
    void ofTheLedger() {
        read("../case-service/contracts", "baoxue.case.v1", "org.baoxue.case.", Set.of(), ConsumedExamplesIT::student);
        eventually(() -> assertEquals(
                3,
                School.count(
                        "select count(*) from report where state = 'SIGNED' and number like '2153011301-2026-00%'")));
    }

    @Test
    void ofTheEscalation() {
        if (Files.isDirectory(Path.of("../escalation-service/contracts/events"))) {
            read(
                    "../escalation-service/contracts",
                    "baoxue.escalation.v1",
                    "org.baoxue.escalation.",
                    Set.of(),
                    ConsumedExamplesIT::student);
        }
    }

    private static String student(String name, String json) {
        var body = Json.tree(json);
        return body.path("student")
                .asText(body.path("class").asText(body.path("school").asText("nobody")));
    }

    /** @param names of the events to read; empty: all */
    private static void read(
            String contracts, String topic, String prefix, Set<String> names, BiFunction<String, String, String> key) {
        var wanted = new TreeSet<String>();
        ContractCheck.of(Path.of(contracts)).examples().forEach((file, json) -> {
            var name = ContractCheck.nameOf(file);
            if (names.isEmpty() || names.contains(name)) {
                wanted.add(EventProbe.publish(topic, key.apply(name, json), prefix + name, json)
                        .toString());
            }
        });
        assertFalse(wanted.isEmpty());
        eventually(() -> assertEquals(wanted.size(), known(wanted)));
        assertEquals(List.of(), Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select type || ' ' || reason from dead_letter where topic = ?")
                .bind(0, topic)
                .mapTo(String.class)
                .list()));
    }

    /** Seen, or parked: in either case it was read. */
    private static long known(Set<String> ids) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                        select count(*) from (select id::text from inbox_seen where id::text = any(:ids)
                            union select event_id from dead_letter where event_id = any(:ids)) as read
                        """)
                .bindArray("ids", String.class, List.copyOf(ids))
                .mapTo(Long.class)
                .one());
    }
}
