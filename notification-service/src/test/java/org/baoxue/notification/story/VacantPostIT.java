package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
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
