package org.baoxue.attendance.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class RollCallIT {

    private static final String MONDAY = "2026-10-12";

    private record Said(String student, String mark) {}

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void a_roll_call_says_something_of_every_member_of_the_class() {
        var school = SchoolFixture.opens("RC1");
        school.enrols("RC1-1", "rc1-a", "rc1-b", "rc1-c", "rc1-d");
        put(school, "RC1-1", exceptions(absent("rc1-a"), entry("rc1-b", "LATE")), null)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("revision", equalTo(1))
                .body("revisions[0].takenAt", equalTo("2026-10-12T00:00:00Z"));

        var event = Published.attendance("roll-call-recorded", "RC1", 1).getFirst();
        var body = Objects.requireNonNull(event.body());
        assertThat(body.path("absent").toString()).isEqualTo("[\"rc1-a\"]");
        assertThat(body.path("late").toString()).isEqualTo("[\"rc1-b\"]");
        assertThat(body.path("present").toString()).isEqualTo("[\"rc1-c\",\"rc1-d\"]");
        assertThat(body.path("sessionStarts").asText()).isEqualTo("08:00");
        assertThat(event.headers()).containsEntry("ce_source", "/baoxue/attendance");
    }

    @Test
    void the_same_again_publishes_nothing_and_a_correction_keeps_what_was_before() {
        var school = SchoolFixture.opens("RC2");
        school.enrols("RC2-1", "rc2-a", "rc2-b");
        put(school, "RC2-1", exceptions(absent("rc2-a")), null).statusCode(201);
        put(school, "RC2-1", exceptions(absent("rc2-a")), null).statusCode(200);

        put(school, "RC2-1", exceptions(), null)
                .statusCode(428)
                .body("errors.pointer", contains("header:If-Match", "/reason"));
        put(school, "RC2-1", reasoned("ARRIVED_LATER"), "\"7\"").statusCode(412);
        put(school, "RC2-1", exceptions(), "\"1\"").statusCode(422).body("errors[0].pointer", equalTo("/reason"));
        put(school, "RC2-1", reasoned("ARRIVED_LATER"), "\"1\"").statusCode(200).header("ETag", "\"2\"");
        put(school, "RC2-1", reasoned("ARRIVED_LATER"), "\"1\"").statusCode(200).header("ETag", "\"2\"");

        school.office()
                .get("/v1/classes/RC2-1/roll-calls/%s/AM".formatted(MONDAY))
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("revisions", hasSize(2))
                .body("revisions[0].absent", contains("rc2-a"))
                .body("revisions[1].absent", empty())
                .body("revisions[1].reason", equalTo("ARRIVED_LATER"));
        assertThat(Published.attendance("roll-call-recorded", "RC2", 2)).hasSize(2);
    }

    @Test
    void a_school_posts_all_its_classes_at_once_and_each_is_answered_by_itself() {
        var school = SchoolFixture.opens("RC3");
        school.enrols("RC3-1", "rc3-a");
        school.enrols("RC3-2", "rc3-b");
        school.enrols("RC3-3", "rc3-c");
        put(school, "RC3-3", exceptions(), null).statusCode(201);
        var post = Map.of(
                "date",
                MONDAY,
                "session",
                "AM",
                "classes",
                List.of(
                        ofClass("RC3-1", absent("rc3-a")),
                        ofClass("RC3-2", absent("rc3-a")),
                        ofClass("RC3-3"),
                        ofClass("NO-SUCH"),
                        ofClass("RC3-1")));
        school.system()
                .body(post)
                .post("/v1/schools/RC3/roll-calls")
                .then()
                .statusCode(200)
                .body("results.outcome", contains("RECORDED", "REFUSED", "UNCHANGED", "REFUSED", "REFUSED"))
                .body("results.status", contains(201, 422, 200, 404, 422))
                .body("results[0].problem", nullValue())
                .body("results[1].problem.errors[0].pointer", equalTo("/classes/1/entries/0/student"))
                .body("results[3].problem.errors[0].pointer", equalTo("/classes/3/class"));
        assertThat(Published.attendance("roll-call-recorded", "RC3", 2)).hasSize(2);
    }

    @Test
    void a_sampled_roll_call_is_kept_apart() {
        var school = SchoolFixture.opens("RC4");
        school.enrols("RC4-1", "rc4-a");
        put(school, "RC4-1", exceptions(), null).statusCode(201);
        school.system()
                .body(exceptions(absent("rc4-a")))
                .put("/v1/classes/RC4-1/sampled-roll-calls/%s/AM".formatted(MONDAY))
                .then()
                .statusCode(201)
                .body("kind", equalTo("SAMPLED"));
        assertThat(Published.attendance("roll-call-recorded", "RC4", 2))
                .extracting(seen -> seen.text("kind"))
                .containsExactly("DAILY", "SAMPLED");
    }

    @Test
    void membership_is_by_date() {
        var school = SchoolFixture.opens("RC5");
        school.enrols("RC5-1", "rc5-a", "rc5-b");
        school.office()
                .body(Map.of("change", "WITHDRAWN", "effective", MONDAY))
                .post("/v1/students/rc5-b/enrolment-changes")
                .then()
                .statusCode(200);
        put(school, "RC5-1", exceptions(absent("rc5-b")), null)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/entries/0/student"));
        school.system()
                .body(exceptions(absent("rc5-b")))
                .put("/v1/classes/RC5-1/roll-calls/2026-10-09/AM")
                .then()
                .statusCode(201);
    }

    @Test
    void of_two_that_post_at_once_one_is_first_and_the_other_must_correct() throws InterruptedException {
        var school = SchoolFixture.opens("RC7");
        school.enrols("RC7-1", "rc7-a", "rc7-b");
        List<Callable<Integer>> posts = List.of(
                () -> put(school, "RC7-1", exceptions(absent("rc7-a")), null)
                        .extract()
                        .statusCode(),
                () -> put(school, "RC7-1", exceptions(absent("rc7-b")), null)
                        .extract()
                        .statusCode());
        try (var threads = Executors.newFixedThreadPool(2)) {
            assertThat(threads.invokeAll(posts)).extracting(Future::resultNow).containsExactlyInAnyOrder(201, 428);
        }
    }

    @Test
    void a_class_of_sixty_costs_as_many_statements_as_a_class_of_twenty() {
        var school = SchoolFixture.opens("RC6");
        school.enrols("RC6-1", names("rc6-s", 20));
        school.enrols("RC6-2", names("rc6-l", 60));
        var statements = RequestStatements.on(jdbi);
        put(school, "RC6-1", exceptions(absent("rc6-s1")), null).statusCode(201);
        long small = statements.take();
        put(school, "RC6-2", exceptions(absent("rc6-l1")), null).statusCode(201);
        assertThat(statements.take()).isEqualTo(small).isBetween(1L, 15L);
    }

    @Test
    void twelve_classes_at_once_cost_as_many_statements_as_two() {
        var school = SchoolFixture.opens("RC8");
        var classes = IntStream.range(0, 12).mapToObj(i -> "RC8-" + i).toList();
        classes.forEach(one -> school.enrols(one, "rc8-" + one));
        var statements = RequestStatements.on(jdbi);
        postAll(school, "AM", classes.subList(0, 2));
        long few = statements.take();
        postAll(school, "PM", classes);
        assertThat(statements.take()).isEqualTo(few).isBetween(1L, 15L);
    }

    /** Counts what requests send; the relay, the consumer and the day's end go on beside them on the same pool. */
    private static final class RequestStatements implements SqlLogger {
        private final AtomicLong count = new AtomicLong();

        static RequestStatements on(Jdbi jdbi) {
            var statements = new RequestStatements();
            jdbi.getConfig(SqlStatements.class).setSqlLogger(statements);
            return statements;
        }

        long take() {
            return count.getAndSet(0);
        }

        @Override
        public void logAfterExecution(StatementContext context) {
            if (Thread.currentThread().getName().startsWith("quarkus-virtual-thread")) {
                count.incrementAndGet();
            }
        }
    }

    private static void postAll(SchoolFixture school, String session, List<String> classes) {
        var posts = classes.stream().map(RollCallIT::ofClass).toList();
        school.system()
                .body(Map.of("date", MONDAY, "session", session, "classes", posts))
                .post("/v1/schools/%s/roll-calls".formatted(school.code()))
                .then()
                .statusCode(200)
                .body("results", hasSize(classes.size()))
                .body("results.outcome", everyItem(equalTo("RECORDED")));
    }

    private static ValidatableResponse put(
            SchoolFixture school, String classId, Map<String, Object> body, @Nullable String ifMatch) {
        var request = school.system();
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body)
                .put("/v1/classes/%s/roll-calls/%s/AM".formatted(classId, MONDAY))
                .then();
    }

    private static Map<String, Object> exceptions(Said... entries) {
        return Map.of("marks", "EXCEPTIONS", "entries", List.of(entries));
    }

    private static Map<String, Object> reasoned(String reason) {
        return Map.of("marks", "EXCEPTIONS", "entries", List.of(), "reason", reason);
    }

    private static Map<String, Object> ofClass(String classId, Said... entries) {
        return Map.of("class", classId, "marks", "EXCEPTIONS", "entries", List.of(entries));
    }

    private static Said absent(String student) {
        return entry(student, "ABSENT");
    }

    private static Said entry(String student, String mark) {
        return new Said(student, mark);
    }

    private static String[] names(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> prefix + i)
                .toList()
                .toArray(String[]::new);
    }
}
