package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** Posts that nobody holds: the level above hears of it, and where there is none, people see it. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class VacantPostIT {

    private static final Map<String, String> ABOVE_THE_SCHOOL =
            Map.of("530113001", "township-officer", "530113", "county-bureau", "5301", "prefecture-bureau");

    @Inject
    Sealing sealing;

    @Test
    void whereNobodyInTheWholeLineCanBeReachedTheNoticeFailsForTheBureauToSeeAndTheOperatorIsAlarmed() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        vacate(school, "class-teacher", school.classId);
        vacate(school, "academic-office", school.code);
        vacate(school, "principal", school.code);
        ABOVE_THE_SCHOOL.forEach((place, post) -> vacate(school, post, place));
        double before = untold();

        school.duty("home-visit", ana, tell(school.teacher, "08:06"));
        eventually(
                () -> assertEquals(List.of("home-visit class-teacher opened FAILED NOBODY_REACHABLE"), notices(ana)));
        isLookedAtOnTuesday(ana);
        assertEquals(
                1,
                notices(ana).size(),
                "that it is vacant is no notice of its own: this one climbed as far as it could");
        assertEquals(before + 1, untold(), "as the alert counts it");
        var bureau = Tokens.ofPlace("county-bureau", "p-bureau-" + school.number, "530113");
        Tokens.as(bureau)
                .queryParam("state", "FAILED")
                .queryParam("school", school.code)
                .get("/v1/notices")
                .then()
                .statusCode(200)
                .body("items.student", contains(ana))
                .body("items.reason", contains("NOBODY_REACHABLE"));

        school.holds("principal", school.code, school.person("principal"), School.mail(school.mailOf("principal")));
        eventually(() -> assertEquals(1, addresses(school, "principal", school.code)));
        Told.resolve(bureau, School.notice(ana, "class-teacher").toString(), "SEND_AGAIN", 204);
        eventually(() -> assertEquals(List.of("home-visit class-teacher opened DELIVERED"), notices(ana)));
        assertEquals(before, untold());
        assertEquals(1, Phones.mailbox(school.mailOf("principal")).size());
    }

    @Test
    void whoLeavesWhatIsOpenIsReportedToTheLevelAboveOnceHoweverOftenTheDirectorySaysIt() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        var ben = school.enrols(2, "贝恩");
        school.isKnown(2);
        school.duty("home-visit", ana, tell(school.teacher, "08:06"));
        school.duty("platform-report", ben);
        eventually(() -> assertEquals(List.of("home-visit class-teacher opened DELIVERED"), notices(ana)));
        assertEquals(List.of(), notices(ben));

        vacate(school, "class-teacher", school.classId);
        eventually(() -> assertEquals(List.of("platform-report class-teacher owner-vacant DELIVERED"), notices(ben)));
        var both =
                List.of("home-visit class-teacher opened DELIVERED", "home-visit class-teacher owner-vacant DELIVERED");
        eventually(() -> assertEquals(both, notices(ana)));
        var read = asRead(school);
        school.vacates("class-teacher", school.classId);
        eventually(() -> assertNotEquals(read, asRead(school)));
        isLookedAtOnTuesday(ana, ben);
        assertEquals(both, notices(ana));
        var told = Phones.mailbox(school.mailOf("office"));
        var text = String.join("", told.stream().map(Phones::text).toList());
        assertTrue(text.contains("七年级1班 班主任") && text.contains("故报上一级"), text);
        assertEquals(2, text.split("安娜", -1).length, text);
    }

    @Test
    void whereTheOwnersOwnNoticeGoesToTheLevelAboveNoOtherSaysThatThePostIsVacant() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        school.duty("contact-guardian", ana, tell(school.teacher, "09:05"));
        isLookedAtOnTuesday(ana);
        vacate(school, "class-teacher", school.classId);
        isLookedAtOnTuesday(ana);
        assertEquals(List.of("contact-guardian class-teacher opened PLANNED"), notices(ana));
        Hand.puts(at("09:05"));
        eventually(() -> assertEquals(List.of("contact-guardian class-teacher opened DELIVERED"), notices(ana)));
        var read = asRead(school);
        school.vacates("class-teacher", school.classId);
        eventually(() -> assertNotEquals(read, asRead(school)));
        isLookedAtOnTuesday(ana);
        assertEquals(List.of("contact-guardian class-teacher opened DELIVERED"), notices(ana));
    }

    /** Sealed anew each time that the directory says it. */
    private static String asRead(School school) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select sealed_holders from post_copy where post = 'class-teacher' and scope = ?")
                .bind(0, school.classId)
                .mapTo(String.class)
                .one());
    }

    @Test
    void onTheDayAfterAHoldersLastTheLevelAboveHearsOfWhatIsStillOwed() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.leaves("class-teacher", school.classId, School.MONDAY.toString());
        school.isKnown(1);
        eventually(() -> assertEquals(
                1,
                School.count("select count(*) from class_teacher where class_id = '%s' and held_to is not null"
                        .formatted(school.classId))));
        var duty = school.duty("home-visit", ana, tell(school.teacher, "08:06"));
        school.says(
                "duty-moved",
                duty,
                "home-visit",
                ana,
                Map.of(
                        "owner",
                        school.teacher,
                        "dueAt",
                        at("15:00").plus(Duration.ofDays(1)).toString(),
                        "reason",
                        "CALENDAR",
                        "at",
                        at("08:06").toString()));
        eventually(() -> assertEquals(List.of("home-visit class-teacher opened DELIVERED"), notices(ana)));
        isLookedAtOnTuesday(ana);
        assertEquals(1, notices(ana).size(), "it is held to the end of the day");

        Hand.puts(at("00:01").plus(Duration.ofDays(1)));
        eventually(() -> assertEquals(
                "home-visit class-teacher owner-vacant PLANNED", notices(ana).getLast()));
        Hand.puts(at("07:00").plus(Duration.ofDays(1)));
        eventually(() -> assertEquals(
                "home-visit class-teacher owner-vacant DELIVERED", notices(ana).getLast()));
    }

    @Test
    void ofWhatIsDoneNobodyHearsThatItsPostIsVacant() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        var ben = school.enrols(2, "贝恩");
        school.isKnown(2);
        var duty = school.duty("platform-report", ana);
        school.duty("platform-report", ben);
        isLookedAtOnTuesday(ana, ben);
        var done = Map.<String, Object>of(
                "at", at("08:06").toString(), "evidence", Map.of("kind", "REPORT_SENT"), "tell", List.of());
        school.says("duty-done", duty, "platform-report", ana, done);
        eventually(() -> assertEquals(0, School.count(openDuties(ana))));

        vacate(school, "class-teacher", school.classId);
        eventually(() -> assertEquals(List.of("platform-report class-teacher owner-vacant DELIVERED"), notices(ben)));
        assertEquals(List.of(), notices(ana));
    }

    /** What is open was looked at, and is looked at next when the day is over. */
    private static void isLookedAtOnTuesday(String... students) {
        for (var student : students) {
            eventually(() -> assertEquals(
                    1, School.count(openDuties(student) + " and look_at = '2026-09-07T16:00:00Z'"), student));
        }
    }

    private static String openDuties(String student) {
        return "select count(*) from open_duty where student = '" + student + "'";
    }

    private static void vacate(School school, String post, String scope) {
        school.vacates(post, scope);
        eventually(() -> assertEquals(0, addresses(school, post, scope)));
    }

    /** How many addresses are known of those who hold it. */
    private static int addresses(School school, String post, String scope) {
        return assertDoesNotThrow(() -> school.holdersAsRead(post, scope)).split("address", -1).length - 1;
    }

    private static double untold() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("baoxue_notices_untold"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
