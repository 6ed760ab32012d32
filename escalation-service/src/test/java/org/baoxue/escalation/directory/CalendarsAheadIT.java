package org.baoxue.escalation.directory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.escalation.School;
import org.baoxue.escalation.directory.CalendarsAhead.Ending;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who forgot to enter the next year hears it while there is time, and nothing stops. */
@QuarkusTest
@WithTestResource(Platform.class)
class CalendarsAheadIT {
    @Inject
    CalendarEndStore store;

    @Inject
    Transactions transactions;

    @BeforeEach
    void calendars() {
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("delete from calendar");
            handle.execute("delete from school");
            school("own", "530113001");
            school("county", "530113002");
            school("nobody", "530102001");
            school("texas", "TX25590101");
            calendar("own", "SCHOOL", "[{\"from\":\"2026-09-01\",\"to\":\"2027-01-23\"}]", "[]");
            calendar("own-1", "CLASS", "[{\"from\":\"2026-09-01\",\"to\":\"2030-01-23\"}]", "[]");
            calendar("530113", "PLACE", "[{\"from\":\"2026-09-01\",\"to\":\"2027-07-10\"}]", "[]");
            calendar("5301", "PLACE", "[]", "[]");
            calendar("TX", "PLACE", "[{\"from\":\"2026-08-15\",\"to\":\"2027-05-28\"}]", "[]");
            calendar("CN", "NATION", "[]", "[{\"date\":\"2026-10-01\",\"school\":false}]");
        });
    }

    @Test
    void terms_are_those_of_the_nearest_level_and_holidays_the_nations() {
        assertEquals(
                List.of(new Ending("nobody", true, false)),
                endings(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01")));
        assertEquals(
                List.of(
                        new Ending("county", false, true),
                        new Ending("nobody", true, true),
                        new Ending("own", true, true)),
                endings(LocalDate.parse("2027-01-24"), LocalDate.parse("2027-01-01")));
        assertEquals(
                List.of(
                        new Ending("county", true, false),
                        new Ending("nobody", true, false),
                        new Ending("own", true, false),
                        new Ending("texas", true, false)),
                endings(LocalDate.parse("2027-07-11"), LocalDate.parse("2026-12-31")));
    }

    @Test
    void it_is_a_warning_of_its_own_and_the_service_stays_ready() {
        Hand.puts(School.at("2026-10-12 07:00"));
        Superuser.jdbi().useHandle(handle -> handle.execute("delete from school where code = 'nobody'"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(200, group()));
        assertEquals(0d, metric("terms"));
        Hand.puts(School.at("2026-11-20 07:00"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(503, group()));
        assertEquals(0d, metric("terms"), "nine weeks before the last term's end");
        Hand.puts(School.at("2026-11-26 07:00"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(1d, metric("terms")));
        assertEquals(503, group());
        assertEquals(2d, metric("holidays"));
        assertEquals(200, RestAssured.get("/q/health/ready").statusCode());
        assertTrue(RestAssured.get("/q/health/group/calendars").asString().contains("schools without terms ahead"));
    }

    private static int group() {
        return RestAssured.get("/q/health/group/calendars").statusCode();
    }

    private static double metric(String what) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("baoxue_calendar_ending_schools{what=\"" + what + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private List<Ending> endings(LocalDate terms, LocalDate holidays) {
        return transactions.asWorker(() -> store.endingBefore(terms, holidays));
    }

    private static void school(String code, String place) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into school (code, place, zone, exceptions_only, sessions)"
                                + " values (?, ?, 'Asia/Shanghai', false, '[]')",
                        code,
                        place));
    }

    private static void calendar(String owner, String kind, String terms, String days) {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into calendar (owner, owner_kind, terms, days, revision)"
                                + " values (?, ?, cast(? as jsonb), cast(? as jsonb), 1)",
                        owner,
                        kind,
                        terms,
                        days));
    }
}
