package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;

/** A child whose guardian is due to be told, and what becomes of it. */
record Told(School school, String student, String phone) {

    /** The child's guardian can be told by text message. */
    static Told by(Sealing sealing) {
        return by(sealing, "");
    }

    static Told by(Sealing sealing, String email) {
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜", school.phoneOf(1), email.isEmpty() ? null : email);
        school.isKnown(1);
        return new Told(school, ana, school.phoneOf(1));
    }

    void due() {
        Hand.puts(at("08:25"));
        school.duty("contact-guardian", student, tell(school.guardian(student), "08:25"));
    }

    /** Steps on whenever the next attempt is due, until the child's notice has come to this. */
    void passUntil(String state) {
        eventually(() -> {
            Hand.passes(Duration.ofSeconds(40));
            assertEquals(List.of("contact-guardian guardian opened " + state), notices(student));
        });
    }

    /** The orders that the gateway has seen. */
    Set<String> keys() {
        return Phones.requests(phone).stream().map(Phones.Sms::key).collect(Collectors.toSet());
    }

    String familyMail(Sealing sealing) {
        var sealed = Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select sealed from roster_copy where student = ?")
                        .bind(0, student)
                        .mapTo(String.class)
                        .one());
        return sealing.open(sealed).replaceAll("(?s).*\"email\":\"([^\"]+)\".*", "$1");
    }

    /** As when the class teacher has reached the guardian meanwhile. */
    void isOvertaken() {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute("update notice set overtaken = 'DONE' where student = ?", student));
    }

    String office() {
        return Tokens.ofSchool("academic-office", school.person("office"), school.code);
    }

    static void resolve(String token, String notice, String finding, int status) {
        resolve(token, UUID.randomUUID().toString(), notice, finding, status);
    }

    static void resolve(String token, String key, String notice, String finding, int status) {
        Tokens.as(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("finding", finding))
                .post("/v1/notices/" + notice + "/resolution")
                .then()
                .statusCode(status);
    }

    static String messageOf(String student) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select message::text from message_notice join notice on id = notice where student = ?")
                .bind(0, student)
                .mapTo(String.class)
                .one());
    }
}
