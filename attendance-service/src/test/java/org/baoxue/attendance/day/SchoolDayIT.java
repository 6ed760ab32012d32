package org.baoxue.attendance.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class SchoolDayIT {

    private static final String MONDAY = "2026-10-12";
    private static final Instant DAYS_END = Instant.parse("2026-10-12T07:00:00Z");
    private static final String CLOSED = "org.baoxue.attendance.school-day-closed.v1";

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T00:10:00Z"));
    }

    @Test
    void at_the_days_end_the_school_is_closed_after_its_posts_and_its_gaps() {
        var school = SchoolFixture.opens("SD1");
        school.enrols("SD1-1", "sd1-a", "sd1-b");
        school.enrols("SD1-2", "sd1-c");
        post(school, "SD1-1", "AM");
        post(school, "SD1-1", "PM");
        post(school, "SD1-2", "AM");
        Hand.puts(DAYS_END.plusSeconds(1));

        var closed = Published.attendance("school-day-closed", "SD1", 1).getFirst();
        assertThat(closed.text("date")).isEqualTo(MONDAY);
        assertThat(closed.text("closesAt")).isEqualTo("2026-10-12T07:00:00Z");
        assertThat(closed.text("members")).isEqualTo("3");
        assertThat(closed.text("marked")).isEqualTo("3");
        assertThat(Published.attendance("class-not-marked", "SD1", 1))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.text("class")).isEqualTo("SD1-2");
                    assertThat(String.valueOf(gap.body())).contains("\"missing\":[\"PM\"]");
                });
        var types = Published.all("SD1").stream().map(Seen::type).toList();
        assertThat(types.getLast()).isEqualTo(CLOSED);
    }

    @Test
    void a_post_after_the_close_is_taken_all_the_same() {
        var school = SchoolFixture.opens("SD2");
        school.enrols("SD2-1", "sd2-a");
        Hand.puts(DAYS_END.plusSeconds(1));
        Published.attendance("school-day-closed", "SD2", 1);
        post(school, "SD2-1", "AM");
        var late = Published.attendance("roll-call-recorded", "SD2", 1).getFirst();
        assertThat(Instant.parse(late.text("acceptedAt"))).isAfter(DAYS_END);
        school.office()
                .get("/v1/schools/SD2/completeness?date=" + MONDAY)
                .then()
                .statusCode(200)
                .body("members", equalTo(1))
                .body("marked", equalTo(1))
                .body("closedAt", notNullValue())
                .body("classes[0].missing", contains("PM"));
    }

    @Test
    void the_close_waits_for_a_post_that_is_still_being_accepted() {
        var school = SchoolFixture.opens("SD3");
        school.enrols("SD3-1", "sd3-a");
        Superuser.jdbi().useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock_shared(hashtextextended('school-day|SD3', 0))");
            Hand.puts(DAYS_END.plusSeconds(1));
            await().atMost(Duration.ofSeconds(20)).until(() -> waiting() > 0);
            assertThat(closings("SD3")).isZero();
        });
        Published.attendance("school-day-closed", "SD3", 1);
    }

    @Test
    void no_post_that_was_accepted_before_the_days_end_stands_behind_the_close()
            throws InterruptedException, ExecutionException {
        var school = SchoolFixture.opens("SD4");
        var classes = IntStream.range(0, 4).mapToObj(i -> "SD4-" + i).toList();
        classes.forEach(one -> school.enrols(one, "s" + one));
        Hand.puts(DAYS_END.minusMillis(800));
        var over = new AtomicBoolean();
        List<Future<?>> racers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(classes.size())) {
            for (var one : classes) {
                racers.add(threads.submit(() -> race(school, one, over)));
            }
            Published.attendance("school-day-closed", "SD4", 1);
            over.set(true);
            for (var racer : racers) {
                racer.get();
            }
        }
        Published.attendance("roll-call-recorded", "SD4", accepted("SD4"));
        var closedAt = Instant.MAX;
        for (var event : Published.all("SD4")) {
            if (event.type().equals(CLOSED)) {
                closedAt = Instant.parse(event.text("closedAt"));
            } else if (event.type().endsWith("roll-call-recorded.v1")) {
                var acceptedAt = Instant.parse(event.text("acceptedAt"));
                boolean beforeTheClose = closedAt.equals(Instant.MAX);
                assertThat(beforeTheClose || !acceptedAt.isBefore(closedAt))
                        .as("accepted at %s, behind the close of %s", acceptedAt, closedAt)
                        .isTrue();
            }
        }
        assertThat(closedAt).isBetween(DAYS_END, DAYS_END.plusSeconds(20));
    }

    @Test
    void where_only_exceptions_are_reported_silence_is_no_gap() {
        var school = SchoolFixture.opens("SD5", "TX25590101", "America/Chicago", true);
        school.enrols("SD5-1", "sd5-a", "sd5-b");
        Hand.puts(Instant.parse("2026-10-12T20:00:01Z"));
        var closed = Published.attendance(
                        "school-day-closed",
                        1,
                        seen -> seen.key().equals("SD5") && seen.text("date").equals(MONDAY))
                .getFirst();
        assertThat(closed.text("exceptionsOnly")).isEqualTo("true");
        assertThat(closed.text("marked")).isEqualTo("2");
        assertThat(Published.all("SD5")).noneMatch(seen -> seen.type().contains("class-not-marked"));
    }

    @Test
    void a_day_that_the_school_does_not_have_is_not_closed_and_one_it_adds_is() {
        var school = SchoolFixture.opens("SD6");
        school.enrols("SD6-1", "sd6-a");
        school.names("SCHOOL", "SD6", Map.of(LocalDate.of(2026, 10, 12), false, LocalDate.of(2026, 10, 17), true));
        await().atMost(Duration.ofSeconds(20)).until(() -> due("SD6").equals("2026-10-13"));
        Hand.puts(Instant.parse("2026-10-17T07:00:01Z"));
        assertThat(Published.attendance("school-day-closed", "SD6", 5))
                .extracting(seen -> seen.text("date"))
                .containsExactly("2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16", "2026-10-17");
    }

    @Test
    void a_class_with_a_calendar_of_its_own_is_asked_on_its_own_days() {
        var school = SchoolFixture.opens("SD7");
        school.enrols("SD7-1", "sd7-a");
        school.enrols("SD7-2", "sd7-b");
        school.names("CLASS", "SD7-2", Map.of(LocalDate.of(2026, 10, 12), false));
        Hand.puts(DAYS_END.plusSeconds(1));
        var closed = Published.attendance("school-day-closed", "SD7", 1).getFirst();
        assertThat(closed.text("members")).isEqualTo("1");
        assertThat(Published.attendance("class-not-marked", "SD7", 1))
                .extracting(seen -> seen.text("class"))
                .containsExactly("SD7-1");
    }

    private static void race(SchoolFixture school, String classId, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            var mark = i % 2 == 0 ? "ABSENT" : "LATE";
            var request = school.system();
            if (i > 0) {
                request.header("If-Match", String.valueOf(i));
            }
            request.body(Map.of(
                            "marks", "EXCEPTIONS",
                            "entries", List.of(Map.of("student", "s" + classId, "mark", mark)),
                            "takenAt", "2026-10-12T00:05:00Z",
                            "reason", "OTHER"))
                    .put("/v1/classes/%s/roll-calls/%s/AM".formatted(classId, MONDAY))
                    .then()
                    .statusCode(i == 0 ? 201 : 200);
        }
    }

    private static void post(SchoolFixture school, String classId, String session) {
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                .put("/v1/classes/%s/roll-calls/%s/%s".formatted(classId, MONDAY, session))
                .then()
                .statusCode(201);
    }

    private static long waiting() {
        return count("select count(*) from pg_locks where locktype = 'advisory' and not granted", null);
    }

    private static long closings(String school) {
        return count("select count(*) from school_day where school = ?", school);
    }

    private static int accepted(String school) {
        return (int) count("select count(*) from roll_call where school = ?", school);
    }

    private static long count(String sql, @Nullable String argument) {
        return Superuser.jdbi()
                .withHandle(handle -> (argument == null ? handle.select(sql) : handle.select(sql, argument))
                        .mapTo(Long.class)
                        .one());
    }

    private static String due(String school) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.select("select date from school_day_due where school = ?", school)
                        .mapTo(String.class)
                        .one());
    }
}
